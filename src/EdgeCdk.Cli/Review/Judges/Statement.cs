using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Review.Judges;

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

    public IReadOnlyList<Grant> Grants => field ??=
    [
        .. from principal in Principals from action in Texts("Action") from resource in Texts("Resource") select new Grant(
            principal, action, resource, this),
    ];

    /// <summary>Whether it says a grant, whatever the conditions are.</summary>
    public bool CoversWithoutConditions(Grant grant) => Grants.Any(wider => wider.CoversWithoutConditions(grant));

    /// <summary>Whether the conditions are the same.</summary>
    public bool HasConditionsOf(Statement other) =>
        Conditions.Select(condition => $"{condition}").ToHashSet().SetEquals(other.Conditions.Select(condition => $"{condition}"));

    private IEnumerable<string> Principals
    {
        get
        {
            var (name, prefix) = Json.ContainsKey("NotPrincipal") ? ("NotPrincipal", "all but ") : ("Principal", "");
            return Json[name] switch
            {
                JsonObject map when !JsonPaths.IsReference(map) =>
                    map.SelectMany(pair => JsonPaths.Many(pair.Value).Select(value => $"{prefix}{pair.Key} {Template.Text(value)}")),
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
