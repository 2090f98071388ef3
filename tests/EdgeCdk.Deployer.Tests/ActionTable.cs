using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// What CloudFormation calls for a resource of one type, the policy that the rights go into, and what they act on unless a
/// scope says otherwise: ARNs without <c>arn:partition:</c>, and the name of a condition.
/// </summary>
public sealed record ResourceActions(
    string Policy,
    IReadOnlyList<string> On,
    string? If,
    IReadOnlyList<string> Create,
    IReadOnlyList<string> Read,
    IReadOnlyList<string> Update,
    IReadOnlyList<string> Delete)
{
    public IEnumerable<(string Operation, string Action)> Calls =>
        new[] { ("create", Create), ("read", Read), ("update", Update), ("delete", Delete) }.SelectMany(pair => pair.Item2.Select(action => (pair.Item1, action)));
}

/// <summary>What some actions act on that differs from the resource itself.</summary>
public sealed record Scope(string Policy, IReadOnlyList<string> Actions, IReadOnlyList<string> On, string? If, string Effect = "Allow");

/// <summary>The reviewed file actions.json.</summary>
public sealed record ActionTable(
    IReadOnlyDictionary<string, JsonObject> Conditions,
    IReadOnlyDictionary<string, ResourceActions> Types,
    IReadOnlyDictionary<string, Scope> Scopes)
{
    /// <summary>The policy of who runs the CDK CLI; the others are CloudFormation's.</summary>
    public const string Caller = "caller";

    public static ActionTable Read() =>
        JsonSerializer.Deserialize<ActionTable>(File.ReadAllText(Repository.Path("tests", "EdgeCdk.Deployer.Tests", "actions.json")), JsonSerializerOptions.Web)!;

    /// <summary>The actions for a type; all custom resources are one.</summary>
    public ResourceActions For(string type) => Types[type.StartsWith("Custom::", StringComparison.Ordinal) ? "Custom::" : type];
}
