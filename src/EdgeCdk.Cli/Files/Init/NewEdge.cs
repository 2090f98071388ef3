using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.VendorBundle;
using EdgeCdk.Config;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Init;

/// <summary>An edge file that does not exist yet.</summary>
/// <param name="context">Where it is written.</param>
/// <param name="directories">The directories of the files.</param>
/// <param name="example">Name of the example that it begins as. Null: it has every key there is.</param>
internal sealed class NewEdge(CommandContext context, FleetDirectories directories, string? example)
{
    // The oldest first.
    private readonly IReadOnlyList<string> _releases = Fleet.ReleaseVersions(directories.Releases);

    /// <summary>Writes it.</summary>
    /// <param name="from">File with values. Null: none.</param>
    /// <param name="assignments">Values as <c>key=value</c>.</param>
    /// <param name="asks">Whether to ask for what is missing.</param>
    /// <returns>The exit code.</returns>
    public int Write(string? from, IReadOnlyList<string> assignments, bool asks)
    {
        var draft = new EdgeDraft();
        var file = from is null ? null : context.PathOf(from);
        var isBundle = file is not null && OpenedBundle.IsAt(file);
        List<Problem> problems =
        [
            .. file is null || isBundle ? [] : draft.Take(file),
            .. assignments.SelectMany(assignment => Assignment.Set(draft, assignment)),
            .. file is null || !isBundle ? [] : TakeBundle(draft, file),
        ];
        // Before anybody is asked for what would be of no use.
        if (problems.Count == 0)
            problems.AddRange(new[] { "edge.name", "edge.release" }.Select(key => Refusal(key, draft[key])).OfType<Problem>());
        if (problems.Count == 0)
            problems.AddRange(Complete(draft, asks));
        return problems.Count > 0 ? context.Refuse(problems) : Save(draft, FileOf(draft["edge.name"]!));
    }

    // The files of the vendor are read as `edge import` reads them. What was given already decides between several values.
    private IReadOnlyList<Problem> TakeBundle(EdgeDraft draft, string file)
    {
        using var bundle = OpenedBundle.Open(context.Repository, file);
        var reading = bundle.Read(new ImportMap(), draft);
        return
        [
            .. reading.OpenKeys.Select(open => new Problem(
                "", $"is \"{open.Value}\", which is not clear", $"use --set for {open.Target}",
                "`npx edge import` takes a mapping file, too")
            {
                File = open.Place,
            }),
        ];
    }

    private string FileOf(string edge) => Path.Combine(directories.Edges, $"{edge}.yaml");

    // Why a value cannot be taken that is right in itself.
    private Problem? Refusal(string key, string? value) => (key, value) switch
    {
        (_, null) => null,
        ("edge.name", _) when File.Exists(FileOf(value)) =>
            new Problem("", "exists already", "use another edge.name", "or remove the file") { File = FileOf(value) },
        ("edge.release", _) when _releases.Count > 0 && !_releases.Contains(value) =>
            Problem.Is(key, value, $"one of {string.Join(", ", _releases)}", "correct the release, or get its file with a newer version"),
        _ => null,
    };

    private IReadOnlyList<Problem> Complete(EdgeDraft draft, bool asks)
    {
        var questions = new InitQuestions(draft, _releases, example is null ? null : "edge.name") { Refusal = Refusal };
        return context.Prompts is null || !asks || context.AnswersInJson
            ? questions.AnswerNone(", or the key to the file of --from")
            : questions.Ask(context.Prompts);
    }

    private int Save(EdgeDraft draft, string target)
    {
        context.WriteFile(target, new NewEdgeText(context.Installation, directories.Edges).Of(draft, example), isNew: true);
        // Faults of other edges do not concern this one.
        var problems = context.Shown(directories.Check().Problems.Where(
            problem => problem.File == target || !problem.File.StartsWith(directories.Edges, StringComparison.Ordinal)));
        context.Answer(new { File = context.Shown(target), Problems = problems.Select(ProblemReport.Json) }, () =>
        {
            context.WriteLine(context.Shown(target), " was written");
            ProblemReport.Write(context, problems, example is null
                ? "see `npx edge explain` for what can be changed"
                : "replace the account, ids, names and ARNs of the example by yours, leave controlPlane.eventSources disabled until the "
                    + "vendor has registered the edge, then run `npx edge validate`");
        });
        return problems.Any(problem => !problem.IsWarning) ? 1 : 0;
    }
}
