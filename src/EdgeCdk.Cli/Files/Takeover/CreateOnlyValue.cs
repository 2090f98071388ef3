using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The value of a property that changes only with another resource.</summary>
internal static class CreateOnlyValue
{
    /// <summary>Whether the stack has the value that the resource has. What has no value in a template has that of AWS.</summary>
    /// <param name="name">Name of the property.</param>
    /// <param name="wanted">What the expression of the template gives; null when that is not known.</param>
    /// <param name="written">What is in the template.</param>
    /// <param name="actual">What the resource has.</param>
    public static bool Same(string name, JsonNode? wanted, JsonNode? written, JsonNode? actual) => (name, written, actual) switch
    {
        ("Path", null, null) => true,
        ("Path", { } path, null) => $"{path}" == "/",
        (_, null, null) => true,
        (_, null, _) => false,
        (_, _, null) => false,
        _ => wanted is not null && (JsonPaths.Same(wanted, actual) || Text(wanted) == Text(actual)),
    };

    /// <summary>The value in words: a number in Terraform may be a text in a template.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonObject map => string.Join(',', map.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{member.Key}={Text(member.Value)}")),
        JsonArray list => string.Join(',', list.Select(Text)),
        _ => $"{node}",
    };
}
