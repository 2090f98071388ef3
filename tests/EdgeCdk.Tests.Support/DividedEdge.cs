using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.App.Split;
using EdgeCdk.Config;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// The templates of the teams of an edge put together again with the stack of the edge: resources that refer to each other as in one
/// stack, but roles, groups and keys as the teams create them.
/// </summary>
public sealed class DividedEdge
{
    private readonly TeamTemplates _teams;

    /// <param name="edge">The edge, whose stack creates everything.</param>
    /// <param name="created">Its template.</param>
    /// <param name="knowsIds">
    /// Whether the parameters of the templates have the ids of the file system. Default: no, as before the first deployment.
    /// </param>
    public DividedEdge(EdgeDefinition edge, SynthesizedTemplate created, bool knowsIds = false)
    {
        _teams = new TeamTemplates(edge);
        OfTeams = _teams.All.Values.SelectMany(template => template["Resources"]!.AsObject()).Select(pair => pair.Key).ToHashSet();
        Parameters = _teams.All.Values.SelectMany(template => template["Parameters"]?.AsObject() ?? [])
            .Select(pair => pair.Key).ToHashSet();
        var together = created.Json.DeepClone().AsObject();
        foreach (var (id, resource) in _teams.All.Values.SelectMany(template => template["Resources"]!.AsObject()))
            together["Resources"]![id] = WithValues(resource, created, knowsIds);
        Together = SynthesizedTemplate.Of(together);
    }

    /// <summary>All resources.</summary>
    public SynthesizedTemplate Together { get; }

    /// <summary>Logical ids of the resources that teams create.</summary>
    public IReadOnlySet<string> OfTeams { get; }

    /// <summary>Parameters of the templates of the teams.</summary>
    public IReadOnlySet<string> Parameters { get; }

    /// <summary>Statements that are said to be wider, as holder of the policy, Sid and construct path of the resource.</summary>
    public IReadOnlyList<(string Holder, string Sid, string Resource, string Pattern)> Wider =>
        [.. _teams.Widenings.Select(one => (one.Holder, one.Statement, one.Resource, one.Pattern))];

    /// <summary>Logical ids of the resources of each template.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Parts =>
        [.. _teams.All.Values.Select(template => (IReadOnlyList<string>)[.. template["Resources"]!.AsObject().Select(pair => pair.Key)])];

    /// <summary>The template of a team, by its name.</summary>
    public JsonObject Template(string team) => _teams.All[Enum.Parse<Team>(team)];

    private JsonNode? WithValues(JsonNode? node, SynthesizedTemplate created, bool knowsIds) => node switch
    {
        JsonObject { Count: 1 } map when (string?)map["Ref"] is { } name && Parameters.Contains(name) => Value(name, created, knowsIds),
        JsonObject map => new JsonObject(
            map.Select(pair => KeyValuePair.Create(pair.Key, WithValues(pair.Value, created, knowsIds)))),
        JsonArray list => new JsonArray([.. list.Select(item => WithValues(item, created, knowsIds))]),
        _ => node?.DeepClone(),
    };

    private static JsonNode Value(string parameter, SynthesizedTemplate created, bool knowsIds)
    {
        var isKey = parameter.EndsWith("Arn", StringComparison.Ordinal);
        if (!isKey && !knowsIds)
            return "*";
        var pattern = $"^{Regex.Replace(parameter, "(Arn|Id)$", "")}[0-9A-F]{{8}}$";
        var id = created.Resources.Single(resource => Regex.IsMatch(resource.LogicalId, pattern)).LogicalId;
        return isKey ? new JsonObject { ["Fn::GetAtt"] = new JsonArray(id, "Arn") } : new JsonObject { ["Ref"] = id };
    }
}
