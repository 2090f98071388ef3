using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Validate;

/// <summary>Problems as a SARIF 2.1.0 log, which code scanning shows beside the line. A rule is called after its key.</summary>
internal static partial class Sarif
{
    // For what is wrong with a file as a whole.
    private const string WholeFile = "file";

    public static JsonObject Log(IReadOnlyList<Problem> problems)
    {
        var rules = problems.Select(Rule).Distinct().Order(StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "edge validate", ["rules"] = new JsonArray([.. rules.Select(Described)]) } },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. problems.Select(problem => Result(problem, rules.IndexOf(Rule(problem))))]),
            }),
        };
    }

    private static JsonObject Result(Problem problem, int rule)
    {
        var location = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = Uri(problem.File) } };
        if (problem.Line > 0)
            location["region"] = new JsonObject { ["startLine"] = problem.Line, ["startColumn"] = problem.Column };
        return new JsonObject
        {
            ["ruleId"] = Rule(problem),
            ["ruleIndex"] = rule,
            ["level"] = ProblemReport.Severity(problem),
            ["message"] = new JsonObject { ["text"] = problem.Message },
            ["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = location }),
        };
    }

    private static JsonObject Described(string rule)
    {
        var key = ConfigKey.Find([.. ConfigKey.OfEdge, .. ConfigKey.OfRelease], rule);
        return new JsonObject { ["id"] = rule, ["shortDescription"] = new JsonObject { ["text"] = key?.Summary ?? "The file can be read, and has only keys that there are." } };
    }

    private static string Rule(Problem problem) => problem.Key.Length == 0 ? WholeFile : Index().Replace(problem.Key, "");

    private static string Uri(string file) => Path.IsPathRooted(file) ? new Uri(file).AbsoluteUri : string.Join('/', file.Split('/').Select(System.Uri.EscapeDataString));

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
