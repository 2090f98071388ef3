using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.App.Split;

/// <summary>
/// Names of roles, and keys of security groups in vpc.securityGroups, by logical id: what a template says where everything exists, in the
/// places where the template that creates everything has references.
/// </summary>
internal sealed class ExistingNames
{
    private readonly Dictionary<string, string> _texts = [];

    /// <param name="created">The template that creates everything.</param>
    /// <param name="existing">The template of <see cref="WhereAllExists"/>.</param>
    public ExistingNames(JsonObject created, JsonObject existing) => Match(created["Resources"], existing["Resources"]);

    /// <summary>The edge where roles and groups exist. The id of each group is its key in the edge file.</summary>
    public static EdgeDefinition WhereAllExists(EdgeDefinition edge)
    {
        var groups = new SecurityGroupsSection();
        foreach (var group in typeof(SecurityGroupsSection).GetProperties().Where(property => property.CanWrite))
            group.SetValue(groups, JsonNamingPolicy.CamelCase.ConvertName(group.Name));
        var config = edge.Config;
        return edge with
        {
            Config = config with
            {
                Iam = config.Iam with { Roles = ResourceMode.Existing },
                Vpc = config.Vpc with { SecurityGroups = groups },
            },
        };
    }

    /// <summary>Name of a role.</summary>
    public string Role(string id) => Text(id).Split('/')[^1];

    /// <summary>Key of a group in vpc.securityGroups.</summary>
    public string Group(string id) => Text(id);

    private string Text(string id) => _texts.TryGetValue(id, out var text)
        ? text
        : throw new InvalidOperationException($"no resource of the stack refers to {id}, so that its name is not known");

    private void Match(JsonNode? created, JsonNode? existing)
    {
        switch (created, existing)
        {
            case (JsonObject reference, JsonValue text) when reference["Fn::GetAtt"] is JsonArray attribute:
                _texts[(string)attribute[0]!] = text.ToString();
                break;
            case (JsonObject map, JsonObject other):
                foreach (var (key, value) in map)
                    Match(value, other[key]);
                break;
            case (JsonArray list, JsonArray other) when list.Count == other.Count:
                foreach (var (one, another) in list.Zip(other))
                    Match(one, another);
                break;
        }
    }
}
