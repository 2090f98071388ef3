using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CDK;
using Constructs;

namespace EdgeCdk.Lambdas;

/// <summary>A short hash of template content: the same for the same properties, whatever their order.</summary>
internal static class ContentHash
{
    /// <summary>What a description has of a hash: AWS takes 256 characters, and the values of parameters need room.</summary>
    public const int DescribedLength = 12;

    /// <summary>Resolves tokens to what the template will say, and hashes that.</summary>
    public static string Of(Construct scope, EdgeContext edge, object properties)
    {
        var json = JsonSerializer.SerializeToNode(Stack.Of(scope).Resolve(properties));
        return (edge.HashOf ?? Of)(Sorted(json)?.ToJsonString() ?? "");
    }

    /// <summary>Hashes content.</summary>
    public static string Of(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32];

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(
            map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
