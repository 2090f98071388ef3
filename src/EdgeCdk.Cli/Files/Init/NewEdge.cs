using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Init;

/// <summary>An edge file that does not exist yet.</summary>
internal sealed class NewEdge(CommandContext context, FleetDirectories directories)
{
    // Relative to the repository; written by `edge schema`.
    private const string SchemaFile = "docs/schemas/edge.schema.json";

    /// <summary>Writes it.</summary>
    /// <param name="from">File with values. Null: none.</param>
    /// <param name="assignments">Values as <c>key=value</c>.</param>
    /// <param name="asks">Whether to ask for what is missing.</param>
    /// <returns>The exit code.</returns>
    public int Write(string? from, IReadOnlyList<string> assignments, bool asks)
    {
        var draft = new EdgeDraft();
        List<Problem> problems =
        [
            .. from is null ? [] : draft.Take(context.PathOf(from, "")),
            .. assignments.SelectMany(assignment => Set(draft, assignment)),
        ];
        if (problems.Count == 0)
            problems.AddRange(Complete(draft, asks));
        var target = Path.Combine(directories.Edges, $"{draft["edge.name"]}.yaml");
        if (problems.Count == 0 && File.Exists(target))
            problems.Add(new Problem("", "exists already", "use another edge.name", "or remove the file") { File = target });
        return problems.Count > 0 ? context.Refuse(problems) : Save(draft, target);
    }

    private IReadOnlyList<Problem> Complete(EdgeDraft draft, bool asks)
    {
        var questions = new InitQuestions(draft, directories.Releases);
        return context.Prompts is null || !asks || context.AnswersInJson ? questions.AnswerNone() : questions.Ask(context.Prompts);
    }

    private int Save(EdgeDraft draft, string target)
    {
        context.WriteFile(target, EdgeDraftWriter.Write(draft, Schema()));
        var problems = context.Shown(directories.Check().Problems);
        context.Answer(new { File = context.Shown(target), Problems = problems.Select(ProblemReport.Json) }, () =>
        {
            context.WriteLine(context.Shown(target), " was written");
            ProblemReport.Write(context, problems, "see `edge explain` for what can be changed");
        });
        return problems.Any(problem => !problem.IsWarning) ? 1 : 0;
    }

    private string? Schema()
    {
        var schema = Path.Combine(context.Repository, SchemaFile);
        return File.Exists(schema) ? Path.GetRelativePath(directories.Edges, schema).Replace('\\', '/') : null;
    }

    private static IReadOnlyList<Problem> Set(EdgeDraft draft, string assignment) => assignment.Split('=', 2) is [var path, var value]
        ? draft.Set(path, value)
        : [new Problem("", $"--set {assignment} has no value", "use --set key=value", "add the value")];
}
