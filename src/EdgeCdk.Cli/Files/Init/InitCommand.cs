using System.CommandLine;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Init;

/// <summary>Writes an edge file: takes what is given, asks for what is missing.</summary>
internal static class InitCommand
{
    // Relative to the repository; written by `edge schema`.
    private const string SchemaFile = "docs/schemas/edge.schema.json";

    public static Command Create(CommandContext context)
    {
        var from = new Option<string?>("--from") { Description = "File with the onboarding values: blocks account, vpc and s3, and whatever else an edge file may have" };
        var set = new Option<string[]>("--set") { Description = "A value: edge.name=acme-prod; items of a list separated by commas", DefaultValueFactory = _ => [] };
        var nonInteractive = new Option<bool>("--non-interactive") { Description = "Ask nothing. What is missing is listed, and nothing is written" };
        var edges = new Option<string?>("--edges") { Description = "Directory of edge files. Default: edges" };
        var releases = new Option<string?>("--releases") { Description = "Directory of release files. Default: releases" };
        var command = new Command("init", "Writes a complete, commented edge file") { from, set, nonInteractive, edges, releases };
        command.SetAction(given =>
        {
            var draft = new EdgeDraft();
            var problems = new List<Problem>();
            if (given.GetValue(from) is { } file)
                problems.AddRange(draft.Take(context.PathOf(file, "")));
            foreach (var assignment in given.GetValue(set)!)
                problems.AddRange(Set(draft, assignment));

            var releaseDirectory = context.PathOf(given.GetValue(releases), "releases");
            var questions = new InitQuestions(draft, releaseDirectory);
            if (problems.Count == 0)
                problems.AddRange(context.Prompts is null || given.GetValue(nonInteractive) || given.GetValue(EdgeCommand.Json) ? questions.AnswerNone() : questions.Ask(context.Prompts));
            var edgeDirectory = context.PathOf(given.GetValue(edges), "edges");
            var target = Path.Combine(edgeDirectory, $"{draft["edge.name"]}.yaml");
            if (problems.Count == 0 && File.Exists(target))
                problems.Add(new Problem("", "is there already", "use another edge.name", "or remove the file") { File = target });
            if (problems.Count > 0)
                return Answer(context, given.GetValue(EdgeCommand.Json), null, problems, "nothing was written");

            var text = EdgeDraftWriter.Write(draft, SchemaFrom(context.Repository, edgeDirectory));
            if (Save(target, text) is { } unwritable)
                return Answer(context, given.GetValue(EdgeCommand.Json), null, [unwritable], "");
            return Answer(context, given.GetValue(EdgeCommand.Json), target, Fleet.Check([edgeDirectory], releaseDirectory).Problems, "see `edge explain` for what can be changed");
        });
        return command;
    }

    private static Problem? Save(string file, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Problem("", $"cannot be written ({exception.Message.TrimEnd('.')})", "use a directory that this user may write to", "give it with --edges") { File = file };
        }
    }

    private static IReadOnlyList<Problem> Set(EdgeDraft draft, string assignment) => assignment.Split('=', 2) is [var path, var value]
        ? draft.Set(path, value)
        : [new Problem("", $"--set {assignment} has no value", "use --set key=value", "add the value")];

    private static string? SchemaFrom(string repository, string directory) => File.Exists(Path.Combine(repository, SchemaFile))
        ? Path.GetRelativePath(directory, Path.Combine(repository, SchemaFile)).Replace('\\', '/')
        : null;

    private static int Answer(CommandContext context, bool asJson, string? file, IReadOnlyList<Problem> problems, string end)
    {
        var shown = context.Shown(problems);
        if (asJson)
        {
            context.WriteJson(new { File = file is null ? null : context.Shown(file), Problems = shown.Select(ProblemReport.Json) });
        }
        else
        {
            if (file is not null)
                context.WriteLine(context.Shown(file), " was written");
            ProblemReport.Write(context, shown, end);
        }

        return problems.Any(problem => !problem.IsWarning) ? 1 : 0;
    }
}
