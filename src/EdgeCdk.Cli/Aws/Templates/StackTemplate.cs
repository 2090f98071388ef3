using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Aws.Templates;

/// <summary>One stack of a source: its template and what stands beside it.</summary>
/// <param name="Name">Name of the stack.</param>
/// <param name="Json">The template.</param>
internal sealed partial record StackTemplate(string Name, JsonObject Json)
{
    private const string PartOfEveryEdge = "PlaneManager/Task/TaskDefinition";

    private Dictionary<string, StackResource>? _resources;

    /// <summary>The account it goes to. Default: null, the source does not say.</summary>
    public string? Account { get; init; }

    /// <summary>Whether it is protected from deletion. Default: null, the source does not say.</summary>
    public bool? TerminationProtection { get; init; }

    /// <summary>The resources by their logical ids.</summary>
    public IReadOnlyDictionary<string, StackResource> Resources => _resources ??= Read();

    /// <summary>Whether it has an edge.</summary>
    public bool IsEdge => Resources.Values.Any(resource => resource.Path == PartOfEveryEdge);

    /// <summary>Name of the edge in it; null when it does not say one.</summary>
    public string? Edge => (Json["Outputs"]?["EdgeName"] as JsonObject)?["Value"] is JsonValue name ? name.ToString() : null;

    /// <summary>The account whose root a template names most: a template alone says no more about where it goes.</summary>
    public string? LikelyAccount => Account ?? RootOfAccount().Matches(Json.ToJsonString()).GroupBy(match => match.Groups[1].Value)
        .OrderByDescending(group => group.Count()).Select(group => group.Key).FirstOrDefault();

    /// <summary>A value as text, with references as <c>${construct path.Attribute}</c>.</summary>
    public string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonObject { Count: 1 } map when map["Ref"] is JsonValue id => $"${{{NameOf(id.ToString())}}}",
        JsonObject { Count: 1 } map when map["Fn::GetAtt"] is JsonArray parts => $"${{{NameOf($"{parts[0]}")}.{Text(parts[1])}}}",
        JsonObject { Count: 1 } map when map["Fn::Join"] is JsonArray { Count: 2 } join && join[1] is JsonArray texts =>
            string.Join($"{join[0]}", texts.Select(Text)),
        JsonObject { Count: 1 } map when map["Fn::Sub"] is JsonValue text => text.ToString(),
        JsonValue => node.ToString(),
        JsonArray list when list.All(item => item is JsonValue || JsonPaths.IsReference(item)) => string.Join(", ", list.Select(Text)),
        _ => node.ToJsonString(),
    };

    // An edge in a stack of the user has its own construct around it, which is known by a part that every edge has.
    private Dictionary<string, StackResource> Read()
    {
        List<StackResource> all =
        [
            .. (Json["Resources"] as JsonObject ?? [])
                .Where(pair => pair.Value is JsonObject)
                .Select(pair => new StackResource(pair.Key, pair.Value!.AsObject())),
        ];
        var part = all.Find(resource => resource.Path.EndsWith($"/{PartOfEveryEdge}", StringComparison.Ordinal));
        var scope = part?.Path[..^PartOfEveryEdge.Length];
        return all.ToDictionary(resource => resource.Id, resource => scope is null ? resource : resource with { Scope = scope });
    }

    private string NameOf(string id) => Resources.TryGetValue(id, out var resource) ? resource.Path : id;

    [GeneratedRegex("iam::([0-9]{12}):root")]
    private static partial Regex RootOfAccount();
}
