using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Rules;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config;

/// <summary>All edges of a directory, or the one of a file. Reading them needs neither AWS nor the network.</summary>
public static class Fleet
{
    /// <summary>Reads edge files and the releases they name.</summary>
    /// <param name="edges">An edge file, or a directory of them.</param>
    /// <param name="releases">The directory of release files. Null: the releases that are part of this assembly.</param>
    /// <param name="only">
    /// Name of the one edge to return: the files of other edges, and of releases that it is not on, may have faults. Default: all.
    /// </param>
    /// <param name="warn">Receives each warning. Default: nobody does.</param>
    /// <returns>The edges, by name.</returns>
    /// <exception cref="ConfigException">Anything is wrong with any file that is checked.</exception>
    public static IReadOnlyList<EdgeDefinition> Load(string edges, string? releases, string? only = null, Action<Problem>? warn = null)
    {
        var report = Check([edges], releases);
        if (only is not null && report.Files.TryGetValue(only, out var file))
            report = report with { Problems = ProblemsOf(report, only, file, releases) };
        if (!report.IsUsable)
            throw new ConfigException(report.Problems);
        Warn(report.Problems, warn);
        return only is null ? report.Edges : [Named(report, edges, only)];
    }

    // Those of its own file; without any, an edge that is not there is on a release that has some.
    private static List<Problem> ProblemsOf(FleetReport report, string edge, string file, string? releases)
    {
        var own = report.Problems.Where(problem => problem.File == file).ToList();
        return own.Exists(problem => !problem.IsWarning) || report.Edges.Any(known => known.Config.Edge.Name == edge)
            ? own
            : [.. report.Problems.Where(problem => releases is not null && problem.File.StartsWith(releases, StringComparison.Ordinal))];
    }

    private static EdgeDefinition Named(FleetReport report, string edges, string name)
    {
        if (report.Edges.FirstOrDefault(edge => edge.Config.Edge.Name == name) is { } chosen)
            return chosen;
        var allowed = Names.Nearest(name, [.. report.Edges.Select(edge => edge.Config.Edge.Name)]);
        throw new ConfigException(
            [new Problem("", $"has no edge named {Problem.Shown(name)}", allowed, "correct the name of the edge") { File = edges }]);
    }

    /// <summary>Reads all releases.</summary>
    /// <param name="releases">The directory of their files. Null: the releases that are part of this assembly.</param>
    /// <exception cref="ConfigException">Anything is wrong with any of their files.</exception>
    internal static ReleaseLine LoadReleases(string? releases)
    {
        var report = Check([], releases);
        return report.IsUsable ? report.Releases : throw new ConfigException(report.Problems);
    }

    /// <summary>Reads edge files and all releases, and returns everything that is wrong with any of them.</summary>
    /// <param name="edges">Edge files, and directories of them.</param>
    /// <param name="releases">The directory of release files. Null: the releases that are part of this assembly.</param>
    /// <param name="options">What is known beside the files. Default: nothing.</param>
    internal static FleetReport Check(IEnumerable<string> edges, string? releases, ReleaseCheckOptions? options = null)
    {
        var problems = new List<Problem>();
        var releaseFiles = ReleaseFiles(releases, problems);
        var edgePaths = edges.SelectMany(path => EdgesIn(path, problems));
        var edgeFiles = edgePaths.DistinctBy(Path.GetFullPath).Select(ConfigFile<EdgeConfig>.Read).ToList();

        var manifests = releaseFiles.ToDictionary(VersionOf);
        releaseFiles.ForEach(CheckRelease);
        ReleaseChainRules.Apply(manifests);
        var definitions = edgeFiles.Select(file => Check(file, manifests)).OfType<EdgeDefinition>().ToList();
        FleetRules.Apply(edgeFiles);
        var line = new ReleaseLine(releaseFiles.Where(file => file.Problems.Count == 0).Select(file => file.Value!));
        edgeFiles.ForEach(file => file.Check(ReleaseStepRules.For(line, options ?? new())));

        problems.AddRange(releaseFiles.SelectMany(file => file.Problems));
        problems.AddRange(edgeFiles.SelectMany(file => file.Problems));
        return new FleetReport(
            [.. definitions.OrderBy(edge => edge.Config.Edge.Name, StringComparer.Ordinal)],
            Problem.InOrder(problems),
            edgeFiles.Where(file => file.IsSound("edge.name"))
                .DistinctBy(file => file.Value!.Edge.Name)
                .ToDictionary(file => file.Value!.Edge.Name, file => file.Path),
            line);
    }

