using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Who can assume a role, by its trust policy. Conditions on anything but the caller cannot be decided from here.</summary>
internal sealed class TrustPolicy(JsonNode document)
{
    private const string CallerKey = "aws:PrincipalArn";

    /// <summary>Whether a role can assume it; null when that depends on more than the ARN of the role.</summary>
    public bool? Allows(string roleArn)
    {
        var statements = Statements()
            .Where(statement => Any(statement["Action"], action => Wildcard.Matches(action.ToLowerInvariant(), "sts:assumerole")))
            .ToLookup(statement => statement.Text("Effect") == "Allow", statement => Applies(statement, roleArn));
        var (allows, denies) = (statements[true].ToList(), statements[false].ToList());
        if (denies.Contains(true) || !allows.Exists(applies => applies is not false))
            return false;
        return allows.Contains(true) && !denies.Contains(null) ? true : null;
    }

    /// <summary>Principals of roles that were deleted: AWS keeps their unique ids, which match no role any more.</summary>
    public IEnumerable<string> DeletedPrincipals() => Statements()
        .SelectMany(statement => Values((statement["Principal"] as JsonObject)?["AWS"]))
        .Where(principal => principal.StartsWith("AROA", StringComparison.Ordinal));

    private IReadOnlyList<JsonNode> Statements() => JsonPaths.Many(document["Statement"]);

    private static bool? Applies(JsonNode statement, string roleArn)
    {
        var account = roleArn.Split(':')[4];
        var principal = statement["Principal"];
        var isNamed = Any(
            principal is JsonValue ? principal : principal?["AWS"],
            named => named == "*" || named == account || named == roleArn
                || named.EndsWith($":iam::{account}:root", StringComparison.Ordinal));
        if (!isNamed)
            return false;
        var conditions =
            from test in statement["Condition"] as JsonObject ?? []
            from key in test.Value!.AsObject()
            select Holds(test.Key, key.Key, key.Value, roleArn);
        return All([.. conditions]);
    }

    private static bool? All(IReadOnlyList<bool?> conditions) => conditions.Contains(false)
        ? false
        : conditions.Contains(null)
        ? null
        : true;

    // The edge passes no external id, and has no session tags.
    private static bool? Holds(string test, string key, JsonNode? values, string roleArn)
    {
        if (key.Equals(CallerKey, StringComparison.OrdinalIgnoreCase))
            return HoldsForCaller(test, values, roleArn);
        if (test is not ("StringEquals" or "StringLike"))
            return null;
        if (key.Equals("aws:PrincipalAccount", StringComparison.OrdinalIgnoreCase))
            return Any(values, value => Wildcard.Matches(value, roleArn.Split(':')[4]));
        return key.Equals("sts:ExternalId", StringComparison.OrdinalIgnoreCase) ? false : null;
    }

    private static bool? HoldsForCaller(string test, JsonNode? values, string roleArn) => test switch
    {
        "ArnEquals" or "ArnLike" or "StringLike" => Any(values, value => Wildcard.Matches(value, roleArn)),
        "StringEquals" => Any(values, value => value == roleArn),
        "ArnNotEquals" or "ArnNotLike" or "StringNotLike" => !Any(values, value => Wildcard.Matches(value, roleArn)),
        "StringNotEquals" => !Any(values, value => value == roleArn),
        _ => null,
    };

    private static bool Any(JsonNode? values, Func<string, bool> test) => Values(values).Any(test);

    private static IEnumerable<string> Values(JsonNode? values) => JsonPaths.Many(values).Select(value => value.ToString());
}
