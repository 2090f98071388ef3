using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>Templates for the assertions of the CDK library, <c>Amazon.CDK.Assertions</c>.</summary>
public static class LibraryTemplate
{
    public static Amazon.CDK.Assertions.Template Of(JsonObject json) =>
        Amazon.CDK.Assertions.Template.FromJSON((IDictionary<string, object>)Plain(json));

    /// <summary>A reference to the resource at a construct path, for patterns.</summary>
    public static Dictionary<string, object> Ref(this SynthesizedTemplate template, string path) =>
        new() { ["Ref"] = template.At(path).LogicalId };

    /// <summary>An attribute of the resource at a construct path, for patterns.</summary>
    public static Dictionary<string, object> GetAtt(this SynthesizedTemplate template, string path, string attribute) =>
        new() { ["Fn::GetAtt"] = new[] { template.At(path).LogicalId, attribute } };

    // What jsii takes: dictionaries, arrays, texts, numbers and truth values.
    private static object Plain(JsonNode node) => node switch
    {
        JsonObject map => map.ToDictionary(pair => pair.Key, pair => Plain(pair.Value!)),
        JsonArray list => list.Select(item => Plain(item!)).ToArray(),
        JsonValue value when value.TryGetValue<bool>(out var truth) => truth,
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        _ => node.GetValue<string>(),
    };
}
