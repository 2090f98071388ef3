using System.Text;
using System.Text.Json.Nodes;

namespace EdgeCdk.App;

/// <summary>Draws a synthesized template: a box for each part of the stack, an arrow where one names another.</summary>
internal static class StackDiagram
{
    // Named by nearly everything; their arrows would hide the others.
    private static readonly string[] NamedByAll = ["GeneralKey", "Registry", "DeploymentSupport", "Outputs"];

    /// <summary>The template as a Mermaid flowchart.</summary>
    /// <param name="template">Text of the template. It must have construct paths in its metadata, as ours do.</param>
    public static string Mermaid(string template)
    {
        var resources = JsonNode.Parse(template)!["Resources"]!.AsObject()
            .Select(pair => (Id: pair.Key, Body: pair.Value!.AsObject()))
            .ToList();
        var partOf = resources.ToDictionary(resource => resource.Id, resource => Part(resource.Body));
        var text = new StringBuilder("flowchart LR\n");
        foreach (var part in resources.GroupBy(resource => partOf[resource.Id]))
        {
            var contents = part
                .GroupBy(resource => resource.Body["Type"]!.GetValue<string>().Split("::")[^1])
                .Select(type => type.Count() == 1 ? type.Key : $"{type.Count()} {type.Key}");
            text.Append($"  {part.Key}[\"<b>{part.Key}</b><br/>{string.Join("<br/>", contents)}\"]\n");
        }

        var arrows =
            from resource in resources
            from target in References(resource.Body["Properties"])
            where partOf.ContainsKey(target)
            let arrow = (From: partOf[resource.Id], To: partOf[target])
            where arrow.From != arrow.To && !NamedByAll.Contains(arrow.From) && !NamedByAll.Contains(arrow.To)
            select arrow;
        foreach (var (from, to) in arrows.Distinct())
            text.Append($"  {from} --> {to}\n");
        return text.ToString();
    }

    // Stack/Part/...
    private static string Part(JsonObject resource) => resource["Metadata"]!["aws:cdk:path"]!.GetValue<string>().Split('/')[1];

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map when map["Ref"] is { } reference => [reference.GetValue<string>()],
        JsonObject map when map["Fn::GetAtt"] is JsonArray attribute => [attribute[0]!.GetValue<string>()],
        JsonObject map => map.SelectMany(pair => References(pair.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
