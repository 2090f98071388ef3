using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>A template that rules of others are held against, as CloudFormation has it once parameters have values.</summary>
/// <param name="Name">Its name in the document.</param>
/// <param name="Template">The template.</param>
internal sealed record JudgedTemplate(string Name, JsonObject Template)
{
    /// <summary>The resources, by logical id.</summary>
    public JsonObject Resources => Template["Resources"]!.AsObject();

    /// <summary>A template of these resources alone.</summary>
    public static JudgedTemplate Of(string name, JsonObject resources) =>
        new(name, new JsonObject { ["Resources"] = resources.DeepClone() });

    /// <summary>Path of the construct of a resource; its logical id in a template that the CDK does not make.</summary>
    public string PathOf(string logicalId) =>
        Resources[logicalId]?["Metadata"]?["aws:cdk:path"]?.ToString() is { } path ? path[(path.IndexOf('/') + 1)..] : logicalId;

    /// <summary>Properties of the resources of a type, by logical id.</summary>
    public IEnumerable<(string LogicalId, JsonObject Properties)> OfType(string type) =>
        from resource in Resources
        where resource.Value!["Type"]!.ToString() == type
        select (resource.Key, resource.Value!["Properties"]?.AsObject() ?? []);

    /// <summary>The resources that another template does not have in this form, with what they refer to.</summary>
    /// <param name="name">Name of what is returned.</param>
    /// <param name="other">The other.</param>
    public JudgedTemplate Beside(string name, JudgedTemplate other)
    {
        var changed = ChangedBeside(other).ToList();
        var referred = changed.SelectMany(id => Resource.Walk(Resources[id])).Select(Resource.TargetOf).OfType<string>();
        var kept = changed.Concat(referred).Where(Resources.ContainsKey).Distinct();
        return Of(name, new JsonObject(kept.Select(id => KeyValuePair.Create(id, Resources[id]?.DeepClone()))));
    }

    /// <summary>Logical ids of the resources that another template does not have in this form.</summary>
    public IEnumerable<string> ChangedBeside(JudgedTemplate other) =>
        Resources.Where(one => !JsonNode.DeepEquals(one.Value, other.Resources[one.Key])).Select(one => one.Key);

    /// <summary>Writes it to a file.</summary>
    public string Write(TemporaryDirectory directory) =>
        directory.Write($"{Path.GetRandomFileName()}.json", AsCloudFormationReads(Template)!.ToJsonString());

    // Values of parameters are texts. CloudFormation makes numbers of them where a property is one, before a control sees them.
    private static JsonNode? AsCloudFormationReads(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(
            map.Select(pair => KeyValuePair.Create(pair.Key, Number(pair.Key, pair.Value) ?? AsCloudFormationReads(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(AsCloudFormationReads)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Number(string property, JsonNode? value) =>
        property is "RetentionInDays" or "NoncurrentDays" && int.TryParse(value?.ToString(), out var number) ? number : null;
}
