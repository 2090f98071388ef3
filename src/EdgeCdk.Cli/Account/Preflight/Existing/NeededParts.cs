using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight.Existing;

/// <summary>
/// What the roles, security groups and keys of an edge have to be, by the templates for the teams that create them: the texts are those of
/// the account, and ids that are known only after the deployment are <see cref="PolicyStatement.Open"/>.
/// </summary>
/// <param name="config">The edge.</param>
/// <param name="templates">The templates, by the name of their part: identity, network and keys.</param>
internal sealed class NeededParts(EdgeConfig config, IReadOnlyDictionary<string, JsonNode> templates)
{
    /// <summary>Reads the files of <c>edge split</c>.</summary>
    /// <param name="config">The edge.</param>
    /// <param name="directory">Directory with the templates.</param>
    public static NeededParts Read(EdgeConfig config, string directory) => new(
        config, new[] { "identity", "network", "keys" }.ToDictionary(
            part => part, part => JsonNode.Parse(File.ReadAllText(Path.Combine(directory, $"{part}.template.json")))!));

    /// <summary>Trust policy of a role, by its name.</summary>
    public IReadOnlyList<PolicyStatement> Trust(string role) => PolicyStatement.Of(Resolved(Role(role).Value, "AssumeRolePolicyDocument"));

    /// <summary>Statements of the policies of a role, by its name.</summary>
    public IReadOnlyList<PolicyStatement> Policies(string role)
    {
        var (id, json) = Role(role);
        var own = JsonPaths.Many(Resolved(json, "Policies")).SelectMany(policy => PolicyStatement.Of(policy["PolicyDocument"]));
        var beside = Resources("identity")
            .Where(other => JsonPaths.Many(other.Value["Properties"]?["Roles"]).Any(of => of.Text("Ref") == id))
            .SelectMany(other => PolicyStatement.Of(Resolved(other.Value, "PolicyDocument")));
        return [.. own, .. beside];
    }

    /// <summary>Policy of a key.</summary>
    /// <param name="output">Output of the template for keys: GeneralKeyArn or DataQualityKeyArn.</param>
    public IReadOnlyList<PolicyStatement> KeyPolicy(string output)
    {
        var id = templates["keys"]["Outputs"]![output]!["Value"]!["Fn::GetAtt"]![0]!.ToString();
        return PolicyStatement.Of(Resolved(templates["keys"]["Resources"]![id]!, "KeyPolicy"));
    }

    /// <summary>Policy of an endpoint that the network team creates; empty where it has none, and allows everything.</summary>
    /// <param name="service">AWS's name of the service in the names of its endpoints.</param>
    public IReadOnlyList<PolicyStatement> EndpointPolicy(string service)
    {
        var endpoint = Resources("network").Single(resource =>
            $"{Resolved(resource.Value, "ServiceName")}".EndsWith($".{service}", StringComparison.Ordinal));
        return PolicyStatement.Of(Resolved(endpoint.Value, "PolicyDocument"));
    }

    /// <summary>Rules of a security group, by its key in vpc.securityGroups.</summary>
    public IReadOnlyList<GroupRule> Rules(string name)
    {
        var id = Groups.Single(one => one.Value == name).Key;
        var group = templates["network"]["Resources"]![id]!;
        var own = OfProperty(group, "SecurityGroupIngress", true).Concat(OfProperty(group, "SecurityGroupEgress", false));
        var beside = Resources("network")
            .Where(resource => resource.Value["Properties"]?["GroupId"]?["Fn::GetAtt"]?[0]?.ToString() == id)
            .Select(resource =>
                GroupRule.Written(Resolved(resource.Value, null)!, resource.Value.Text("Type") == "AWS::EC2::SecurityGroupIngress"));
        return [.. own.Concat(beside).Where(rule => !rule.AllowsNothing)];
    }

    // Keys of the edge file by logical id.
    private Dictionary<string, string> Groups => templates["network"]["Outputs"]!.AsObject()
        .Where(output => output.Value?["Value"]?["Fn::GetAtt"] is not null)
        .ToDictionary(
            output => output.Value!["Value"]!["Fn::GetAtt"]![0]!.ToString(),
            output => char.ToLowerInvariant(output.Key[0]) + output.Key[1..]);

    private IEnumerable<GroupRule> OfProperty(JsonNode resource, string property, bool isIngress) =>
        JsonPaths.Many(Resolved(resource, property)).Select(rule => GroupRule.Written(rule, isIngress));

    private KeyValuePair<string, JsonNode> Role(string name) => Resources("identity")
        .Single(resource => resource.Value["Properties"].Text("RoleName") == name);

    private IEnumerable<KeyValuePair<string, JsonNode>> Resources(string part) =>
        templates[part]["Resources"]!.AsObject().Select(resource => KeyValuePair.Create(resource.Key, resource.Value!));

    private JsonNode? Resolved(JsonNode resource, string? property) =>
        Resolve(property is null ? resource["Properties"] : resource["Properties"]?[property]);

    private JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } map when map["Ref"] is { } parameter => Value(parameter.ToString()),
        JsonObject { Count: 1 } map when map["Fn::GetAtt"] is JsonArray of => Attribute(of[0]!.ToString(), of[1]!.ToString()),
        JsonObject { Count: 1 } map when map["Fn::Join"] is JsonArray join =>
            string.Join(join[0]!.ToString(), join[1]!.AsArray().Select(part => Resolve(part)!.ToString())),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Resolve(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Resolve)]),
        _ => node?.DeepClone(),
    };

    // A key that the stack of the edge creates has no ARN yet; ids of the file system are parameters, * until they exist.
    private string Value(string parameter) =>
        templates.Values.Select(template => template["Parameters"]?[parameter]?["Default"]?.ToString()).OfType<string>().FirstOrDefault()
            is { } value and not "*" ? value : PolicyStatement.Open;

    private string Attribute(string id, string attribute)
    {
        if (attribute != "Arn")
            return WorkloadGroup.All.Single(group => group.Name == Groups[id]).Id(config.Vpc.SecurityGroups!)!;
        var name = templates["identity"]["Resources"]?[id]?["Properties"]?["RoleName"]?.ToString();
        return name is not null ? config.RoleArn(name) : PolicyStatement.Open;
    }
}
