using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// Which policy has the permissions for a resource type, and what they act on unless a scope says otherwise: ARNs without
/// <c>arn:partition:</c>, and the name of a condition.
/// </summary>
/// <param name="Policy">The policy that has them.</param>
/// <param name="On">What they act on.</param>
/// <param name="If">Name of the condition. Default: none.</param>
/// <param name="MayLackTags">Why a resource that exists may have no tag of the edge. Default: it has one.</param>
/// <param name="ShowsTagsLate">Why conditions may not see the tags of a new resource at once. Default: they do.</param>
/// <param name="FollowsAtOnce">
/// Why it is created as soon as the resource that it acts on exists. Default: it is not, or its permissions do not depend on tags.
/// </param>
public sealed record TypeRights(
    string Policy,
    IReadOnlyList<string> On,
    string? If,
    string? MayLackTags,
    string? ShowsTagsLate,
    string? FollowsAtOnce)
{
    /// <summary>The service of the type, as actions name it.</summary>
    public string Service => On[0].Split(':')[0];
}

/// <summary>Calls that AWS's schema of a type does not have.</summary>
/// <param name="Type">The type.</param>
/// <param name="Calls">Actions by operation.</param>
/// <param name="Because">How it is known that they are called.</param>
public sealed record Besides(string Type, IReadOnlyDictionary<string, IReadOnlyList<string>> Calls, string Because)
{
    public IEnumerable<HandlerCall> HandlerCalls =>
        from operation in Calls
        from action in operation.Value
        select new HandlerCall(operation.Key, action);
}

/// <summary>Actions that the schema of a type has, and no edge needs.</summary>
/// <param name="Type">The type.</param>
/// <param name="Actions">The actions.</param>
/// <param name="Because">Why.</param>
/// <param name="Only">The operations that do not need them. Default: all.</param>
public sealed record NotOurs(string Type, IReadOnlyList<string> Actions, string Because, IReadOnlyList<string>? Only)
{
    public bool Covers(string type, HandlerCall call) =>
        Type == type && Actions.Contains(call.Action) && (Only is null || Only.Contains(call.Operation));
}

/// <summary>What some actions act on that differs from the resource itself.</summary>
/// <param name="Policy">The policy that has them.</param>
/// <param name="Actions">The actions.</param>
/// <param name="On">What they act on.</param>
/// <param name="If">Name of the condition. Default: none.</param>
/// <param name="Where">
/// Condition of the template, <c>!</c> before it for its opposite. Default: each action is there where the stack creates a type that
/// calls it.
/// </param>
/// <param name="Team">Name of the team that needs them as well, although none of its types calls them. Default: none.</param>
/// <param name="Effect">Allow or Deny.</param>
public sealed record Scope(
    string Policy,
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> On,
    string? If,
    string? Where,
    string? Team,
    string Effect = "Allow");

/// <summary>The reviewed file actions.json: what AWS's schemas do not say about the calls of CloudFormation.</summary>
public sealed record ActionTable(
    IReadOnlyDictionary<string, JsonObject> Conditions,
    IReadOnlyDictionary<string, TypeRights> Types,
    IReadOnlyList<Besides> Besides,
    IReadOnlyList<NotOurs> NotOurs,
    IReadOnlyDictionary<string, Scope> Scopes)
{
    /// <summary>The policy of who runs the CDK CLI; the others are CloudFormation's.</summary>
    public const string Caller = "caller";

    /// <summary>The name of all custom resources.</summary>
    public const string Custom = "Custom::";

    private readonly ResourceTypes _published = ResourceTypes.Read();

    public static ActionTable Read()
    {
        var text = File.ReadAllText(Repository.Path("tests", "EdgeCdk.Deployer.Tests", "actions.json"));
        return JsonSerializer.Deserialize<ActionTable>(text, JsonSerializerOptions.Web)!;
    }

    /// <summary>The name that a type has here; all custom resources are one.</summary>
    public static string NameOf(string type) => type.StartsWith(Custom, StringComparison.Ordinal) ? Custom : type;

    /// <summary>The same for roles that have the path of <c>RolePath</c>.</summary>
    public ActionTable WithRolePath() => this with
    {
        Types = Types.ToDictionary(type => type.Key, type => type.Value with
        {
            On = [.. type.Value.On.Select(on => on.Replace(":role/{", ":role${RolePath}{", StringComparison.Ordinal))],
        }),
    };

    /// <summary>The rights for a type.</summary>
    public TypeRights For(string type) => Types[NameOf(type)];

    /// <summary>What AWS publishes about a type.</summary>
    public ResourceType Published(string type) => NameOf(type) == Custom ? ResourceType.Custom : _published.Types[type];

    /// <summary>What CloudFormation calls for a type of an edge.</summary>
    public IEnumerable<HandlerCall> Calls(string type)
    {
        var published = Published(type).Calls.Where(call => !IsNotOurs(type, call));
        var besides = Besides.Where(entry => entry.Type == NameOf(type)).SelectMany(entry => entry.HandlerCalls);
        return published.Concat(besides).Distinct();
    }

    /// <summary>What the schema of a type has, and no edge needs.</summary>
    public IEnumerable<HandlerCall> CallsNotOurs(string type) => Published(type).Calls.Where(call => IsNotOurs(type, call));

    private bool IsNotOurs(string type, HandlerCall call) => NotOurs.Any(entry => entry.Covers(type, call));
}
