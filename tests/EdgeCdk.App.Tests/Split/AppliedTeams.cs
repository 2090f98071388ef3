using System.Text.Json.Nodes;
using EdgeCdk.App.Split;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Split;

/// <summary>An account in which the templates of the teams of an edge are applied, as AWS describes it. A test may change what is in it,
/// and puts it back.</summary>
internal sealed class AppliedTeams : IAws
{
    private const string RolePath = "/teams/edge/";

    private static AppliedTeams? _one;

    private readonly ResolvedStack _stack;
    private readonly EdgeDefinition _edge;
    private readonly NeededParts _needed;

    private AppliedTeams(SynthesizedEdges edges)
    {
        var text = EdgeFiles.Text(EdgeFiles.Watched);
        var edge = edges.Definition(text);
        var roles = edge.Config.Iam with { Roles = ResourceMode.Existing, RolePath = RolePath };
        edge = edge with { Config = edge.Config with { Iam = roles } };
        var divided = new DividedEdge(edge, edges.Watched);
        _stack = edges.Resolve(divided.Together, text);
        var groups = divided.Template("Network")["Outputs"]!.AsObject().Where(output => output.Value!["Value"]!["Fn::GetAtt"] is not null)
            .ToDictionary(output => output.Key, output => IdOf((string)output.Value!["Value"]!["Fn::GetAtt"]![0]!));
        var section = new SecurityGroupsSection();
        foreach (var (name, id) in groups)
            typeof(SecurityGroupsSection).GetProperty(name)!.SetValue(section, id);
        edge = edge with
        {
            Config = edge.Config with
            {
                Vpc = edge.Config.Vpc with { SecurityGroups = section },
                Kms = new() { GeneralKeyArn = KeyArn("GeneralKey"), DataQualityKeyArn = KeyArn("DataQualityKey") },
            },
        };
        Roles = [.. divided.Together.OfType("AWS::IAM::Role").Select(Role)];
        Groups = [.. groups.Values.Select(Group)];
        Keys = new[] { "GeneralKey", "DataQualityKey" }.ToDictionary(
            key => $"{key}Arn", key => _stack.Resolve(divided.Together.At($"{key}/Key")["KeyPolicy"])!["Statement"]!);
        var templates = new TeamTemplates(edge).All.ToDictionary(
            team => team.Key.ToString().ToLowerInvariant(), team => (JsonNode)team.Value);
        (_edge, _needed) = (edge, new NeededParts(edge.Config, templates));
    }

    /// <summary>The one of all tests.</summary>
    public static AppliedTeams Of(SynthesizedEdges edges) => _one ??= new(edges);

    /// <summary>The edge before this account.</summary>
    public PreflightTarget Target => new(_edge, this) { Needed = () => _needed };

    /// <summary>Roles, as IAM lists them with their policies.</summary>
    public IReadOnlyList<JsonObject> Roles { get; }

    /// <summary>Security groups, as EC2 describes them.</summary>
    public IReadOnlyList<JsonObject> Groups { get; }

    /// <summary>Statements of the policies of keys, by output of the template.</summary>
    public IReadOnlyDictionary<string, JsonNode> Keys { get; }

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments) => arguments[1] switch
    {
        "get-account-authorization-details" =>
            new() { ["RoleDetailList"] = new JsonArray([.. Roles.Select(role => role.DeepClone())]) },
        "describe-security-groups" => new() { ["SecurityGroups"] = new JsonArray([.. Groups.Select(group => group.DeepClone())]) },
        "get-key-policy" => new()
        {
            ["Policy"] = new JsonObject
            {
                ["Statement"] = Keys[arguments[3] == KeyArn("GeneralKey") ? "GeneralKeyArn" : "DataQualityKeyArn"].DeepClone(),
            }.ToJsonString(),
        },
        var other => throw new InvalidOperationException($"{other} is not expected"),
    };

    private string KeyArn(string name) => _stack.Arn(_stack.Template.At($"{name}/Key"));

    private string IdOf(string logicalId) => _stack.Arn(_stack.Template.WithId(logicalId)!).Split('/')[^1];

    private JsonObject Role(Resource role)
    {
        var beside = _stack.Template.OfType("AWS::IAM::Policy")
            .Where(policy => policy["Roles"]!.AsArray().Any(of => _stack.Template.Target(of)!.LogicalId == role.LogicalId));
        return new()
        {
            ["RoleName"] = role.String("RoleName"),
            ["Arn"] = _stack.Arn(role),
            ["AssumeRolePolicyDocument"] = _stack.Resolve(role["AssumeRolePolicyDocument"]),
            ["RolePolicyList"] = new JsonArray([
                .. (role["Policies"]?.AsArray() ?? []).Concat(beside.Select(policy => policy.Properties))
                    .Select(policy => new JsonObject { ["PolicyDocument"] = _stack.Resolve(policy!["PolicyDocument"]) }),
            ]),
        };
    }

    private JsonObject Group(string id)
    {
        var group = _stack.Template.OfType("AWS::EC2::SecurityGroup").Single(one => IdOf(one.LogicalId) == id);
        JsonArray Permissions(string kind) => new([
            .. (group[$"SecurityGroup{kind}"]?.AsArray() ?? []).Select(rule => Permission(rule!)),
            .. _stack.Template.OfType($"AWS::EC2::SecurityGroup{kind}")
                .Where(rule => _stack.Template.Target(rule["GroupId"])!.LogicalId == group.LogicalId)
                .Select(rule => Permission(rule.Properties)),
        ]);
        return new()
        {
            ["GroupId"] = id,
            ["VpcId"] = group.String("VpcId"),
            ["IpPermissions"] = Permissions("Ingress"),
            ["IpPermissionsEgress"] = Permissions("Egress"),
        };
    }

    private JsonObject Permission(JsonNode rule)
    {
        var group = rule["SourceSecurityGroupId"] ?? rule["DestinationSecurityGroupId"];
        var permission = new JsonObject
        {
            ["IpProtocol"] = rule["IpProtocol"]!.DeepClone(),
            ["FromPort"] = rule["FromPort"]?.DeepClone(),
            ["ToPort"] = rule["ToPort"]?.DeepClone(),
        };
        if (group is not null)
            permission["UserIdGroupPairs"] = new JsonArray(new JsonObject { ["GroupId"] = IdOf(_stack.Template.Target(group)!.LogicalId) });
        else
            permission["IpRanges"] = new JsonArray(new JsonObject { ["CidrIp"] = rule["CidrIp"]!.DeepClone() });
        return permission;
    }
}
