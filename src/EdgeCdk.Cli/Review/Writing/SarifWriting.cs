using System.Text.Json.Nodes;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Review.Writing;

/// <summary>A review as a SARIF log. A rule is named after group and kind; a result stands in the file of its edge.</summary>
internal static class SarifWriting
{
    private const string Policy = "policy";

    public static JsonObject Log(ReviewReport report)
    {
        var titles = report.Stacks.SelectMany(stack => stack.Changes).DistinctBy(Rule)
            .ToDictionary(Rule, change => $"{Change.Title(change.Consequence)}: {Names.Value(change.Kind)}");
        return SarifLog.Of(
            "edge review",
            [
                .. report.Stacks.SelectMany(stack => stack.Changes.Select(change => Result(stack.Name, change))),
                .. report.Problems.Select(OfPolicy),
            ],
            rule => titles.GetValueOrDefault(rule, "The file of allowed changes has no fault."));
    }

    // Templates are not under version control; the file that they are made from is.
    private static SarifResult Result(string stack, Change change) => new(
        Rule(change), change.NeedsDecision ? "error" : "note", $"{change.Sentence} ({change.Property})", $"edges/{EdgeOf(stack)}.yaml")
    {
        Line = 1,
        Resource = $"{stack}/{change.Construct}",
        Justification = change.Why,
    };

    private static SarifResult OfPolicy(Problem problem) => new(Policy, "error", problem.Message, problem.File)
    {
        Line = Math.Max(problem.Line, 1),
    };

    private static string Rule(Change change) => $"{Names.Value(change.Consequence)}/{Names.Value(change.Kind)}";

    private static string EdgeOf(string stack) => stack.StartsWith("Edge-", StringComparison.Ordinal) ? stack["Edge-".Length..] : stack;
}