    /// <summary>The releases that have a file, with or without faults, the oldest first.</summary>
    /// <param name="releases">The directory of release files. Null: the releases that are part of this assembly.</param>
    internal static IReadOnlyList<string> ReleaseVersions(string? releases) =>
    [
        .. (releases is null ? BuiltInReleases.Read().Select(file => file.Path)
                : Directory.Exists(releases) ? Directory.GetFiles(releases, "*.yaml") : [])
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => Version.TryParse(name, out _)).OrderBy(Version.Parse),
    ];

    /// <summary>The text of the file of a release.</summary>
    /// <param name="releases">The directory of release files. Null: the releases that are part of this assembly.</param>
    /// <param name="version">The release.</param>
    internal static string ReleaseText(string? releases, string version) =>
        releases is null ? BuiltInReleases.Text(version) : File.ReadAllText(Path.Combine(releases, $"{version}.yaml"));

    /// <summary>Checks an edge that code built.</summary>
    internal static EdgeDefinition Define(EdgeConfig config, ReleaseManifest? release, string directory, Action<Problem>? warn)
    {
        var file = ConfigFile<EdgeConfig>.Of("", config, directory);
        var releases = release is null
            ? BuiltInReleases.Read().ToDictionary(VersionOf)
            : new() { [release.Version] = ConfigFile<ReleaseManifest>.Of($"release {release.Version}", release, directory) };
        releases.Values.ToList().ForEach(CheckRelease);
        var definition = Check(file, releases);
        IReadOnlyList<Problem> problems = [.. releases.Values.SelectMany(one => one.Problems), .. file.Problems];
        if (definition is null || problems.Any(problem => !problem.IsWarning))
            throw new ConfigException(problems);
        Warn(problems, warn);
        return definition;
    }

    private static void CheckRelease(ConfigFile<ReleaseManifest> file)
    {
        file.Check(ReleaseRules.All);
        // Afterwards: what a component may read depends on the jobs and functions of the release.
        file.Check(ComponentRules.All);
    }

    private static void Warn(IReadOnlyList<Problem> warnings, Action<Problem>? warn) =>
        warnings.ToList().ForEach(warning => warn?.Invoke(warning));

    private static List<ConfigFile<ReleaseManifest>> ReleaseFiles(string? directory, List<Problem> problems) => directory is null
        ? [.. BuiltInReleases.Read()]
        : [.. FilesIn(directory, "releases", "a directory of releases", "add a file", problems).Select(ConfigFile<ReleaseManifest>.Read)];

    private static string VersionOf(ConfigFile<ReleaseManifest> file) => Path.GetFileNameWithoutExtension(file.Path);

    private static IReadOnlyList<string> EdgesIn(string path, List<Problem> problems) => File.Exists(path)
        ? [path]
        : FilesIn(path, "edges", "an edge file or a directory of them", "write a file with `npx edge init`", problems);

    private static IReadOnlyList<string> FilesIn(
        string directory, string name, string allowed, string first, List<Problem> problems)
    {
        var path = $"correct the path of the {name}";
        const string here = "run this in the repository";
        if (!Directory.Exists(directory))
        {
            problems.Add(File.Exists(directory)
                ? new Problem("", "is a file", $"use {allowed}", $"{here}, or {path}") { File = directory }
                : new Problem("", "does not exist", $"use {allowed}", $"{here}, {first}, or {path}") { File = directory });
            return [];
        }

        try
        {
            var files = Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToLookup(file => Path.GetExtension(file));
            var misnamed = files.Where(group => group.Key.ToLowerInvariant() is ".yml" or ".yaml" && group.Key != ".yaml");
            foreach (var file in misnamed.SelectMany(group => group))
                problems.Add(new Problem("", "would not be read", "use the ending .yaml", "rename the file") { File = file });
            if (!files[".yaml"].Any())
            {
                problems.Add(
                    new Problem("", "has no .yaml file", $"use {allowed}", $"{first}, or {path}") { File = directory });
            }

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
        file.Check(
        [
            .. NetworkRules.All, .. EgressRules.All, .. ProxyRules.All, .. IdentityRules.All, .. ChoiceRules.All,
            .. ExistingResourceRules.All, .. TagRules.All,
        ]);
        if (!file.IsSound("edge.release") || releases.Count == 0)
            return null;
        if (!releases.TryGetValue(file.Value!.Edge.Release, out var release))
        {
            var known = string.Join(", ", releases.Keys.Order(StringComparer.Ordinal));
            file.Report(Problem.Is(
                "edge.release", file.Value.Edge.Release, $"one of {known}",
                $"correct the release, or {ReleaseLine.HowToGet}"));
            return null;
        }

        if (release.Problems.Count > 0)
            return null;
        file.Check(EdgeOnReleaseRules.For(release.Value!));
        return FunctionPackages.Find(file, release.Value!) is { } packages
            ? new EdgeDefinition(file.Value, release.Value!, packages)
            : null;
    }
}
