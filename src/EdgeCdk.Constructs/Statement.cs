using System.Collections.Immutable;
using System.Text.Json;

namespace EdgeCdk;

/// <summary>
/// One statement of an IAM policy, as data. Constructs return the statements that their users need; a role states all of its
/// own in one list, which a reviewer can read from top to bottom.
/// </summary>
internal sealed record Statement
{
    /// <summary>Purpose of the statement, in letters and digits.</summary>
    public required string Sid { get; init; }

    public string Effect { get; init; } = "Allow";

    /// <summary>Who, in a policy of a resource. Default: none, for policies of roles.</summary>
    public IReadOnlyDictionary<string, string>? Principal { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>Empty in the policy of a role's trust or of a file system, whose resource is always itself.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>Why it needs a wildcard. Default: it has none.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it may be there.</summary>
    public bool IsPossible => Whens.All(when => when.IsPossible);

    private ImmutableArray<When> Whens { get; init; } = [];

    private ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string[]>> Conditions { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, string[]>>(StringComparer.Ordinal);

    public static Statement Allow(string sid, string[] actions, params string[] resources) =>
        new() { Sid = sid, Actions = actions, Resources = resources };

    public static Statement Deny(string sid, string[] actions, params string[] resources) =>
        Allow(sid, actions, resources) with { Effect = "Deny" };

    /// <summary>
    /// In the policy of a key: only AWS services create grants, for a resource of theirs that uses the key. Everybody else could give
    /// the use of the key away. What AWS Control Tower's control CT.KMS.PR.3 asks for, in exactly this form.
    /// </summary>
    public static Statement OnlyServicesCreateGrants { get; } =
        Deny("OnlyServicesCreateGrants", ["kms:CreateGrant"], "*")
            .ForAws("*")
            .When("BoolIfExists", "kms:GrantIsForAWSResource", "false")
            .When("BoolIfExists", "aws:PrincipalIsAWSService", "false");

    /// <summary>The same statement in a policy of a resource, for a service.</summary>
    public Statement ForService(string service) => this with { Principal = new Dictionary<string, string> { ["Service"] = service } };

    /// <summary>The same statement in a policy of a resource, for an account, a role or <c>*</c>.</summary>
    public Statement ForAws(string principal) => this with { Principal = new Dictionary<string, string> { ["AWS"] = principal } };

    /// <summary>The same statement with the reason for its wildcard.</summary>
    public Statement Because(string reason) => this with { Reason = reason };

    /// <summary>The same statement with one more condition; several values mean any of them.</summary>
    public Statement When(string operation, string key, params string[] values)
    {
        var keys = Conditions.GetValueOrDefault(operation) ?? ImmutableSortedDictionary.Create<string, string[]>(StringComparer.Ordinal);
        return this with { Conditions = Conditions.SetItem(operation, keys.Add(key, values)) };
    }

    /// <summary>What is allowed or denied, without saying why: equal for statements of which one is enough.</summary>
    internal string Permission => JsonSerializer.Serialize((this with { Sid = "" }).ToTemplate());

    /// <summary>Whether it is there in any case.</summary>
    internal bool IsUnconditional => Whens.All(when => when.Condition is null);

    /// <summary>Whether it is about calls that a service makes in the name of the caller.</summary>
    internal bool IsThroughAnotherService => Conditions.Values.SelectMany(keys => keys.Keys)
        .Any(key => key == "kms:ViaService" || key.StartsWith("kms:EncryptionContext:", StringComparison.Ordinal));

    /// <summary>The same statement without conditions on the request.</summary>
    internal Statement WithoutConditions => this with { Conditions = Conditions.Clear() };

    /// <summary>The same statement, always there.</summary>
    internal Statement Unconditional => this with { Whens = [] };

    /// <summary>A policy document of these statements.</summary>
    public static Dictionary<string, object> Document(IEnumerable<Statement> statements) => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = statements.Select(statement => statement.ToTemplate()).OfType<object>().ToArray(),
    };

    /// <summary>The same statement, there only when something else is.</summary>
    public Statement If(When when) => this with { Whens = Whens.Add(when) };

    private object? ToTemplate() => Whens.Aggregate((object?)ToJson(), (json, when) => json is null ? null : when.IfTrue(json));

    private Dictionary<string, object> ToJson()
    {
        var json = new Dictionary<string, object> { ["Sid"] = Sid, ["Effect"] = Effect };
        if (Principal is not null)
            json["Principal"] = Principal.ToDictionary(pair => pair.Key, object (pair) => pair.Value);
        json["Action"] = OneOrMany(Actions);
        if (Resources.Count > 0)
            json["Resource"] = OneOrMany(Resources);
        if (!Conditions.IsEmpty)
        {
            json["Condition"] = Conditions.ToDictionary(
                operation => operation.Key,
                object (operation) => operation.Value.ToDictionary(key => key.Key, key => OneOrMany(key.Value)));
        }

        return json;
    }

    private static object OneOrMany(IReadOnlyList<string> values) => values.Count == 1 ? values[0] : values.ToArray();
}
