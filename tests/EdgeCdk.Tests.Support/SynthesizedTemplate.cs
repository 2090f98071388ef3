using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>A synthesized template, to be asked by type or by construct path, never by logical id.</summary>
public sealed class SynthesizedTemplate
{
    private readonly Dictionary<string, Resource> _resources;
    private readonly Dictionary<string, Resource> _byPath;

    private SynthesizedTemplate(string text)
    {
        Text = text;
        Json = JsonNode.Parse(text)!.AsObject();
        _resources = Json["Resources"]!.AsObject().ToDictionary(pair => pair.Key, pair => new Resource(pair.Key, pair.Value!.AsObject()));
        _byPath = _resources.Values.ToDictionary(resource => resource.Path);
    }

    /// <summary>The file as written.</summary>
    public string Text { get; }

    public JsonObject Json { get; }

    public IReadOnlyCollection<Resource> Resources => _resources.Values;

    public static SynthesizedTemplate Read(string path) => Parse(File.ReadAllText(path));

    public static SynthesizedTemplate Parse(string text) => new(text);

    public static SynthesizedTemplate Of(JsonObject json) => new(json.ToJsonString());

    /// <summary>The template with the resources that some parameters give it.</summary>
    public static SynthesizedTemplate Of(InstantiatedTemplate instantiated) => Of(new JsonObject { ["Resources"] = instantiated.Resources.DeepClone() });

    /// <summary>The resource at a construct path below the stack, such as <c>GeneralKey/Key</c>.</summary>
    public Resource At(string path) => Find(path) ?? throw new ArgumentException($"nothing is at {path}", nameof(path));

    /// <summary>The resource at a construct path, or null.</summary>
    public Resource? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The resource with a logical id, or null.</summary>
    public Resource? WithId(string logicalId) => _resources.GetValueOrDefault(logicalId);

    public IReadOnlyList<Resource> OfType(string type) => [.. Resources.Where(resource => resource.Type == type)];

    /// <summary>The resource that a Ref or Fn::GetAtt names, or null.</summary>
    public Resource? Target(JsonNode? reference) => Resource.TargetOf(reference) is { } id ? _resources.GetValueOrDefault(id) : null;

    /// <summary>Everything that must exist before a resource does, through any number of steps.</summary>
    public IReadOnlyCollection<Resource> Prerequisites(Resource resource)
    {
        var found = new HashSet<string>();
        var open = new Stack<Resource>([resource]);
        while (open.TryPop(out var next))
        {
            foreach (var id in next.DependsOn.Concat(next.References).Where(id => _resources.ContainsKey(id) && found.Add(id)))
                open.Push(_resources[id]);
        }

        return [.. found.Select(id => _resources[id])];
    }
}

/// <summary>A resource of a template.</summary>
public sealed class Resource(string logicalId, JsonObject json)
{
    public string LogicalId => logicalId;

    public JsonObject Json => json;

    public string Type => json["Type"]!.GetValue<string>();

    /// <summary>Path of the construct below the stack.</summary>
    public string Path { get; } = BelowStack(json["Metadata"]!["aws:cdk:path"]!.GetValue<string>());

    public JsonObject Properties => json["Properties"]?.AsObject() ?? [];

    public string? DeletionPolicy => json["DeletionPolicy"]?.GetValue<string>();

    public string? UpdateReplacePolicy => json["UpdateReplacePolicy"]?.GetValue<string>();

    /// <summary>Logical ids that DependsOn names.</summary>
    public IReadOnlyList<string> DependsOn => json["DependsOn"] switch
    {
        null => [],
        JsonArray list => [.. list.Select(id => id!.GetValue<string>())],
        var one => [one.GetValue<string>()],
    };

    /// <summary>Logical ids (and parameters) that the properties name.</summary>
    public IReadOnlyList<string> References => [.. Walk(Properties).Select(TargetOf).OfType<string>()];

    /// <summary>A property by its path, such as <c>KeyPolicy.Statement[0].Sid</c>; null where there is none.</summary>
    public JsonNode? this[string path]
    {
        get
        {
            JsonNode? node = Properties;
            foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
                node = step.StartsWith('[') ? node?[int.Parse(step[1..^1], System.Globalization.CultureInfo.InvariantCulture)] : node?[step];
            return node;
        }
    }

    /// <summary>A property that is a text.</summary>
    public string? String(string path) => this[path]?.GetValue<string>();

    private static string BelowStack(string path) => path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>All nodes of a piece of JSON, itself included.</summary>
    public static IEnumerable<JsonNode> Walk(JsonNode? node) => node switch
    {
        null => [],
        JsonObject map => map.SelectMany(pair => Walk(pair.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Walk).Prepend(list),
        _ => [node],
    };

    /// <summary>The logical id that a Ref or Fn::GetAtt names, or null.</summary>
    public static string? TargetOf(JsonNode? node) => node switch
    {
        JsonObject map when map["Ref"] is { } id => id.GetValue<string>(),
        JsonObject map when map["Fn::GetAtt"] is JsonArray parts => parts[0]!.GetValue<string>(),
        _ => null,
    };
}
