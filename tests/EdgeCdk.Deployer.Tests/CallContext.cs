using System.Text.Json.Nodes;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The condition keys that AWS sends along with a call of CloudFormation.</summary>
/// <param name="Keys">Keys and values.</param>
public sealed record CallContext(IReadOnlyDictionary<string, JsonNode> Keys)
{
    /// <summary>The tag that says which edge a resource belongs to.</summary>
    public const string Tag = "ataccama:edge:name";

    public static CallContext Empty { get; } = new(new Dictionary<string, JsonNode>());

    public CallContext With(string key, string value) => new(new Dictionary<string, JsonNode>(Keys) { [key] = value });

    /// <summary>With tags that a request sends, or that a resource has.</summary>
    /// <param name="kind">RequestTag or ResourceTag.</param>
    /// <param name="tags">Keys and values.</param>
    public CallContext WithTags(string kind, IEnumerable<KeyValuePair<string, string>> tags)
    {
        var keys = new Dictionary<string, JsonNode>(Keys);
        foreach (var (key, value) in tags)
            keys[$"aws:{kind}/{key}"] = value;
        return new(keys);
    }
}
