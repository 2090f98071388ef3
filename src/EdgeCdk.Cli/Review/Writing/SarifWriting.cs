using System.Text.Json.Nodes;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Review.Writing;

/// <summary>A review as a SARIF 2.1.0 log. A rule is called after group and kind; a result stands in the file of its edge.</summary>
internal static class SarifWriting
{
    public static JsonObject Log(ReviewReport report)
    {
        var all = report.Stacks.SelectMany(stack => stack.Changes.Select(change => (Stack: stack, Change: change))).ToList();
        var rules = all.Select(pair => Rule(pair.Change)).Distinct().Order(StringComparer.Ordinal).ToList();
        var described = all.DistinctBy(pair => Rule(pair.Change)).ToDictionary(pair => Rule(pair.Change), pair => $"{Change.Title(pair.Change.Consequence)}: {Names.Value(pair.Change.Kind)}");
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject { ["name"] = "edge review", ["rules"] = new JsonArray([.. rules.Select(rule => new JsonObject { ["id"] = rule, ["shortDescription"] = new JsonObject { ["text"] = described[rule] } })]) },
                },
                ["results"] = new JsonArray([.. all.Select(pair => Result(pair.Stack, pair.Change, rules.IndexOf(Rule(pair.Change)))), .. report.Problems.Select(OfPolicy)]),
            }),
        };
    }

    private static JsonObject Result(StackReview stack, Change change, int rule)
    {
        var result = new JsonObject
        {
            ["ruleId"] = Rule(change),
            ["ruleIndex"] = rule,
            ["level"] = change.NeedsDecision ? "error" : "note",
            ["message"] = new JsonObject { ["text"] = $"{change.Sentence} ({change.Property})" },
            ["locations"] = new JsonArray(new JsonObject
            {
                // Templates are not under version control; the file that they are made from is.
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = $"edges/{Uri.EscapeDataString(EdgeOf(stack.Name))}.yaml" },
                    ["region"] = new JsonObject { ["startLine"] = 1 },
                },
                ["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = $"{stack.Name}/{change.Construct}", ["kind"] = "resource" }),
            }),
        };
        if (change.Why is not null)
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["justification"] = change.Why });
        return result;
    }

    private static JsonObject OfPolicy(Config.Validation.Problem problem) => new()
    {
        ["ruleId"] = "policy",
        ["level"] = "error",
        ["message"] = new JsonObject { ["text"] = problem.Message },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = problem.File },
                ["region"] = new JsonObject { ["startLine"] = Math.Max(problem.Line, 1) },
            },
        }),
    };

    private static string Rule(Change change) => $"{Names.Value(change.Consequence)}/{Names.Value(change.Kind)}";

    private static string EdgeOf(string stack) => stack.StartsWith("Edge-", StringComparison.Ordinal) ? stack["Edge-".Length..] : stack;
}
