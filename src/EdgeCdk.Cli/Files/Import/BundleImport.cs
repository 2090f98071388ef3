using System.Globalization;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Init;
using EdgeCdk.Config;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;
using Spectre.Console;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>The import of a bundle: everything is read and checked before anything is written.</summary>
internal sealed partial class BundleImport(CommandContext context, FleetDirectories directories)
{
    private readonly ImportMap _map = new();

    /// <summary>The mapping file that the user named. Null: the one beside the releases, if it is there.</summary>
    public string? Map { get; init; }

    /// <summary>Values of the edge file as <c>key=value</c>.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    /// <summary>Day of the release. Null: the bundle's name says it.</summary>
    public string? Released { get; init; }

    /// <summary>Whether to ask the registry for the digests of the images.</summary>
    public bool Resolves { get; init; }

    /// <summary>Whether to ask for what is missing or not clear.</summary>
    public bool Asks { get; init; } = true;

    // An installed command brings releases; what is imported needs a directory of its own, with those before it.
    private string ReleasesDirectory => directories.Releases ?? Path.Combine(context.Repository, "releases");

    private string MapFile => Path.Combine(ReleasesDirectory, ImportMap.FileName);

    private bool CanAsk => Asks && context.Prompts is not null && !context.AnswersInJson;

    /// <summary>Reads a bundle and writes the files.</summary>
    /// <returns>The exit code.</returns>
    public int Run(string path)
    {
        using var source = BundleSource.Open(path);
        using var scratch = new ScratchDirectory();
        foreach (var file in new[] { MapFile, Map }.OfType<string>().Where(file => file == Map || File.Exists(file)))
            _map.Read(file);
        var documents = BundleDocument.Read(context.Repository, source);
        if (!documents.Any(document => document.HasValues))
            throw new CommandException($"{path} has no *.tfvars.json: it is not a bundle of the vendor");
        var packages = BundlePackage.Of(source, scratch.Path);

        var draft = new EdgeDraft();
        var reading = BundleReading.Of(documents, _map, draft);
        while (CanAsk && reading.Open.FirstOrDefault() is { } question)
        {
            _map.Add(question.Place, Answer(question));
            draft = new EdgeDraft();
            reading = BundleReading.Of(documents, _map, draft);
        }

        var report = new ImportReport(context, source, reading, packages);
        var problems = reading.Open.Select(finding => new Problem(
            "", $"is {Unclear(finding)}", $"use --map with {{\"{finding.Place}\": \"…\"}}", finding.Target)
        { File = finding.Place })
                .ToList();
        if (problems.Count > 0)
            return report.Refuse(problems);
        return Complete(source, reading, packages, draft, report);
    }

    private static string Unclear(Finding finding) => finding.Value.Length == 0 ? "not clear" : $"\"{finding.Value}\", which is not clear";

    private string Answer(Finding finding) =>
        context.Prompts!.Prompt(new TextPrompt<string>(Markup.Escape($"{finding.Place} = {finding.Value}\n{finding.Target}\n>"))).Trim();

    private int Complete(
        BundleSource source, BundleReading reading, IReadOnlyList<BundlePackage> packages, EdgeDraft draft, ImportReport report)
    {
        var name = NamePattern().Match(source.Name);
        var (release, problems) = Release(name, reading, packages, report, draft["registry.prefix"]);
        problems.AddRange(Assignments.SelectMany(assignment => NewEdge.Set(draft, assignment)));
        if (draft["edge.name"] is null && name.Success)
            draft.Set("edge.name", name.Groups["edge"].Value);
        if (problems.Count > 0)
            return report.Refuse(problems);
        var version = release!.Value.Version;
        draft.Set("edge.release", version);
        var folder = $"{FunctionPackages.DefaultDirectory}/{version}";
        if (packages.Count > 0)
            draft.Set("artifacts.directory", folder);
        var questions = new InitQuestions(draft, version);
        problems.AddRange(CanAsk ? questions.Ask(context.Prompts!) : questions.AnswerNone());
        if (problems.Count > 0)
            return report.Refuse(problems);
        return Save(release.Value, draft, packages, Path.Combine(context.Repository, folder), report);
    }

