using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Who may assume a role, by its trust policy. Conditions on anything but the caller cannot be decided from here.</summary>
internal sealed class TrustPolicy(JsonNode document)
{
    private const string CallerKey = "aws:PrincipalArn";

    /// <summary>Whether a role is let in; null when that depends on more than its ARN.</summary>
    public bool? Admits(string roleArn)
    {
        var verdicts = Statements().Where(statement => Is(statement["Action"], action => Matches(action, "sts:AssumeRole")))
            .Select(statement => (IsAllow: statement.Text("Effect") == "Allow", Applies: Applies(statement, roleArn))).ToList();
        if (verdicts.Any(verdict => !verdict.IsAllow && verdict.Applies is true))
            return false;
        if (verdicts.Any(verdict => verdict.IsAllow && verdict.Applies is true))
            return verdicts.Any(verdict => !verdict.IsAllow && verdict.Applies is null) ? null : true;
        return verdicts.Any(verdict => verdict.IsAllow && verdict.Applies is null) ? null : false;
    }

    /// <summary>Principals of roles that were deleted: AWS leaves their unique ids behind, which match nobody any more.</summary>
    public IEnumerable<string> Dead() => Statements().SelectMany(statement => Values(statement["Principal"]?["AWS"])).Where(principal => principal.StartsWith("AROA", StringComparison.Ordinal));

    private IEnumerable<JsonNode> Statements() => document["Statement"] is JsonArray list ? list.OfType<JsonNode>() : [document["Statement"]!];

    private static bool? Applies(JsonNode statement, string roleArn)
    {
        var account = roleArn.Split(':')[4];
        var principal = statement["Principal"];
        var isNamed = Is(principal is JsonValue ? principal : principal?["AWS"], named => named == "*" || named == account || named == roleArn || named.EndsWith($":iam::{account}:root", StringComparison.Ordinal));
        if (!isNamed)
            return false;
        var answers = (statement["Condition"] as JsonObject ?? []).SelectMany(test => test.Value!.AsObject().Select(key => Holds(test.Key, key.Key, key.Value, roleArn))).ToList();
        return answers.Contains(false) ? false : answers.Contains(null) ? null : true;
    }

    // The edge gives no external id, and has no session tags.
    private static bool? Holds(string test, string key, JsonNode? values, string roleArn)
    {
        if (key.Equals(CallerKey, StringComparison.OrdinalIgnoreCase))
        {
            return test switch
            {
                "ArnEquals" or "ArnLike" or "StringLike" => Is(values, value => Matches(value, roleArn)),
                "StringEquals" => Is(values, value => value == roleArn),
                "ArnNotEquals" or "ArnNotLike" or "StringNotLike" => !Is(values, value => Matches(value, roleArn)),
                "StringNotEquals" => !Is(values, value => value == roleArn),
                _ => null,
            };
        }

        if (key.Equals("aws:PrincipalAccount", StringComparison.OrdinalIgnoreCase) && test is "StringEquals" or "StringLike")
            return Is(values, value => Matches(value, roleArn.Split(':')[4]));
        return key.Equals("sts:ExternalId", StringComparison.OrdinalIgnoreCase) && test is "StringEquals" or "StringLike" ? false : null;
    }

    private static bool Is(JsonNode? values, Func<string, bool> test) => Values(values).Any(test);

    private static IEnumerable<string> Values(JsonNode? node) => node switch { null => [], JsonArray list => list.Select(item => item!.ToString()), _ => [node.ToString()] };

    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant);
}
