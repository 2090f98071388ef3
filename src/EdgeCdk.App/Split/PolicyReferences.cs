using System.Text.Json.Nodes;

namespace EdgeCdk.App.Split;

/// <summary>Policies of a team's template: references to resources of others become texts, and what they widen is noted.</summary>
/// <param name="resources">The resources of the template that creates everything.</param>
/// <param name="isOwn">Whether the team creates a resource, by logical id.</param>
/// <param name="names">What stands in place of references.</param>
internal sealed class PolicyReferences(JsonObject resources, Func<string, bool> isOwn, PhysicalNames names)
{
    private readonly List<(string Sid, string Resource, Substitute Substitute)> _substituted = [];
    private string _sid = "";

    /// <summary>What was substituted, with the statement that it is in and the construct path of the resource.</summary>
    public IReadOnlyList<(string Sid, string Resource, Substitute Substitute)> Substituted => _substituted;

    /// <summary>The same properties without references to resources of others.</summary>
    public JsonNode? Without(JsonNode? node)
    {
        if (node is JsonObject reference && Substitute(reference) is { } substitute)
            return substitute.ToTemplate();
        if (node is JsonObject statement && (string?)statement["Sid"] is { } sid)
            _sid = sid;
        return node switch
        {
            JsonObject join when join["Fn::Join"] is JsonArray { Count: 2 } parts && parts[1] is JsonArray texts =>
                Joined((string)parts[0]!, [.. texts.Select(Without)]),
            JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(
                pair.Key, pair.Key == "Condition" && pair.Value is JsonObject condition ? Condition(condition) : Without(pair.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Without)]),
            _ => node?.DeepClone(),
        };
    }

    // StringEquals compares an asterisk as it stands. ArnEquals takes it as ArnLike does.
    private JsonObject Condition(JsonObject condition)
    {
        var result = new JsonObject();
        foreach (var (operation, keys) in condition)
        {
            foreach (var (key, value) in keys!.AsObject())
            {
                var before = _substituted.Count;
                var replaced = Without(value);
                var isPattern = _substituted.Skip(before).Any(one => one.Substitute.AlsoMatches is not null);
                var name = isPattern && operation == "StringEquals" ? "StringLike" : operation;
                if (result[name] is not JsonObject block)
                    result[name] = block = [];
                block[key] = replaced;
            }
        }

        return result;
    }

    private Substitute? Substitute(JsonObject node)
    {
        var (id, attribute) = node switch
        {
            { Count: 1 } when node["Ref"] is { } name => ((string)name!, null),
            { Count: 1 } when node["Fn::GetAtt"] is JsonArray of => ((string?)of[0], (string?)of[1]),
            _ => (null, null),
        };
        var substitute = id switch
        {
            null => null,
            "AWS::StackId" => names.Stack,
            _ when resources[id] is JsonObject resource && !isOwn(id) => names.Of(id, resource, attribute),
            _ => null,
        };
        if (substitute is not null)
            _substituted.Add((_sid, id == "AWS::StackId" ? "the stack" : PathOf(resources[id!]!), substitute));
        return substitute;
    }

    /// <summary>Construct path of a resource below its stack.</summary>
    public static string PathOf(JsonNode resource)
    {
        var path = (string)resource["Metadata"]!["aws:cdk:path"]!;
        return path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
    }

    // Texts beside each other are one, also those of a substitute.
    private static JsonNode Joined(string delimiter, JsonNode?[] parts)
    {
        if (delimiter.Length > 0)
            return new JsonObject { ["Fn::Join"] = new JsonArray(delimiter, new JsonArray(parts)) };
        var joined = new List<JsonNode>();
        foreach (var part in parts.SelectMany(Parts))
        {
            if (part is JsonValue && joined.LastOrDefault() is JsonValue last)
                joined[^1] = last.ToString() + part;
            else
                joined.Add(part);
        }

        return joined is [JsonValue only] ? only : new JsonObject { ["Fn::Join"] = new JsonArray("", new JsonArray([.. joined])) };
    }

    private static IEnumerable<JsonNode> Parts(JsonNode? part) => part is JsonObject map && map["Fn::Join"] is JsonArray inner
        ? inner[1]!.AsArray().Select(one => one!.DeepClone())
        : [part!];
}
