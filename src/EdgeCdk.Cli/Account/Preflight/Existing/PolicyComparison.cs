using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Account.Preflight.Existing;

/// <summary>Compares what a policy allows with what is needed.</summary>
/// <param name="needed">The statements that are needed.</param>
/// <param name="existing">The statements that are there.</param>
internal sealed class PolicyComparison(IReadOnlyList<PolicyStatement> needed, IReadOnlyList<PolicyStatement> existing)
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is needed and not allowed at all, as statements to add.</summary>
    public IReadOnlyList<string> Missing => Rests(Reach.No);

    /// <summary>What is allowed for less than is needed: on fewer resources, or under conditions that the edge may not meet.</summary>
    public IReadOnlyList<string> Narrower => Rests(Reach.Part);

    /// <summary>What is needed and denied, as Sid and action.</summary>
    public IReadOnlyList<string> Denied =>
    [
        .. from one in needed
           where one.IsAllow
           from action in one.Actions
           where one.Resources.Any(resource => one.Principals.Any(principal => existing.Any(other =>
               !other.IsAllow && other.IsMetBy(one) && other.HasAction(action) && other.HasResource(resource)
               && other.HasPrincipal(principal))))
           select $"{action} ({one.Name})",
    ];

    /// <summary>Statements that deny what the edge does not need, and are not there.</summary>
    public IReadOnlyList<string> MissingDenials =>
    [
        .. from one in needed
           where !one.IsAllow && !existing.Any(other => !other.IsAllow && one.Actions.All(other.HasAction)
               && one.Resources.All(other.HasResource) && one.Principals.All(other.HasPrincipal) && other.IsMetBy(one))
           select Text(one.Whole),
    ];

    /// <summary>What is allowed and not needed, as action and resource.</summary>
    public IReadOnlyList<string> Wider =>
    [
        .. from one in existing
           where one.IsAllow
           from found in one.IsOpenEnded ? [one.Name] : Unneeded(one)
           select found,
    ];

    private IReadOnlyList<string> Rests(Reach reach) =>
        [.. needed.Where(one => one.IsAllow).Select(one => Rest(one, reach)).OfType<string>().Distinct()];

    private string? Rest(PolicyStatement one, Reach reach)
    {
        var pairs = (
            from action in one.Actions
            from resource in one.Resources
            where one.Principals.Select(principal => ReachOf(one, action, resource, principal)).Min() == reach
            select (action, resource)).ToList();
        if (pairs.Count == 0)
            return null;
        var rest = one.Whole.DeepClone().AsObject();
        rest["Action"] = List(pairs.Select(pair => pair.action));
        if (rest.ContainsKey("Resource"))
            rest["Resource"] = List(pairs.Select(pair => pair.resource));
        return Text(rest);
    }

    private Reach ReachOf(PolicyStatement one, string action, string resource, string principal)
    {
        var best = Reach.No;
        foreach (var other in existing.Where(
            other => other.IsAllow && other.HasAction(action) && other.HasPrincipal(principal) && !other.Contradicts(one)))
        {
            if (other.HasResource(resource) && other.IsMetBy(one))
                return Reach.All;
            if (other.HasPartOf(resource))
                best = Reach.Part;
        }

        return best;
    }

    private IEnumerable<string> Unneeded(PolicyStatement one) =>
        from action in one.Actions
        from resource in one.Resources
        where !one.Principals.All(principal => needed.Any(other => other.IsAllow && other.HasAction(action)
            && other.HasResource(resource) && other.HasPrincipal(principal) && other.IsMetBy(one)))
        select one.Json["Resource"] is null ? $"{action} to {string.Join(", ", one.Principals)}" : $"{action} on {resource}";

    private static JsonNode List(IEnumerable<string> texts)
    {
        string[] distinct = [.. texts.Distinct()];
        return distinct is [var one] ? JsonValue.Create(one) : new JsonArray([.. distinct.Select(text => JsonValue.Create(text))]);
    }

    private static string Text(JsonNode statement) => PolicyStatement.Plain(
        statement.ToJsonString(Compact).Replace("\\u0001", PolicyStatement.Open, StringComparison.Ordinal));
}
