using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Portable;

/// <summary>
/// What a template comes to in an account, in a form in which two templates can be compared: without what only says where a
/// resource comes from, and with one way of writing where CloudFormation and IAM know several.
/// </summary>
internal static class EdgeComparison
{
    private static readonly string[] InPolicies = ["Action", "Resource"];

    /// <summary>Resources by a name that both templates have for them.</summary>
    public static SortedDictionary<string, string> Of(InstantiatedTemplate template)
    {
        var names = template.Resources.ToDictionary(resource => resource.Key, resource => Name(resource.Key, resource.Value!));
        return new(
            template.Resources.ToDictionary(
                resource => names[resource.Key], resource => Normal(resource.Value!.AsObject(), names).ToJsonString()),
            StringComparer.Ordinal);
    }

    // A mount target is called after its subnet, and a version after its content, in one of the templates.
    private static string Name(string id, JsonNode resource) => (string)resource["Type"]! switch
    {
        "AWS::EFS::MountTarget" => $"MountTargetIn{(string)resource["Properties"]!["SubnetId"]!}",
        "AWS::Lambda::Version" => $"VersionOf{(string)resource["Properties"]!["FunctionName"]!["Ref"]!}",
        _ => id,
    };

    private static JsonObject Normal(JsonObject resource, Dictionary<string, string> names)
    {
        var metadata = resource["Metadata"]!.AsObject();
        string[] order =
        [
            .. (resource["DependsOn"] as JsonArray ?? (resource["DependsOn"] is { } one ? new JsonArray(one.DeepClone()) : []))
                .Select(id => (string)id!)
                .Where(names.ContainsKey),
            .. metadata["WaitsFor"]?.AsArray().Select(reference => (string)reference!["Ref"]!) ?? [],
        ];
        var normal = new JsonObject
        {
            ["Type"] = resource["Type"]!.DeepClone(),
            ["DeletionPolicy"] = resource["DeletionPolicy"]?.DeepClone(),
            ["UpdateReplacePolicy"] = resource["UpdateReplacePolicy"]?.DeepClone(),
            ["DataRetention"] = metadata["DataRetention"]?.DeepClone(),
            ["DependsOn"] = new JsonArray([.. order.Select(id => names[id]).Order(StringComparer.Ordinal).Select(id => (JsonNode)id)]),
            ["Properties"] = Sorted(resource["Properties"], names),
        };
        // Tags are the stack's for one of them, and the resources' own for the other.
        var properties = normal["Properties"]!.AsObject();
        foreach (var name in properties.Select(property => property.Key).Where(IsTags).ToList())
            properties.Remove(name);
        // Says which version it is, in words of its template.
        if ((string)normal["Type"]! == "AWS::Lambda::Version" || (string?)normal["Properties"]!["Runtime"] == "java21")
            normal["Properties"]!.AsObject().Remove("Description");
        return normal;
    }

    private static bool IsTags(string property) => property.EndsWith("Tags", StringComparison.Ordinal) && property != "PropagateTags";

    private static JsonNode? Member(string name, JsonNode? value, Dictionary<string, string> names) => name switch
    {
        "Statement" => Statements(value!.AsArray(), names),
        "Condition" when value is JsonObject => Conditions(value.AsObject(), names),
        "FromPort" or "ToPort" when value is JsonValue port && port.TryGetValue<string>(out var digits) =>
            double.Parse(digits, CultureInfo.InvariantCulture),
        _ when InPolicies.Contains(name) => OneOrMany(Sorted(value, names)),
        _ => Sorted(value, names),
    };

    private static JsonNode? Sorted(JsonNode? node, Dictionary<string, string> names) => node switch
    {
        JsonObject { Count: 1 } map when map["Fn::GetAtt"] is JsonArray attribute =>
            new JsonObject { ["Fn::GetAtt"] = new JsonArray(names[(string)attribute[0]!], attribute[1]!.DeepClone()) },
        JsonObject { Count: 1 } map when map["Ref"] is { } reference =>
            new JsonObject { ["Ref"] = names.GetValueOrDefault((string)reference!, (string)reference!) },
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Member(pair.Key, pair.Value, names)))),
        JsonArray list => new JsonArray([.. list.Select(item => Sorted(item, names))]),
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        _ => node?.DeepClone(),
    };

    // A right that is given twice, under two ids, is given once.
    private static JsonArray Statements(JsonArray statements, Dictionary<string, string> names) => new([.. statements
        .Select(statement => Sorted(statement, names)!.AsObject())
        .DistinctBy(
            statement => new JsonObject(
                statement.Where(pair => pair.Key != "Sid").Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())))
                .ToJsonString())
        .OrderBy(statement => statement.ToJsonString(), StringComparer.Ordinal)]);

    private static JsonObject Conditions(JsonObject operations, Dictionary<string, string> names) =>
        new(operations.Select(operation => KeyValuePair.Create(
            operation.Key,
            (JsonNode?)new JsonObject(
                operation.Value!.AsObject().Select(key => KeyValuePair.Create(key.Key, OneOrMany(Sorted(key.Value, names))))))));

    private static JsonNode? OneOrMany(JsonNode? values) => values is JsonArray { Count: 1 } list ? list[0]!.DeepClone() : values;
}
