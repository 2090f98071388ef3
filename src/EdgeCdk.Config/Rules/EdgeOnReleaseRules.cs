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
        .. release.Jobs.Select(job =>
            Fits(release, $"jobs.{Names.Value(job.Key)}", job.Value, config => config.Jobs.GetValueOrDefault(job.Key))),
        Fits(release, "planeManager", release.PlaneManager, config => config.PlaneManager.Size()),
        new(["jobs"], config => AreInTheRelease(release, "jobs", config.Jobs.Keys, release.Jobs.Keys)),
        new(["functions"], config => AreInTheRelease(release, "functions", config.Functions.Overrides.Keys, release.Functions.Keys)),
        .. release.Functions.SelectMany(function => FunctionOnReleaseRules.For(release, function.Key, function.Value)),
        new(["controlPlane.edgeAccessExternalId"], config => IsRead(release, config.ControlPlane.EdgeAccessExternalId)),
        new(["vpc.proxy"], config => ReadsProxy(release, config)),
        new(["registry.prefix"], config => ImagesAreShortEnough(release, config.Registry)),
        new(["artifacts.prefix"], config => PrefixIsOf(release, config.Artifacts.Prefix)),
    ];

    private static Rule<EdgeConfig> Fits(ReleaseManifest release, string key, TaskSize size, Func<EdgeConfig, SizeOverride?> change) =>
        new([key], config =>
        {
            var own = change(config);
            return ReleaseRules.FitsFargate(key, size.With(own), own?.MemoryMiB is null ? $", as in release {release.Version}" : "");
        });

    private static IEnumerable<Problem> AreInTheRelease<T>(
        ReleaseManifest release, string block, IEnumerable<T> given, IEnumerable<T> known)
        where T : struct, Enum =>
        from name in given.Except(known)
        select new Problem(
            $"{block}.{Names.Value(name)}", $"is not in release {release.Version}",
            $"use {string.Join(", ", known.Select(one => Names.Value(one)))}", "remove it, or change edge.release");

    private static IEnumerable<Problem> IsRead(ReleaseManifest release, string? externalId)
    {
        if (externalId is not null && !release.Reads(Facts.EdgeAccessExternalId))
        {
            yield return Problem.Is(
                "controlPlane.edgeAccessExternalId", externalId,
                $"it with a release whose Plane Manager reads the fact {Facts.EdgeAccessExternalId.Name}",
                "remove it, or add the variable to the release file", $", but release {release.Version} does not read it");
        }
    }

    // A warning only: a component that reads nothing calls what it calls without the proxy.
    private static IEnumerable<Problem> ReadsProxy(ReleaseManifest release, EdgeConfig config)
    {
        if (config.Vpc.Proxy is not { } proxy)
            yield break;
        if (Without(Facts.ProxyUrl, Facts.ProxyJavaOptions) is { Length: > 0 } none)
            yield return NotRead("vpc.proxy.url", proxy.Url, none, "a proxy", $"{Facts.ProxyUrl.Name} or {Facts.ProxyJavaOptions.Name}");
        if (proxy.CaSecretArn is { } secret && Without(Facts.ProxyCaBundle, Facts.ProxyCaSecretArn) is { Length: > 0 } others)
        {
            yield return NotRead(
                "vpc.proxy.caSecretArn", secret, others, "its certificates",
                $"{Facts.ProxyCaBundle.Name} or {Facts.ProxyCaSecretArn.Name}");
        }

        string Without(params Fact[] facts) => string.Join(
            ", ",
            release.ComponentNames().Where(name => facts.Any(fact => fact.Components.Contains(name)) && !release.Components[name]
                .Environment.Values.Intersect(facts.Select(fact => fact.Name)).Any()));

        Problem NotRead(string key, string value, string components, string what, string facts) => Problem.Is(
            key, value, $"a release whose components read {what}",
            $"ask the vendor which variables they read, and add them to the release file with the facts {facts}",
            $", but in release {release.Version} it has no effect on {components}") with
        {
            IsWarning = true,
        };
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
                "artifacts.prefix", prefix!, $"the prefix of release {release.Version}, that of edge.release",
                "correct the prefix or edge.release");
        }
    }

    [GeneratedRegex(@"[0-9]+(?:\.[0-9]+){2,}", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
