using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>How a policy comes to a resource.</summary>
internal enum PolicyUse
{
    /// <summary>What a role may do.</summary>
    Rights,

    /// <summary>Who may become a role.</summary>
    Trust,

    /// <summary>What a resource lets others do to it.</summary>
    Resource,
}

/// <summary>The smallest thing that a statement says: one principal, one action, one resource.</summary>
/// <param name="Principal">Such as <c>AWS arn:aws:iam::123456789011:root</c>; empty where the policy belongs to a role.</param>
/// <param name="Action">The action, with its wildcards.</param>
/// <param name="Resource">The resource, with its wildcards; empty where the policy belongs to one.</param>
/// <param name="Statement">The statement that says it.</param>
internal sealed record Grant(string Principal, string Action, string Resource, Statement Statement)
{
    /// <summary>Whether this one says at least as much as another.</summary>
    public bool Covers(Grant other) =>
        Statement.IsAllow == other.Statement.IsAllow && CoversWithoutConditions(other) && Statement.Conditions.All(condition => other.Statement.Conditions.Any(condition.Covers));

    /// <summary>The same, whatever the conditions are.</summary>
    public bool CoversWithoutConditions(Grant other) =>
        (Principal == other.Principal || Principal is "*" or "AWS *") && Matches(Action.ToLowerInvariant(), other.Action.ToLowerInvariant()) && Matches(Resource, other.Resource);

    private static bool Matches(string pattern, string text) =>
        pattern == text
        || (pattern.AsSpan().ContainsAny('*', '?')
            && Regex.IsMatch(text, $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}\z", RegexOptions.Singleline));
}

/// <summary>One condition of a statement.</summary>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    /// <summary>Whether all that another lets pass passes this one, too.</summary>
    public bool Covers(PolicyCondition other)
    {
        if (Operator != other.Operator || !string.Equals(Key, other.Key, StringComparison.OrdinalIgnoreCase))
            return false;
        return Operator.Contains("Not", StringComparison.Ordinal) ? Values.All(other.Values.Contains) : other.Values.All(Values.Contains);
    }

    public override string ToString() => $"{Operator} {Key} = {string.Join(" or ", Values)}";
}

/// <summary>A statement of a policy, and where it stands.</summary>
/// <param name="Owner">The role whose rights or trust it is part of, or the resource that the policy belongs to.</param>
/// <param name="Use">What the policy is for.</param>
/// <param name="Path">Where it stands: construct, when it is another one than the owner, and property.</param>
/// <param name="Json">What it says.</param>
/// <param name="Template">The template that it is part of.</param>
internal sealed record Statement(StackResource Owner, PolicyUse Use, string Path, JsonObject Json, StackTemplate Template)
{
    public bool IsAllow => Json["Effect"]?.ToString() != "Deny";

    public string? Sid => Json["Sid"]?.ToString();

    public IReadOnlyList<PolicyCondition> Conditions { get; } =
    [
        .. from operation in Json["Condition"] as JsonObject ?? []
           from key in operation.Value as JsonObject ?? []
           select new PolicyCondition(operation.Key, key.Key, [.. JsonPaths.Many(key.Value).Select(Template.Text)]),
    ];

    public IReadOnlyList<Grant> Grants => [.. from principal in Principals from action in Texts("Action") from resource in Texts("Resource") select new Grant(principal, action, resource, this)];

    private IEnumerable<string> Principals
    {
        get
        {
            var (name, prefix) = Json.ContainsKey("NotPrincipal") ? ("NotPrincipal", "all but ") : ("Principal", "");
            return Json[name] switch
            {
                null => [""],
                JsonObject map when !JsonPaths.IsReference(map) => map.SelectMany(pair => JsonPaths.Many(pair.Value).Select(value => $"{prefix}{pair.Key} {Template.Text(value)}")),
                var one => [prefix + Template.Text(one)],
            };
        }
    }

    // "All but" never matches as a pattern: such a statement is compared by its text alone.
    private IEnumerable<string> Texts(string name) =>
        Json.ContainsKey($"Not{name}") ? [$"all but {string.Join(", ", JsonPaths.Many(Json[$"Not{name}"]).Select(Template.Text))}"]
        : Json.ContainsKey(name) ? JsonPaths.Many(Json[name]).Select(Template.Text)
        : [""];
}
