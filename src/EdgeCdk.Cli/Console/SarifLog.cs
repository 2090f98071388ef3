using System.Text.Json.Nodes;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Console;

/// <summary>Writes SARIF 2.1.0, which code scanning shows beside the lines of a file.</summary>
internal static class SarifLog
{
    /// <param name="tool">The command.</param>
    /// <param name="results">The results.</param>
    /// <param name="description">Describes a rule, by its id.</param>
    public static JsonObject Of(string tool, IReadOnlyList<SarifResult> results, Func<string, string> description)
    {
        var rules = results.Select(result => result.Rule).Distinct().Order(StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = Driver(tool, rules, description) },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. results.Select(result => result.Json(rules))]),
            }),
        };
    }

    private static JsonObject Driver(string tool, IEnumerable<string> rules, Func<string, string> description) => new()
    {
        ["name"] = tool,
        ["version"] = Product.Version,
        ["rules"] = new JsonArray(
        [
            .. rules.Select(rule => new JsonObject
            {
                ["id"] = rule,
                ["shortDescription"] = new JsonObject { ["text"] = description(rule) },
            }),
        ]),
    };
}
