using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EdgeCdk.Cli.Common;

/// <summary>JSON as a text. This program writes it indented, for a file or a pipe.</summary>
internal static class JsonText
{
    /// <summary>The one set of options. Quotes and angle brackets are not escaped: nothing here goes into a web page.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The text, with a line end behind it.</summary>
    public static string Of<T>(T content) => $"{JsonSerializer.Serialize(content, Options)}\n";

    private static readonly JsonDocumentOptions OfOthers = new() { AllowDuplicateProperties = false };

    /// <summary>What a text of somebody else has; null when it is no JSON, or says a thing twice.</summary>
    public static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: OfOthers);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
