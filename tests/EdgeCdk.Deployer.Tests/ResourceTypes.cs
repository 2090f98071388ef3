using System.Text.Json;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>Which tags a resource type supports.</summary>
/// <param name="Taggable">Whether it supports tags.</param>
/// <param name="TagOnCreate">Whether the call that creates it sends them.</param>
/// <param name="CloudFormationSystemTags">Whether CloudFormation adds tags of its own.</param>
/// <param name="TagProperty">Path of the property with tags. Default: none.</param>
public sealed record Tagging(bool Taggable, bool TagOnCreate, bool CloudFormationSystemTags, string? TagProperty);

/// <summary>What AWS publishes about a resource type: the actions that its handlers call, and its tags.</summary>
public sealed record ResourceType(
    IReadOnlyList<string> Create, IReadOnlyList<string> Read, IReadOnlyList<string> Update, IReadOnlyList<string> Delete, Tagging Tagging)
{
    /// <summary>The type of custom resources, which have no schema.</summary>
    public static ResourceType Custom { get; } = new([], [], [], [], new(false, false, false, null));

    /// <summary>All calls; a create handler ends with what the read handler does.</summary>
    public IEnumerable<HandlerCall> Calls =>
    [
        .. Create.Union(Read).Select(action => new HandlerCall("create", action)),
        .. Read.Select(action => new HandlerCall("read", action)),
        .. Update.Select(action => new HandlerCall("update", action)),
        .. Delete.Select(action => new HandlerCall("delete", action)),
    ];
}

/// <summary>A call of a handler.</summary>
/// <param name="Operation">create, read, update or delete.</param>
/// <param name="Action">The action of IAM.</param>
public sealed record HandlerCall(string Operation, string Action);

/// <summary>The file resource-types.json, which resource_types.py writes from AWS's resource schemas.</summary>
public sealed record ResourceTypes(string About, IReadOnlyDictionary<string, ResourceType> Types)
{
    public static ResourceTypes Read() => Read(Repository.Path("tests", "EdgeCdk.Deployer.Tests", "resource-types.json"));

    public static ResourceTypes Read(string file) =>
        JsonSerializer.Deserialize<ResourceTypes>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
}
