using System.Text.Json.Nodes;

namespace EdgeCdk.App.Split;

/// <summary>What a policy of another team says in place of a reference to a resource.</summary>
/// <param name="Text">Text with the ARN or the name: a pattern where it is not known before the deployment.</param>
/// <param name="Parameter">Parameter of the template whose value is the end of the text, or null.</param>
/// <param name="AlsoMatches">What else the text matches. Null: nothing, it is exact.</param>
internal sealed record Substitute(string Text, string? Parameter = null, string? AlsoMatches = null)
{
    /// <summary>The same as part of a template.</summary>
    public JsonNode ToTemplate()
    {
        if (Parameter is null)
            return Text;
        var reference = new JsonObject { ["Ref"] = Parameter };
        return Text.Length == 0 ? reference : new JsonObject { ["Fn::Join"] = new JsonArray("", new JsonArray(Text, reference)) };
    }
}
