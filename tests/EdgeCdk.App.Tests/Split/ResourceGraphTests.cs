using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Split;

/// <summary>
/// The templates of the teams and that of the edge, with every value that goes from one to the next: the graph of their resources is that
/// of the one stack, but for the statements that are listed as wider.
/// </summary>
public sealed class ResourceGraphTests(SynthesizedEdges edges)
{
    // What a team gives its resources, and the stack of the edge by other means: see the templates.
    private static readonly string[] OfTeamsAlone = ["Tags"];

    [Fact]
    public void An_edge_with_everything_is_the_same_in_parts()
    {
        var (divided, own) = (ClosedEdge.Of(edges).Divided, ClosedEdge.Of(edges).Own);
        var one = new Graph(AsOfTeams(ClosedEdge.Of(edges).Created, divided), edges);
        var parts = new Graph(Together(divided, own), edges) { Given = Given(divided, one) };

        Assert.Empty(own.Resources.Select(resource => resource.LogicalId).Intersect(divided.OfTeams));
        Assert.Equal(one.Ids, parts.Ids);
        var differences = one.Ids.SelectMany(id => Differences(one[id], parts[id], id, null)).ToList();
        var listed = divided.Wider.Select(wider => wider.Sid).ToHashSet();
        Assert.DoesNotContain(
            differences, found => !(found.Sid is { } sid && listed.Contains(sid) && Matches(found.Now, found.Before)));
        Assert.NotEmpty(differences);
    }

    // Names, paths and tags of what the teams create.
    private static SynthesizedTemplate AsOfTeams(SynthesizedTemplate created, DividedEdge divided)
    {
        var json = created.Json.DeepClone().AsObject();
        foreach (var id in divided.OfTeams)
        {
            var (before, now) = (json["Resources"]![id]!["Properties"]!, divided.Together.WithId(id)!);
            foreach (var property in now.Type is "AWS::IAM::Role" ? ["RoleName", "Path", .. OfTeamsAlone] : OfTeamsAlone)
            {
                if (now[property] is { } value)
                    before[property] = value.DeepClone();
            }
        }

        return SynthesizedTemplate.Of(json);
    }

    private static SynthesizedTemplate Together(DividedEdge divided, SynthesizedTemplate own)
    {
        var json = own.Json.DeepClone().AsObject();
        foreach (var id in divided.OfTeams)
            json["Resources"]![id] = divided.Together.WithId(id)!.Json.DeepClone();
        return SynthesizedTemplate.Of(json);
    }

    // What the edge file says, and what it stands for.
    private static Dictionary<string, string> Given(DividedEdge divided, Graph one)
    {
        var given = new Dictionary<string, string>
        {
            [ExistingResources.GeneralKeyArn] = one.Stack.Arn(one.Stack.Template.At("GeneralKey/Key")),
            [ExistingResources.DataQualityKeyArn] = one.Stack.Arn(one.Stack.Template.At("DataQualityKey/Key")),
        };
        foreach (var (name, output) in divided.Template("Network")["Outputs"]!.AsObject())
        {
            if (output!["Value"]!["Fn::GetAtt"] is JsonArray of)
                given[ExistingResources.Groups[char.ToLowerInvariant(name[0]) + name[1..]]] = Graph.Name($"{of[0]}", $"{of[1]}");
        }

        return given;
    }

    private static IEnumerable<(string Path, string? Sid, string Before, string Now)> Differences(
        JsonNode? before, JsonNode? now, string path, string? sid)
    {
        switch (before, now)
        {
            case (JsonObject map, JsonObject other):
                sid = (string?)map["Sid"] ?? sid;
                return map.Select(pair => pair.Key).Union(other.Select(pair => pair.Key))
                    .SelectMany(key => Differences(map[key], other[key], $"{path}.{key}", sid));
            case (JsonArray list, JsonArray other) when list.Count == other.Count:
                return list.Zip(other).SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{path}[{index}]", sid));
            default:
                return JsonNode.DeepEquals(before, now) ? [] : [(path, sid, $"{before?.ToJsonString()}", $"{now?.ToJsonString()}")];
        }
    }

    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$");

    /// <summary>Resources by logical id, with texts in place of references.</summary>
    private sealed class Graph(SynthesizedTemplate template, SynthesizedEdges edges)
    {
        public ResolvedStack Stack { get; } = edges.Resolve(template, EdgeFiles.ClosedWithEverything);

        /// <summary>What stands for a reference, by the text of the edge file.</summary>
        public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

        public IReadOnlyList<string> Ids =>
            [.. template.Resources.Select(Id).Order(StringComparer.Ordinal)];

        public JsonNode this[string id]
        {
            get
            {
                var resource = template.Resources.Single(one => Id(one) == id);
                var node = new JsonObject
                {
                    ["Type"] = resource.Type,
                    ["Properties"] = Resolved(resource.Properties),
                    ["DeletionPolicy"] = resource.DeletionPolicy,
                    ["UpdateReplacePolicy"] = resource.UpdateReplacePolicy,
                };
                // A pattern is compared with another operator; only existing roles have a path.
                var json = node.ToJsonString().Replace("\"StringLike\"", "\"StringEquals\"", StringComparison.Ordinal)
                    .Replace($":role{ExistingResources.RolePath}", ":role/", StringComparison.Ordinal);
                // A description ends with the same hash as the id of the version.
                json = Regex.Replace(json, @"\([0-9a-f]{8,}\)", "");
                return JsonNode.Parse(Given.Aggregate(json, (all, pair) => all.Replace(pair.Key, pair.Value, StringComparison.Ordinal)))!;
            }
        }

        public static string Name(string id, string attribute) => $"<{id}.{attribute}>";

        private JsonNode? Resolved(JsonNode? node) => node switch
        {
            JsonObject map when Resource.IsFunction(map) => Function(map),
            JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Resolved(pair.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Resolved)]),
            _ => node?.DeepClone(),
        };

        // References that both have, to what only the stack knows, keep the logical id.
        private JsonNode Function(JsonObject map) => map switch
        {
            _ when map["Fn::Join"] is JsonArray join =>
                string.Join($"{join[0]}", join[1]!.AsArray().Select(part => Resolved(part)!.ToString())),
            _ when map["Fn::GetAtt"] is JsonArray of && $"{of[1]}" is not ("Arn" or "TopicArn") => Name(Id($"{of[0]}"), $"{of[1]}"),
            _ when map["Ref"] is { } name && !$"{name}".StartsWith("AWS::", StringComparison.Ordinal)
                && (template.WithId($"{name}") is not { } resource || IsVersion(resource)) => Name(Id($"{name}"), "Ref"),
            _ => Known(map),
        };

        private string Id(string logicalId) => template.WithId(logicalId) is { } resource ? Id(resource) : logicalId;

        // The id of a version ends with a hash of the texts of its function.
        private static string Id(Resource resource) => IsVersion(resource) ? resource.Path : resource.LogicalId;

        private static bool IsVersion(Resource resource) => resource.Type == "AWS::Lambda::Version";

        private JsonNode Known(JsonObject map)
        {
            try
            {
                return Stack.Resolve(map)!;
            }
            catch (InvalidOperationException)
            {
                return map.ToJsonString();
            }
        }
    }
}