    private ((string Version, string Text)? Release, List<Problem> Problems) Release(
        Match name, BundleReading reading, IReadOnlyList<BundlePackage> packages, ImportReport report, string? prefix)
    {
        var problems = new List<Problem>();
        var version = reading.Release.TryGetValue("version", out var said) ? (string)said.Value : name.Success
            ? name.Groups["version"].Value : null;
        if (version is null)
        {
            return (null,
                [Problem.Missing("version", "the version of the release",
                    "give the zip the name that the vendor gave it")]);
        }

        var day = Released ?? (name.Success ? Day(name.Groups["time"].Value) : null);
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var released))
            problems.Add(Problem.Missing("released", "a date such as 2026-10-19", "add --released"));
        if (said.Place is null)
            report.Add(new Finding($"{name.Value} (name of the bundle)", version, Outcome.Mapped, "version"));

        var before = Before(version);
        var draft = ReleaseDraft.From(before is null ? null : directories.ReleaseText(before));
        draft.Set(version, "version");
        draft.Set(released, "released");
        if (before is not null && before != version)
            draft.Set(before, "previous");
        foreach (var component in reading.WithEnvironment)
        {
            draft.Remove("components", component, "environment");
            draft.Remove("components", component, "constants");
        }

        foreach (var (key, (_, value)) in reading.Release.Where(entry => entry.Key != "version"))
        {
            draft.Set(value, Parts(key));
            if (key.EndsWith(".tag", StringComparison.Ordinal) && !reading.Release.ContainsKey($"{key[..^4]}.digest"))
                draft.Remove(Parts($"{key[..^4]}.digest"));
        }

        foreach (var package in packages)
        {
            draft.Set(package.Name, "functions", Names.Value(package.Function), "artifact");
            draft.Set(package.Sha256, "functions", Names.Value(package.Function), "sha256");
        }

        if (Resolves)
            problems.AddRange(ImageDigests.Resolve(draft, prefix));
        report.Kept(before, reading, draft);
        return ((version, draft.Text($"Release {version}, imported from the vendor's bundle.")), problems);
    }

    // Variables may have dots in their names.
    private static string[] Parts(string key) => key.Split('.') is ["components", var component, "environment" or "constants", ..] parts
        ? ["components", component, parts[2], string.Join('.', parts[3..])]
        : key.Split('.');

    // What a bundle does not say is as in the release before it: the newest that is not newer than this.
    private string? Before(string version) => Fleet.ReleaseVersions(directories.Releases)
        .Where(known => Version.TryParse(known, out var parsed) && parsed < Version.Parse(version))
        .MaxBy(Version.Parse);

    private string ReleaseFile(string version) => Path.Combine(ReleasesDirectory, $"{version}.yaml");

    private static string? Day(string time) => time.Length >= 8 ? $"{time[..4]}-{time[4..6]}-{time[6..8]}" : null;

    private int Save((string Version, string Text) release, EdgeDraft draft, IReadOnlyList<BundlePackage> packages, string folder,
        ImportReport report)
    {
        var (releaseFile, edgeFile) = (ReleaseFile(release.Version),
            Path.Combine(directories.Edges, $"{draft["edge.name"]}.yaml"));
        if (File.Exists(releaseFile) && File.ReadAllText(releaseFile) != release.Text)
        {
            return report.Refuse(
                [new Problem("", "exists already, with other values", "use another bundle",
                    "remove the file to import it again") { File = releaseFile }]);
        }

        var faults = Faults(release);
        if (faults.Count > 0)
            return report.Refuse(faults);
        var isNew = !File.Exists(edgeFile);
        foreach (var version in directories.Releases is null ? Fleet.ReleaseVersions(null) : [])
            context.WriteFile(ReleaseFile(version), directories.ReleaseText(version));
        context.WriteFile(releaseFile, release.Text);
        foreach (var package in packages)
        {
            context.WriteFile(
                Path.Combine(folder, FunctionTraitsAttribute.Of(package.Function).Package, package.Name), stream =>
                {
                    using var content = File.OpenRead(package.Copy);
                    content.CopyTo(stream);
                });
        }

        if (isNew)
            context.WriteFile(edgeFile, EdgeDraftWriter.Write(draft, schema: null));
        if (_map.Places.Any())
            context.WriteFile(MapFile, _map.Text());
        var problems = context.Shown(Fleet.Check([edgeFile], ReleasesDirectory).Problems);
        string[] written = [releaseFile, .. isNew ? [edgeFile] : (string[])[], .. packages.Count > 0 ? [folder] : (string[])[]];
        return report.Answer([.. written.Select(context.Shown)], isNew ? null : context.Shown(edgeFile), problems);
    }

    // What is wrong with the release among the others, before it is there.
    private List<Problem> Faults((string Version, string Text) release)
    {
        using var scratch = new ScratchDirectory();
        foreach (var version in Fleet.ReleaseVersions(directories.Releases))
            File.WriteAllText(Path.Combine(scratch.Path, $"{version}.yaml"), directories.ReleaseText(version));
        var own = Path.Combine(scratch.Path, $"{release.Version}.yaml");
        File.WriteAllText(own, release.Text);
        return
        [
            .. Fleet.Check([], scratch.Path).Problems.Where(problem => problem.File == own && !problem.IsWarning)
                .Select(problem => problem with { File = context.Shown(ReleaseFile(release.Version)) }),
        ];
    }

    [GeneratedRegex(@"\A(?<edge>[a-z][a-z0-9-]*?)-(?<version>\d+\.\d+\.\d+)-(?<time>\d{8}[\dT:Z_-]*?)-bundle(?:\.zip)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
