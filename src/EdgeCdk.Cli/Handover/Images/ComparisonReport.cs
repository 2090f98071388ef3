using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Import;

namespace EdgeCdk.Cli.Handover.Images;

/// <summary>What the command says about the images in the mirror.</summary>
internal static class ComparisonReport
{
    /// <summary>Compares what the mirror has.</summary>
    /// <returns>The exit code: 1 when an image is missing or another one.</returns>
    public static int Write(CommandContext context, Mirror mirror)
    {
        if (mirror.Target == mirror.Source)
        {
            throw new CommandException(
                $"--to is missing: {ImagesReport.NoMirror}, so there is nothing to compare; name the registry and path of the mirror");
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

    private static string Words(MirrorComparison one) => one switch
    {
        { IsMissing: true } => $"not there: {one.Fault}",
        { Found: null } => $"could not be asked: {one.Fault}",
        { Expected: null } => $"{one.Found}, not compared: the release pins no digest, and the vendor's registry could not be asked",
        { IsRight: true } => $"{one.Found}, the same",
        _ => $"another image: {one.Found}, but the release or the vendor's registry has {one.Expected}",
    };
}
