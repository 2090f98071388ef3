using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight.Existing;

/// <summary>A statement of a policy of a role or key, or of a trust policy.</summary>
/// <param name="Json">The statement, without references: for one caller, where it names several.</param>
/// <param name="Whole">The statement of the document.</param>
internal sealed record PolicyStatement(JsonNode Json, JsonNode Whole)
{
    private const string Caller = "aws:PrincipalArn";

    /// <summary>Stands for a text that is known only after the deployment: it matches any text, and any pattern matches it.</summary>
    public const string Open = "\u0001";

    private static readonly string[] Patterns = ["StringLike", "ArnLike", "ArnEquals"];

    /// <summary>The statements of a document.</summary>
    public static IReadOnlyList<PolicyStatement> Of(JsonNode? document) =>
    [
        .. from statement in JsonPaths.Many(document?["Statement"])
           from principal in ByPrincipal(statement)
           from caller in ByCaller(principal)
           select new PolicyStatement(caller, statement),
    ];

    /// <summary>Whether it allows; a statement that does not allow denies.</summary>
    public bool IsAllow => Json.Text("Effect") == "Allow";

    /// <summary>Its Sid, or what it is about where it has none.</summary>
    public string Name => Json.Text("Sid") is { Length: > 0 } sid ? sid : string.Join(", ", Actions.Take(3));

    /// <summary>Its actions; <c>NotAction</c> is not among them.</summary>
    public IReadOnlyList<string> Actions => Texts(Json["Action"]);

    /// <summary>Its resources. A trust policy has none: any.</summary>
    public IReadOnlyList<string> Resources => Json["Resource"] is { } resource ? Texts(resource) : ["*"];

    /// <summary>Its principals, such as <c>Service sqs.amazonaws.com</c>. A policy of a role has none: the role itself.</summary>
    public IReadOnlyList<string> Principals => Json["Principal"] switch
    {
        null => [""],
        JsonValue => ["AWS *"],
        var named => [.. named.AsObject().SelectMany(kind => Texts(kind.Value).Select(name => $"{kind.Key} {Account(name)}"))],
    };

    /// <summary>Whether it says to what it does not apply: then it applies to more than any list.</summary>
    public bool IsOpenEnded => Json["NotAction"] is not null || Json["NotResource"] is not null || Json["NotPrincipal"] is not null;

    /// <summary>Its conditions.</summary>
    public IReadOnlyList<(string Operator, string Key, IReadOnlyList<string> Values)> Conditions =>
    [
        .. from test in Json["Condition"] as JsonObject ?? []
           from key in test.Value!.AsObject()
           select (test.Key, key.Key.ToLowerInvariant(), Texts(key.Value)),
    ];

    /// <summary>Whether its actions have an action, which may be a pattern.</summary>
    public bool HasAction(string action) => Json["NotAction"] is { } not
        ? !Texts(not).Any(pattern => Matches(pattern.ToLowerInvariant(), action.ToLowerInvariant()))
        : Actions.Any(pattern => Matches(pattern.ToLowerInvariant(), action.ToLowerInvariant()));

    /// <summary>Whether its resources have a resource, which may be a pattern.</summary>
    public bool HasResource(string resource) => Json["NotResource"] is { } not
        ? !Texts(not).Any(pattern => Matches(pattern, resource))
        : Resources.Any(pattern => Matches(pattern, resource));

    /// <summary>Whether its resources have a resource, or part of what a pattern of resources stands for.</summary>
    public bool HasPartOf(string resource) => HasResource(resource) || Resources.Any(narrower => Matches(resource, narrower));

    /// <summary>Whether it is for a principal.</summary>
    public bool HasPrincipal(string principal) => Principals.Any(named => named == principal || named == "AWS *");

    /// <summary>Whether whatever meets the conditions of another statement meets those of this one.</summary>
    public bool IsMetBy(PolicyStatement other) => Conditions.All(condition => other.Conditions.Any(met =>
        met.Key == condition.Key && SameKind(met.Operator, condition.Operator)
        && met.Values.All(value => condition.Values.Any(pattern => MatchesIn(condition.Operator, pattern, value)))));

