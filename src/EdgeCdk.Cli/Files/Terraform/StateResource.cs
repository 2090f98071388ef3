using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Files.Terraform;

/// <summary>One instance of a resource that Terraform manages.</summary>
/// <param name="Address">Its address, with the keys of count and for_each: <c>module.edge.aws_kms_key.this["general"]</c>.</param>
/// <param name="Type">Its type: <c>aws_kms_key</c>.</param>
/// <param name="Values">Its attributes. What Terraform calls sensitive is not among them.</param>
internal sealed partial record StateResource(string Address, string Type, JsonObject Values)
{
    /// <summary>The id that Terraform imports it by, for most types.</summary>
    public string Id => Text("id");

    /// <summary>The address without the keys of count and for_each: what a removed block names.</summary>
    public string Block => KeyPattern().Replace(Address, "");

    /// <summary>The tags, those of the provider included.</summary>
    public IReadOnlyDictionary<string, string> Tags =>
        ((Values["tags_all"] ?? Values["tags"]) as JsonObject ?? []).ToDictionary(tag => tag.Key, tag => $"{tag.Value}");

    /// <summary>Whether Terraform manages something, and does not only read it.</summary>
    /// <param name="resource">A resource in a state of either format.</param>
    public static bool IsManaged(JsonObject resource) => resource.Text("mode") == "managed";

    /// <summary>An attribute as text; empty when there is none.</summary>
    public string Text(string name) => Values.Text(name);

    /// <summary>The items of a list of texts.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Values.Texts(name)];

    /// <summary>The first block of a kind: Terraform has blocks as lists. Default: null, there is none.</summary>
    public JsonObject? First(string name) => Values.Items(name).FirstOrDefault() as JsonObject;

    [GeneratedRegex("""\[(?:\d+|"(?:[^"\\]|\\.)*")\]""", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
