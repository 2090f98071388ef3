using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>Releases form one line, from the first to the newest: upgrades go through it and skip none.</summary>
internal static class ReleaseChainRules
{
    /// <summary>Reports to each file what does not fit the others.</summary>
    /// <param name="releases">The files by version, as their names say.</param>
    public static void Apply(IReadOnlyDictionary<string, ConfigFile<ReleaseManifest>> releases)
    {
        foreach (var (name, file) in releases.Where(release => release.Value.IsSound("version")))
        {
            if (Misnamed(file.Value!.Version, name) is { } problem)
                file.Report(problem);
        }

        var followers = new Dictionary<string, string>(StringComparer.Ordinal);
        var inOrder = releases.Values.Where(file => file.IsSound("version", "previous"))
            .OrderBy(file => Version.Parse(file.Value!.Version));
        foreach (var file in inOrder)
        {
            if (Misplaced(file.Value!, releases.Keys, followers) is { } problem)
                file.Report(problem);
        }
    }

    private static Problem? Misnamed(string version, string name) => version == name
        ? null
        : Problem.Is(
            "version", version, "one version in both", "correct the version or rename the file", $", but the file is named {name}.yaml");

    private static Problem? Misplaced(ReleaseManifest release, IEnumerable<string> releases, Dictionary<string, string> followers)
    {
        const string remedy = "take it from the vendor's release notes";
        if (release.Previous is not { } previous)
        {
            return followers.TryAdd("", release.Version)
                ? null
                : Problem.Missing(
                    "previous", "the release that upgrades come from", $"add previous: only the first release, {followers[""]}, has none");
        }

        if (!releases.Contains(previous))
        {
            return Problem.Is(
                "previous", previous, "a release of this directory", "add the file of that release, or remove previous from the first one");
        }

        if (Version.Parse(previous) >= Version.Parse(release.Version))
            return Problem.Is("previous", previous, $"a release before {release.Version}", remedy);
        return followers.TryAdd(previous, release.Version)
            ? null
            : Problem.Is("previous", previous, "another release before each", remedy, $", as in {followers[previous]}");
    }
}
