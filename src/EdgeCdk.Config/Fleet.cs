using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Rules;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config;

/// <summary>One edge, ready to be synthesized.</summary>
public sealed record EdgeDefinition(EdgeConfig Config, ReleaseManifest Release, FunctionPackages Packages);

/// <summary>All edges of a directory, or the one of a file. Reading them needs neither AWS nor the network.</summary>
public static class Fleet
{
    /// <summary>Reads edge files and the releases they name.</summary>
    /// <param name="edges">An edge file, or a directory of them.</param>
    /// <param name="releases">The directory of release files.</param>
    /// <param name="only">Name of the one edge to return; the others are checked all the same. Default: all.</param>
    /// <returns>The edges, by name.</returns>
    /// <exception cref="ConfigException">Anything is wrong with any file.</exception>
    public static IReadOnlyList<EdgeDefinition> Load(string edges, string releases, string? only = null)
    {
        var problems = new List<Problem>();
        var releaseFiles = FilesIn(releases, "releases", problems).Select(ConfigFile<ReleaseManifest>.Read).ToList();
        var edgeFiles = (File.Exists(edges) ? [edges] : FilesIn(edges, "edges", problems)).Select(ConfigFile<EdgeConfig>.Read).ToList();

        var manifests = CheckReleases(releaseFiles);
        var definitions = edgeFiles.Select(file => Check(file, manifests)).OfType<EdgeDefinition>().ToList();
        FleetRules.Apply(edgeFiles);

        problems.AddRange(releaseFiles.SelectMany(file => file.Problems));
        problems.AddRange(edgeFiles.SelectMany(file => file.Problems));
        if (problems.Count == 0 && only is not null && definitions.All(edge => edge.Config.Edge.Name != only))
        {
            var names = string.Join(", ", definitions.Select(edge => edge.Config.Edge.Name));
            problems.Add(new Problem("", $"has no edge named \"{only}\"", $"use {names}", "correct the context value edge") { File = edges });
        }

        if (problems.Count > 0)
            throw new ConfigException([.. problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
        return [.. definitions.Where(edge => only is null || edge.Config.Edge.Name == only).OrderBy(edge => edge.Config.Edge.Name, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string> FilesIn(string directory, string name, List<Problem> problems)
    {
        if (!Directory.Exists(directory))
        {
            problems.Add(new Problem("", "does not exist", $"use a directory of {name}", $"correct the context value {name}") { File = directory });
            return [];
        }

        var files = Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToLookup(file => Path.GetExtension(file));
        problems.AddRange(files[".yml"].Select(file => new Problem("", "would not be read", "use the ending .yaml", "rename the file") { File = file }));
        if (!files[".yaml"].Any())
            problems.Add(new Problem("", "has no .yaml file", $"use a directory of {name}", $"add a file or correct the context value {name}") { File = directory });
        return [.. files[".yaml"]];
    }

    private static Dictionary<string, ConfigFile<ReleaseManifest>> CheckReleases(List<ConfigFile<ReleaseManifest>> files)
    {
        var byVersion = files.ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path));
        foreach (var file in files)
        {
            foreach (var rule in ReleaseRules.OfARelease)
                rule.Apply(file);
            var version = Path.GetFileNameWithoutExtension(file.Path);
            if (file.IsSound("version") && file.Value!.Version != version)
                file.Report(Problem.Is("version", file.Value.Version, $"\"{version}\", the name of the file", "correct the version or rename the file"));
            if (file.IsSound("previous") && file.Value!.Previous is { } previous && (previous == version || !byVersion.ContainsKey(previous)))
                file.Report(Problem.Is("previous", previous, $"a release of this directory before {version}", "add the file of that release, or remove previous from the first one"));
        }

        return byVersion;
    }

    private static EdgeDefinition? Check(ConfigFile<EdgeConfig> file, Dictionary<string, ConfigFile<ReleaseManifest>> releases)
    {
        foreach (var rule in (Rule<EdgeConfig>[])[.. NetworkRules.All, .. IdentityRules.All, .. ChoiceRules.All])
            rule.Apply(file);
        if (!file.IsSound("edge.release"))
            return null;
        if (!releases.TryGetValue(file.Value!.Edge.Release, out var release))
        {
            var known = releases.Keys.Order(StringComparer.Ordinal);
            file.Report(Problem.Is("edge.release", file.Value.Edge.Release, $"one of {string.Join(", ", known)}", "correct the release, or add its file to the releases directory"));
            return null;
        }

        if (release.Problems.Count > 0)
            return null;
        foreach (var rule in ReleaseRules.OfAnEdgeOn(release.Value!))
            rule.Apply(file);
        return FunctionPackages.Find(file, release.Value!) is { } packages ? new EdgeDefinition(file.Value, release.Value!, packages) : null;
    }
}
