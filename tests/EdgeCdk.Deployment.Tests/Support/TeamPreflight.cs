using System.Text.Json.Nodes;
using EdgeCdk.App.Split;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>What preflight finds in the parts that teams created, by the answers of the emulated AWS.</summary>
/// <param name="edge">The edge with what the teams passed on.</param>
/// <param name="templates">The templates of the teams for it.</param>
/// <param name="aws">The account.</param>
internal sealed class TeamPreflight(EdgeDefinition edge, IReadOnlyDictionary<Team, JsonObject> templates, AwsClient aws)
{
    private readonly NeededParts _needed = new(
        edge.Config, templates.ToDictionary(team => team.Key.ToString().ToLowerInvariant(), team => (JsonNode)team.Value));

    /// <summary>The findings, each as outcome and what it is about.</summary>
    public IReadOnlyList<string> Findings()
    {
        var target = new PreflightTarget(edge, new ClientAws(aws)) { Needed = () => _needed };
        IEnumerable<Finding> findings =
        [
            .. ExistingRoleChecks.Of(target).SelectMany(check => check.Find()),
            .. ExistingGroupChecks.Of(target).SelectMany(check => check.Find()),
            .. ExistingKeyChecks.Of(target).SelectMany(check => check.Find()),
            .. EndpointChecks.Of(edge.Config.Vpc).SelectMany(check => check.Find(target)),
            .. GatewayEndpointChecks.Find(target),
        ];
        return [.. findings.Select(finding => $"{finding.Outcome} {finding.About}: {finding.What}")];
    }

    /// <summary>The findings while a statement of a role is missing, and another role is assumed by another service.</summary>
    /// <param name="role">Name of the role that lacks a statement.</param>
    /// <param name="sid">The statement.</param>
    /// <param name="other">Name of the role with another trust policy.</param>
    public IReadOnlyList<string> Broken(string role, string sid, string other)
    {
        var named = new JsonObject { ["RoleName"] = role, ["PolicyName"] = "Rights" };
        var policy = AwsClient.Document(aws.Call("iam", "get_role_policy", named)["PolicyDocument"]);
        var trust = AwsClient.Document(aws.Call("iam", "get_role", "RoleName", other)["Role"]!["AssumeRolePolicyDocument"]);
        var rest = policy.DeepClone();
        rest["Statement"]!.AsArray().RemoveAll(statement => (string?)statement!["Sid"] == sid);
        var wrong = trust.DeepClone();
        wrong["Statement"]![0]!["Principal"] = new JsonObject { ["Service"] = "ec2.amazonaws.com" };
        Put(role, rest);
        Trust(other, wrong);
        var findings = Findings();
        Put(role, policy);
        Trust(other, trust);
        return findings;
    }

    private void Put(string role, JsonNode policy) => aws.Call("iam", "put_role_policy", new JsonObject
    {
        ["RoleName"] = role,
        ["PolicyName"] = "Rights",
        ["PolicyDocument"] = policy.ToJsonString(),
    });

    private void Trust(string role, JsonNode policy) => aws.Call("iam", "update_assume_role_policy", new JsonObject
    {
        ["RoleName"] = role,
        ["PolicyDocument"] = policy.ToJsonString(),
    });
}
