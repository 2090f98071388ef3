using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Validate;

/// <summary>Problems of files as a SARIF log. A rule has the path of a key.</summary>
internal static partial class ValidateSarif
{
    // For what is wrong with a file as a whole.
    private const string WholeFile = "file";

    public static JsonObject Log(IEnumerable<Problem> problems) =>
        SarifLog.Of("edge validate", [.. problems.Select(Result)], Description);

    private static SarifResult Result(Problem problem) => new(Rule(problem), ProblemReport.Severity(problem), problem.Message, problem.File)
    {
        Line = problem.Line,
        Column = problem.Column,
    };

    private static string Description(string rule) =>
        ConfigKey.Find([.. ConfigKey.OfEdge, .. ConfigKey.OfRelease], rule)?.Summary ?? "The file can be read, and has known keys only.";

    private static string Rule(Problem problem) => problem.Key.Length == 0 ? WholeFile : Index().Replace(problem.Key, "");

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
