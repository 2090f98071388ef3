using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Console;

/// <summary>Problems as lines like a compiler's, and as JSON.</summary>
internal static class ProblemReport
{
    /// <summary>Writes a line for each problem, and one that counts them.</summary>
    /// <param name="context">Where they are written.</param>
    /// <param name="problems">The problems.</param>
    /// <param name="otherwise">The last line when there is none.</param>
    public static void Write(CommandContext context, IReadOnlyList<Problem> problems, string otherwise)
    {
        foreach (var problem in problems)
            context.WriteLine($"{problem}"[..^problem.Message.Length], problem.Message);
        var errors = problems.Count(problem => !problem.IsWarning);
        var warnings = problems.Count - errors;
        string[] counts =
        [
            .. errors > 0 ? [Counted(errors, "problem")] : Array.Empty<string>(),
            .. warnings > 0 ? [Counted(warnings, "warning")] : Array.Empty<string>(),
        ];
        context.WriteLine(errors > 0 ? string.Join(", ", counts) : string.Join("; ", [otherwise, .. counts]));
    }

    /// <summary>A problem for programs.</summary>
    public static object Json(Problem problem) => new
    {
        Severity = Severity(problem),
        problem.File,
        Line = Place(problem.Line),
        Column = Place(problem.Column),
        problem.Key,
        problem.Value,
        problem.Fault,
        problem.Allowed,
        problem.Remedy,
        problem.Message,
    };

    /// <summary>The severity, by its name in JSON and SARIF.</summary>
    public static string Severity(Problem problem) => problem.IsWarning ? "warning" : "error";

    /// <summary>A number with its noun, in the singular or the plural.</summary>
    public static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static int? Place(int number) => number == 0 ? null : number;
}
