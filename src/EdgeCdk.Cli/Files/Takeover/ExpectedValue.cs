using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The values that expressions of a template have once resources are imported.</summary>
/// <param name="account">Account of the edge.</param>
/// <param name="region">Its region.</param>
/// <param name="partition">Its partition.</param>
internal sealed class ExpectedValue(string account, string region, string partition)
{
    private readonly Dictionary<string, (string Id, string Arn)> _imported = new(StringComparer.Ordinal);

    /// <summary>Notes a resource that is imported.</summary>
    /// <param name="logicalId">Its logical id.</param>
    /// <param name="id">What Ref gives.</param>
    /// <param name="arn">Its ARN.</param>
    public void Add(string logicalId, string id, string arn) => _imported[logicalId] = (id, arn);

    /// <summary>The value of a piece of a template; null when it refers to something that is not imported.</summary>
    public JsonNode? Of(JsonNode? node) => node switch
    {
        null => null,
        JsonObject { Count: 1 } map when map["Ref"] is JsonValue name => Ref($"{name}"),
        JsonObject { Count: 1 } map when map["Fn::GetAtt"] is JsonArray { Count: 2 } parts => Attribute($"{parts[0]}", $"{parts[1]}"),
        JsonObject { Count: 1 } map when map["Fn::Join"] is JsonArray { Count: 2 } join && join[1] is JsonArray texts =>
            texts.Select(Of).ToList() is var parts && parts.TrueForAll(part => part is JsonValue)
                ? string.Join($"{join[0]}", parts.Select(part => $"{part}")) : null,
        JsonObject map when map.Any(member => member.Key.StartsWith("Fn::", StringComparison.Ordinal)) => null,
        JsonObject map => map.Select(member => (member.Key, Value: Of(member.Value))).ToList() is var members
            && members.TrueForAll(member => member.Value is not null)
                ? new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value))) : null,
        JsonArray list => list.Select(Of).ToList() is var items && items.TrueForAll(item => item is not null)
            ? new JsonArray([.. items]) : null,
        _ => node.DeepClone(),
    };

    private JsonValue? Ref(string name) => name switch
    {
        "AWS::AccountId" => JsonValue.Create(account),
        "AWS::Region" => JsonValue.Create(region),
        "AWS::Partition" => JsonValue.Create(partition),
        _ => _imported.TryGetValue(name, out var imported) ? JsonValue.Create(imported.Id) : null,
    };

    private JsonValue? Attribute(string name, string attribute) => !_imported.TryGetValue(name, out var imported) ? null
        : attribute switch
        {
            "Arn" => JsonValue.Create(imported.Arn),
            "KeyId" or "FileSystemId" or "AccessPointId" or "Id" => JsonValue.Create(imported.Id),
            _ => null,
        };
}
