using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Import;

namespace EdgeCdk.Cli.Handover.Images;

/// <summary>What the command says about images, and the script that it writes.</summary>
internal static class ImagesReport
{
    private const string NoMirror = "the edge file names the vendor's registry";

    /// <summary>Lists the images, and writes the script.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(CommandContext context, string edge, Mirror mirror, bool isCache, string? output)
    {
        if (output is not null && mirror.Target == mirror.Source)
        {
            throw new CommandException($"--to is missing: {NoMirror}; name the registry and path of the mirror");
        }

        if (isCache && !mirror.CanBeCached)
        {
            throw new CommandException(
                "--cache goes with a mirror in Amazon ECR, <account>.dkr.ecr.<region>.amazonaws.com/<prefix>/, in a region outside of "
                    + "China and GovCloud; leave it out to copy");
        }

        var target = isCache ? Cached(mirror) : mirror;
        var script = output is null ? null : context.OutputFileOf(output);
        if (script is not null)
        {
            context.WriteFile(script, isCache ? MirrorScript.Caching(target) : MirrorScript.Copying(target));
            WholeFile.AllowExecution(script);
        }

        var isMirror = target.Target != mirror.Source;
        return context.Answer(
            new
            {
                Edge = edge,
                Release = mirror.Release.Version,
                RegistryPrefix = isMirror ? target.Target : null,
                Script = script is null ? null : context.Shown(script),
                Images = mirror.Images.Select(image => new
                {
                    image.Components,
                    Source = image.In(mirror.Source),
                    Mirror = isMirror ? image.In(target.Target) : null,
                    image.Digest,
                }),
            },
            () => WriteText(context, edge, mirror, target, script, isCache));
    }

    /// <summary>Compares what the mirror has.</summary>
    /// <returns>The exit code: 1 when an image is missing or another one.</returns>
    public static int WriteComparison(CommandContext context, Mirror mirror)
    {
        if (mirror.Target == mirror.Source)
        {
            throw new CommandException(
                $"--to is missing: {NoMirror}, so there is nothing to compare; name the registry and path of the mirror");
        }


        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };
        RegistryClient Client(string username, string password) =>
            new(http, Environment.GetEnvironmentVariable(username), Environment.GetEnvironmentVariable(password));
        var compared = MirrorComparison.Of(
            mirror, Client(ImageDigests.Username, ImageDigests.Password), Client(Variables.MirrorUsername, Variables.MirrorPassword));
        context.Answer(
            new
            {
                Images = compared.Select(one => new
                {
                    Mirror = one.Image.In(mirror.Target),
                    one.Expected,
                    one.Found,
                    one.Fault,
                    one.IsMissing,
                    one.IsRight,
                }),
            },
            () =>
            {
                foreach (var one in compared)
                    context.WriteLine(one.Image.In(mirror.Target), $"  {Words(one)}");
            });
        return compared.All(one => one.IsRight) ? 0 : 1;
    }

    // The rule of the cache has a prefix, behind which the path of the vendor's registry follows.
    private static Mirror Cached(Mirror mirror)
    {
        var ecr = mirror.Ecr!;
        var prefix = ecr.RepositoryPrefix.Split('/')[0] is { Length: > 0 } given ? given : "ataccama";
        return mirror with { Target = $"{Mirror.HostOf(mirror.Target)}/{prefix}/{Mirror.PathOf(mirror.Source)}" };
    }

    private static string Credentials(Mirror mirror, bool isCache) => isCache
        ? $"with {Variables.CacheSecret} in its environment"
        : $"with {Variables.Vendor}{(mirror.Ecr is null ? $" and {Variables.Mirror}" : "")} in its environment";

    private static string Words(MirrorComparison one) => one switch
    {
        { IsMissing: true } => $"not there: {one.Fault}",
        { Found: null } => $"could not be asked: {one.Fault}",
        { Expected: null } => $"{one.Found}, not compared: the release pins no digest, and the vendor's registry could not be asked",
        { IsRight: true } => $"{one.Found}, the same",
        _ => $"another image: {one.Found}, but the release or the vendor's registry has {one.Expected}",
    };

    private static void WriteText(CommandContext context, string edge, Mirror mirror, Mirror target, string? script, bool isCache)
    {
        context.WriteLine($"Images of release {mirror.Release.Version}");
        foreach (var image in mirror.Images)
        {
            var components = string.Join(", ", image.Components);
            context.WriteLine("", $"  {image.In(mirror.Source)}  {image.Digest ?? "digest not known"}  {components}");
        }

        if (mirror.Images.Any(image => image.Digest is null))
            context.WriteLine("", "Digest not known: the release file pins none, and the tag alone decides which image runs.");
        if (target.Target == mirror.Source)
        {
            context.WriteLine(
                "", $"Bring them to a registry of your own: npx edge images {edge} --to '<registry and path>' --output mirror.sh");
            return;
        }

        var credentials = target.Ecr is null ? "" : ", credentials: none";
        context.WriteLine("In the edge file");
        context.WriteLine("", $"  registry: {{ prefix: {target.Target}{credentials} }}");
        if (script is not null)
        {
            context.WriteLine(
                context.Shown(script),
                $" was written. Run it where both registries can be reached, {Credentials(target, isCache)}. Then:");
        }
        context.WriteLine("", $"  npx edge images {edge} --to {target.Target} --compare");
        context.WriteLine(
            "",
            $"Before the next upgrade: npx edge images {edge} --to {target.Target} --release '<version>' --output mirror.sh");
    }
}
