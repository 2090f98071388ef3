using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Handover.Images;

/// <summary>What the command says about images, and the script that it writes.</summary>
internal static class ImagesReport
{
    internal const string NoMirror = "the edge file names the vendor's registry";

    /// <summary>Lists the images, and writes the script.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(CommandContext context, string edge, Mirror mirror, bool isCache, string? output)
    {
        if (output is not null && mirror.Target == mirror.Source)
            throw new CommandException($"--to is missing: {NoMirror}; name the registry and path of the mirror");

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
