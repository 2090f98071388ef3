using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>A synthesized template, to be searched by type or by construct path, never by logical id.</summary>
public sealed class SynthesizedTemplate
{
    private readonly Dictionary<string, Resource> _resources;
    private readonly Dictionary<string, Resource> _byPath;

    private SynthesizedTemplate(string text)
    {
        Text = text;
        Json = JsonNode.Parse(text)!.AsObject();
        _resources = Json["Resources"]!.AsObject()
            .ToDictionary(pair => pair.Key, pair => new Resource(pair.Key, pair.Value!.AsObject()));
        _byPath = _resources.Values.ToDictionary(resource => resource.Path);
    }

    /// <summary>The file as written.</summary>
    public string Text { get; }

    public JsonObject Json { get; }

    public IReadOnlyCollection<Resource> Resources => _resources.Values;

    public static SynthesizedTemplate Read(string path) => Parse(File.ReadAllText(path));

    public static SynthesizedTemplate Parse(string text) => new(text);

    public static SynthesizedTemplate Of(JsonObject json) => new(json.ToJsonString());

    /// <summary>A template with the resources that exist with some values of parameters.</summary>
    public static SynthesizedTemplate Of(InstantiatedTemplate instantiated) =>
        Of(new JsonObject { ["Resources"] = instantiated.Resources.DeepClone() });

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
