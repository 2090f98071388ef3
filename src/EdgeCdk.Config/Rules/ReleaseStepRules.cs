using System.Globalization;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>
/// Where an edge is on the line of releases: how long it is supported, and whether it can get there from what is deployed.
/// </summary>
internal static class ReleaseStepRules
{
    private const string Key = "edge.release";

    public static IEnumerable<Rule<EdgeConfig>> For(ReleaseLine line, ReleaseCheckOptions options) =>
    [
        new([Key, "edge.name"], config => options.AsOf is { } day ? Supported(line, config.Edge, day) : []),
        new([Key, "edge.name"], config => options.Deployed.GetValueOrDefault(config.Edge.Name) is { } deployed
            ? Reachable(line, config.Edge.Release, deployed, options.GoesBack)
            : []),
    ];

    private static IEnumerable<Problem> Supported(ReleaseLine line, EdgeSection edge, DateOnly day)
    {
        var release = edge.Release;
        if (line.SupportedUntil(release) is not { } end || line.After(release) is not { } next || day < next.Released)
            yield break;
        var date = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var because = day > end ? $", which was supported until {date}" : $", which is supported until {date}";
        var remedy = $"upgrade with `npx edge upgrade {edge.Name}`";
        yield return Problem.Is(Key, release, next.Version, remedy, because) with { IsWarning = true };
    }

    private static IEnumerable<Problem> Reachable(ReleaseLine line, string release, string deployed, bool goesBack)
    {
        var isDeployed = $", but {deployed} is deployed";
        if (release == deployed || goesBack && line.Before(deployed) == release)
            yield break;
        if (line.Path(deployed, release) is { } steps)
        {
            if (steps.Count > 1)
            {
                yield return Problem.Is(
                    Key, release, $"{steps[0]}, since no release may be skipped", $"deploy {string.Join(", then ", steps)}", isDeployed);
            }
        }
        else if (line.Path(release, deployed) is { } back)
        {
            var allowed = line.After(deployed) is { } next ? $"{deployed} or {next.Version}" : deployed;
            var remedy = back.Count == 1
                ? "take the newest version of this file, or pass --back to go back on purpose"
                : "take the newest version of this file; the way back is one release at most";
            yield return Problem.Is(Key, release, allowed, remedy, isDeployed);
        }
        else
        {
            yield return Problem.Is(
                Key, release, "a release that follows the deployed one", "add the files of the releases in between", isDeployed);
        }
    }
}
