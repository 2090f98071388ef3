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
        var releaseFiles = FilesIn(releases, "releases", "a directory of releases", problems).Select(ConfigFile<ReleaseManifest>.Read).ToList();
        var edgePaths = File.Exists(edges) ? [edges] : FilesIn(edges, "edges", "an edge file or a directory of them", problems);
        var edgeFiles = edgePaths.Select(ConfigFile<EdgeConfig>.Read).ToList();

        var manifests = releaseFiles.ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path));
        releaseFiles.ForEach(file => file.Check(ReleaseRules.All));
        ReleaseChainRules.Apply(manifests);
        var definitions = edgeFiles.Select(file => Check(file, manifests)).OfType<EdgeDefinition>().ToList();
        FleetRules.Apply(edgeFiles);

        problems.AddRange(releaseFiles.SelectMany(file => file.Problems));
        problems.AddRange(edgeFiles.SelectMany(file => file.Problems));
        if (problems.Count == 0 && only is not null && definitions.All(edge => edge.Config.Edge.Name != only))
        {
            var names = definitions.Select(edge => edge.Config.Edge.Name).Order(StringComparer.Ordinal);
            var allowed = $"use {string.Join(", ", names)}";
            problems.Add(new Problem("", $"has no edge named {Problem.Shown(only)}", allowed, "correct the context value edge") { File = edges });
        }

        if (problems.Count > 0)
        {
            var inOrder = problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column);
            throw new ConfigException([.. inOrder]);
        }

        var wanted = definitions.Where(edge => only is null || edge.Config.Edge.Name == only);
        return [.. wanted.OrderBy(edge => edge.Config.Edge.Name, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string> FilesIn(string directory, string name, string allowed, List<Problem> problems)
    {
        var remedy = $"correct the context value {name}";
        if (!Directory.Exists(directory))
        {
            problems.Add(new Problem("", "does not exist", $"use {allowed}", remedy) { File = directory });
            return [];
        }

        try
        {
            var files = Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToLookup(file => Path.GetExtension(file));
            foreach (var file in files.Where(group => group.Key.ToLowerInvariant() is ".yml" or ".yaml" && group.Key != ".yaml").SelectMany(group => group))
                problems.Add(new Problem("", "would not be read", "use the ending .yaml", "rename the file") { File = file });
            if (!files[".yaml"].Any())
                problems.Add(new Problem("", "has no .yaml file", $"use {allowed}", $"add a file, or {remedy}") { File = directory });
            return [.. files[".yaml"]];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(Problem.Unreadable("", exception) with { File = directory });
            return [];
        }
    }

    private static EdgeDefinition? Check(ConfigFile<EdgeConfig> file, Dictionary<string, ConfigFile<ReleaseManifest>> releases)
    {
        file.Check([.. NetworkRules.All, .. IdentityRules.All, .. ChoiceRules.All, .. TagRules.All]);
        if (!file.IsSound("edge.release") || releases.Count == 0)
            return null;
        if (!releases.TryGetValue(file.Value!.Edge.Release, out var release))
        {
            var known = string.Join(", ", releases.Keys.Order(StringComparer.Ordinal));
            file.Report(Problem.Is(
                "edge.release", file.Value.Edge.Release, $"one of {known}", "correct the release, or add its file to the releases directory"));
            return null;
        }

        if (release.Problems.Count > 0)
            return null;
        file.Check(EdgeOnReleaseRules.For(release.Value!));
        return FunctionPackages.Find(file, release.Value!) is { } packages ? new EdgeDefinition(file.Value, release.Value!, packages) : null;
    }
}
