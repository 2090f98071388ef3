using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>The files of the archive that do not need a stack.</summary>
internal static class FileSources
{
    public static IEnumerable<SupportSource> Of(CommandContext context, EdgePlace edge)
    {
        yield return new("versions.json", () => JsonText.Of(ToolVersions.Of(context)));
        if (edge.Definition is not null)
            yield return new("verify.json", () => Verified(context with { ShowsProgress = false }, edge));
        if (edge.File is { } file)
            yield return new("edge.yaml", () => File.ReadAllText(file));
        if (edge.ReleaseText is { } release)
            yield return new("release.yaml", () => release);
    }

    private static string Verified(CommandContext context, EdgePlace edge) => JsonText.Of(
        VerifyReport.Json(Verification.Of(context, edge, TimeSpan.FromHours(1), detectsDrift: false), isToRegister: true));
}
