using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Init;
using EdgeCdk.Cli.Files.VendorBundle;
using EdgeCdk.Config;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;
using Spectre.Console;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>The import of a bundle: everything is read and checked before anything is written.</summary>
internal sealed class BundleImport(CommandContext context, FleetDirectories directories)
{
    private ImportMap _map = new();

    /// <summary>The mapping file that the user named. Null: the one beside the releases, if it is there.</summary>
    public string? Map { get; init; }

    /// <summary>Values of the edge file as <c>key=value</c>.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    /// <summary>Day of the release. Null: the bundle's name says it.</summary>
    public DateOnly? Released { get; init; }

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
        // Before anything is read.
        var problems = Assignments.SelectMany(assignment => Assignment.Set(new EdgeDraft(), assignment)).ToList();
        if (problems.Count > 0)
            return context.Refuse(problems);
        using var bundle = OpenedBundle.Open(context.Repository, path);
        using var scratch = new ScratchDirectory();
        foreach (var file in new[] { MapFile, Map }.OfType<string>().Where(file => file == Map || File.Exists(file)))
            _map.Read(file);
        var packages = BundlePackage.Of(bundle.Source, scratch.Path);

        var (draft, release) = Read(bundle, packages);
        while (CanAsk && release.Open.FirstOrDefault() is { } question)
        {
            _map = _map.With(question.Place, Answer(question, map => Read(bundle, packages, map).Release.Open));
            (draft, release) = Read(bundle, packages);
            // An answer is not lost when a later one is given up.
            context.WriteFile(MapFile, _map.Text());
        }

        var report = new ImportReport(context, bundle.Source, release, packages) { Unused = [.. _map.Unused] };
        problems.AddRange(release.Open.Select(Unclear));
        if (problems.Count == 0)
            problems.AddRange(release.Complete(bundle.Name, Released, Resolves ? draft["registry.prefix"] ?? "" : null));
        return problems.Count > 0 ? report.Refuse(problems) : Complete(release, packages, draft, report);
    }

    private (EdgeDraft Draft, ImportedRelease Release) Read(
        OpenedBundle bundle, IReadOnlyList<BundlePackage> packages, ImportMap? map = null)
    {
        var draft = new EdgeDraft();
        foreach (var assignment in Assignments)
            Assignment.Set(draft, assignment);
        var reading = bundle.Read(map ?? _map, draft);
        return (draft, new ImportedRelease(directories, reading, packages, map ?? _map));
    }

    private static Problem Unclear(Finding finding) => new(
        "", finding.Value.Length == 0 ? "is not clear" : $"is \"{finding.Value}\", which is not clear",
        $"use --map with {{\"{finding.Place}\": \"…\"}}",
        finding.Choices.Count == 0 ? finding.Target : $"{finding.Target} ({string.Join(", ", finding.Choices)})")
    {
        File = finding.Place,
    };

    private string Answer(Finding finding, Func<ImportMap, IEnumerable<Finding>> open)
    {
        var value = finding.Value.Length == 0 ? "" : $" = {finding.Value}";
        var choices = finding.Choices.Count == 0 ? "" : $"\nUse {string.Join(", ", finding.Choices)}.";
        var prompt = new TextPrompt<string>(Markup.Escape($"{finding.Place}{value}\n{finding.Target}{choices}\n>")).Validate(text =>
        {
            try
            {
                return open(_map.With(finding.Place, text.Trim())).Any(left => left.Place == finding.Place)
                    ? WrongAnswer.Because("this does not decide it") : ValidationResult.Success();
            }
            catch (CommandException exception)
            {
                return WrongAnswer.Because(exception.Message);
            }
        });
        return context.Prompts!.Prompt(prompt).Trim();
    }

    private int Complete(ImportedRelease release, IReadOnlyList<BundlePackage> packages, EdgeDraft draft, ImportReport report)
    {
        draft.Set("edge.release", release.Version!);
        var folder = $"{FunctionPackages.DefaultDirectory}/{release.Version}";
        if (packages.Count > 0 && draft["artifacts.bucket"] is null)
            draft.Set("artifacts.directory", folder);
        var questions = new InitQuestions(draft, [release.Version!]);
        var problems = CanAsk ? questions.Ask(context.Prompts!) : questions.AnswerNone();
        return problems.Count > 0 ? report.Refuse(problems)
            : Save(release, draft, packages, Path.Combine(context.Repository, folder), report);
    }

    private int Save(ImportedRelease release, EdgeDraft draft, IReadOnlyList<BundlePackage> packages, string folder, ImportReport report)
    {
        var (releaseFile, edgeFile) = (Path.Combine(ReleasesDirectory, $"{release.Version}.yaml"),
            Path.Combine(directories.Edges, $"{draft["edge.name"]}.yaml"));
        if (File.Exists(releaseFile) && File.ReadAllText(releaseFile) != release.Text)
        {
            return report.Refuse(
                [new Problem("", "exists already, with other values", "use another bundle",
                    "remove the file to import it again") { File = releaseFile }]);
        }

        if (release.Faults(releaseFile) is { Count: > 0 } faults)
            return report.Refuse([.. faults.Select(fault => fault with { File = context.Shown(releaseFile) })]);
        var isNew = !File.Exists(edgeFile);
        foreach (var version in directories.Releases is null ? Fleet.ReleaseVersions(null) : [])
            context.WriteFile(Path.Combine(ReleasesDirectory, $"{version}.yaml"), directories.ReleaseText(version));
        context.WriteFile(releaseFile, release.Text!);
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
}