    /// <summary>Whether nothing that meets the conditions of another statement can meet those of this one.</summary>
    public bool Contradicts(PolicyStatement other) => Conditions.Any(condition => other.Conditions.Any(met =>
        met.Key == condition.Key && SameKind(met.Operator, condition.Operator)
        && !met.Values.Any(value => condition.Values.Any(pattern => Matches(pattern, value) || Matches(value, pattern)))));

    /// <summary>Whether a pattern matches a text or whatever a narrower pattern matches.</summary>
    public static bool Matches(string pattern, string text)
    {
        var (plain, plainText) = (Plain(pattern), Plain(text));
        return Wildcard.Matches(plain, plainText) || (plainText != text && Wildcard.Matches(plainText, plain));
    }

    /// <summary>A text with patterns for what is known only after the deployment.</summary>
    public static string Plain(string text) => text.Replace(Open, "*", StringComparison.Ordinal);

    // A role as principal is the account with a condition on the caller: a policy may say either.
    private static IEnumerable<JsonNode> ByPrincipal(JsonNode statement)
    {
        var named = statement["Principal"] is JsonObject principals ? Texts(principals["AWS"]) : [];
        var roles = named.Where(name => name.StartsWith("arn:", StringComparison.Ordinal) && RootOf(name) is null).ToList();
        foreach (var role in roles)
        {
            var one = statement.DeepClone();
            one["Principal"] = new JsonObject { ["AWS"] = role.Split(':')[4] };
            if (one["Condition"] is not JsonObject conditions)
                one["Condition"] = conditions = [];
            if (conditions["ArnEquals"] is not JsonObject test)
                conditions["ArnEquals"] = test = [];
            test[Caller] = role;
            yield return one;
        }

        if (roles.Count == 0)
        {
            yield return statement;
        }
        else if (statement["Principal"]!.AsObject().Count > 1 || roles.Count < named.Count)
        {
            var rest = statement.DeepClone();
            rest["Principal"]!["AWS"] = new JsonArray([.. named.Except(roles).Select(name => JsonValue.Create(name))]);
            yield return rest;
        }
    }

    private static IEnumerable<JsonNode> ByCaller(JsonNode statement)
    {
        var (test, key) = (
            from tests in statement["Condition"] as JsonObject ?? []
            where Kind(tests.Key) is "String" or "Arn"
            from values in tests.Value!.AsObject()
            where values.Key.Equals(Caller, StringComparison.OrdinalIgnoreCase)
            select (tests.Key, values.Key)).FirstOrDefault();
        if (test is null)
            return [statement];
        return Texts(statement["Condition"]![test]![key]).Select(caller =>
        {
            var one = statement.DeepClone();
            one["Condition"]![test]![key] = caller;
            return one;
        });
    }

    // Before the deployment a pattern is compared, afterwards the value itself.
    private static bool SameKind(string one, string other) =>
        one == other || (Kind(one) is "String" or "Arn" && Kind(other) is "String" or "Arn");

    private static string Kind(string test) => test switch
    {
        "StringEquals" or "StringLike" => "String",
        "ArnEquals" or "ArnLike" => "Arn",
        _ => test,
    };

    private static bool MatchesIn(string test, string pattern, string value) =>
        Patterns.Contains(test) || value.Contains(Open, StringComparison.Ordinal) ? Matches(pattern, value) : pattern == value;

    private static string Account(string principal) => RootOf(principal) ?? principal;

    private static string? RootOf(string principal) =>
        principal.EndsWith(":root", StringComparison.Ordinal) && principal.Split(':') is { Length: 6 } parts ? parts[4] : null;

    private static IReadOnlyList<string> Texts(JsonNode? node) => [.. JsonPaths.Many(node).Select(text => text.ToString())];
}
