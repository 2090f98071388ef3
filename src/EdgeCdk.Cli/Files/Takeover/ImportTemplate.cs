using System.Text.Json.Nodes;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>
/// The first template of a stack that takes over an edge. An import may create, change and delete nothing, so that it has the imported
/// resources alone, each as it is now: the update after it then changes what differs. What AWS can change only with another resource
/// is written as in the template of the edge, so that nothing of it is a change.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="imported">What is imported, with its counterpart in the template of the edge.</param>
internal sealed class ImportTemplate(TerraformState state, IReadOnlyList<TakeoverItem> imported)
{
    /// <summary>Most bytes of a template in a call of CloudFormation; a larger one comes from a bucket.</summary>
    public const int LongestInCall = 51_200;

    /// <summary>The template.</summary>
    /// <param name="description">What it says of itself.</param>
    public JsonObject Template(string description)
    {
        var actual = new ActualProperties(state);
        return new JsonObject
        {
            ["Description"] = description,
            ["Resources"] = new JsonObject(imported.OrderBy(item => item.Counterpart!.Id, StringComparer.Ordinal)
                .Select(item => KeyValuePair.Create(item.Counterpart!.Id, (JsonNode?)Resource(actual, item)))),
        };
    }

    /// <summary>The identifiers, as <c>create-change-set --resources-to-import</c> takes them.</summary>
    public JsonArray ResourcesToImport() =>
    [
        .. imported.OrderBy(item => item.Counterpart!.Id, StringComparer.Ordinal).Select(item => (JsonNode)new JsonObject
        {
            ["ResourceType"] = item.Counterpart!.Type,
            ["LogicalResourceId"] = item.Counterpart.Id,
            ["ResourceIdentifier"] = Identifier(item),
        }),
    ];

    /// <summary>The identifiers, as <c>cdk import --resource-mapping</c> takes them.</summary>
    public JsonObject ResourceMapping() => new(imported.OrderBy(item => item.Counterpart!.Id, StringComparer.Ordinal)
        .Select(item => KeyValuePair.Create(item.Counterpart!.Id, (JsonNode?)Identifier(item))));

    private static JsonObject Identifier(TakeoverItem item)
    {
        var type = ImportableType.Of(item.Counterpart!.Type)!;
        return new JsonObject { [type.Identifier] = item.Resource.Text(type.IdAttribute) };
    }

    private static JsonObject Resource(ActualProperties actual, TakeoverItem item)
    {
        var counterpart = item.Counterpart!;
        var type = ImportableType.Of(counterpart.Type)!;
        var properties = actual.Of(counterpart.Type, item.Resource);
        foreach (var name in type.CreateOnly.Concat(type.WrittenOnly))
        {
            properties.Remove(name);
            if (counterpart.Properties[name] is { } written)
                properties[name] = written.DeepClone();
        }

        return new JsonObject
        {
            ["Type"] = counterpart.Type,
            ["Properties"] = properties,
            // Nothing is deleted on the way back, whatever the edge file says.
            ["DeletionPolicy"] = "Retain",
            ["UpdateReplacePolicy"] = "Retain",
            // A change of policies alone is none for CloudFormation: the update also changes this.
            ["Metadata"] = new JsonObject
            {
                ["aws:cdk:path"] = counterpart.Json["Metadata"]?["aws:cdk:path"]?.DeepClone() ?? counterpart.Id,
                ["ImportedFrom"] = item.Resource.Address,
            },
        };
    }
}
