using System.Text.RegularExpressions;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>What must hold between an edge file and its release: what the edge changes about it must still be possible.</summary>
internal static partial class EdgeOnReleaseRules
{
    public static IEnumerable<Rule<EdgeConfig>> For(ReleaseManifest release) =>
    [
        .. Enum.GetValues<Job>().Select(job => Fits(release, $"jobs.{Names.Value(job)}", release.Jobs[job], config => config.Jobs.GetValueOrDefault(job))),
        Fits(release, "planeManager", release.PlaneManager, config => new() { Cpu = config.PlaneManager.Cpu, MemoryMiB = config.PlaneManager.MemoryMiB }),
        new(
            ["functions.metadataBrowsing.timeoutSeconds", "controlPlane.requestQueueVisibilitySeconds"],
            config => TimeoutFits(
                release, "functions.metadataBrowsing.timeoutSeconds", config.Functions.MetadataBrowsing, release.Functions.MetadataBrowsing,
                "controlPlane.requestQueueVisibilitySeconds", config.ControlPlane.RequestQueueVisibilitySeconds)),
        new(
            ["functions.dqResultsReader.timeoutSeconds", "controlPlane.resultReaderQueueVisibilitySeconds"],
            config => TimeoutFits(
                release, "functions.dqResultsReader.timeoutSeconds", config.Functions.DqResultsReader, release.Functions.DqResultsReader,
                "controlPlane.resultReaderQueueVisibilitySeconds", config.ControlPlane.ResultReaderQueueVisibilitySeconds)),
        new(["registry.prefix"], config => ImagesAreShortEnough(release, config.Registry)),
        new(["artifacts.prefix"], config => PrefixIsOf(release, config.Artifacts.Prefix)),
    ];

    private static Rule<EdgeConfig> Fits(ReleaseManifest release, string key, TaskSize size, Func<EdgeConfig, SizeOverride?> change) => new([key], config =>
    {
        var own = change(config);
        return ReleaseRules.FitsFargate(key, size.With(own), own?.MemoryMiB is null ? $", as in release {release.Version}" : "");
    });

    // AWS refuses a mapping whose function may take longer than a message stays hidden.
    private static IEnumerable<Problem> TimeoutFits(
        ReleaseManifest release, string key, FunctionOverride own, FunctionRelease function, string visibilityKey, int? visibility)
    {
        if (own.TimeoutSeconds > visibility)
        {
            yield return Problem.Is(
                key, own.TimeoutSeconds, $"at most {visibility}, which is {visibilityKey}", "lower it, or ask the vendor for a longer visibility timeout");
        }

        if (own.TimeoutSeconds is null && function.TimeoutSeconds > visibility)
        {
            yield return Problem.Is(
                visibilityKey, visibility, $"at least {function.TimeoutSeconds}, the timeout of the function in release {release.Version}",
                $"ask the vendor for a longer visibility timeout, or set {key}");
        }
    }

    // ECS refuses the task definition of a longer image.
    private static IEnumerable<Problem> ImagesAreShortEnough(ReleaseManifest release, RegistrySection registry)
    {
        if (registry.NormalizedPrefix().Length > release.LongestRegistryPrefix())
        {
            yield return Problem.Is(
                "registry.prefix", registry.Prefix,
                $"at most {release.LongestRegistryPrefix()} characters with the slash at the end: "
                    + $"an image has at most {ImageReference.Longest}, with repository and tag of release {release.Version}",
                "mirror the images below a shorter path");
        }
    }

    // The code of another release would be deployed under the name of this one.
    private static IEnumerable<Problem> PrefixIsOf(ReleaseManifest release, string? prefix)
    {
        var versions = VersionPattern().Matches(prefix ?? "").Select(match => match.Value).ToList();
        if (versions.Count > 0 && !versions.Contains(release.Version))
        {
            yield return Problem.Is(
                "artifacts.prefix", prefix!, $"the prefix of release {release.Version}, that of edge.release", "correct the prefix or edge.release");
        }
    }

    [GeneratedRegex(@"[0-9]+(?:\.[0-9]+){2,}", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
