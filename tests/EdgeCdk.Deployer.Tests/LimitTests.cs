using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What AWS accepts of policies and templates, with the longest names there can be.</summary>
public sealed class LimitTests(SynthesizedEdges edges)
{
    private static readonly StackPlace Longest = new(EdgeFiles.Longest, "us-gov-northwest-1", "123456789011");

    private readonly JsonObject _template = Deployer.Template(edges);

    [Fact]
    public void No_policy_is_longer_than_IAM_allows()
    {
        var boundary = $"arn:aws-us-gov:iam::123456789011:policy/{new string('b', 128)}";
        var granted = new Granted(DeployerTemplate.Documents(_template), Longest, AcmeRequests.VpcId, ("PermissionsBoundaryArn", boundary));

        Assert.All(granted.Policies.Values, document => Assert.InRange(document.ToJsonString().Length, 1, 6144));
    }

    [Fact]
    public void Nor_is_any_where_other_teams_create_parts()
    {
        string boundary = $"arn:aws-us-gov:iam::123456789011:policy/{new string('b', 128)}", path = $"/{new string('p', 126)}/";
        var key = $"arn:aws-us-gov:kms:us-gov-northwest-1:123456789011:key/{Guid.Empty}";
        Granted[] granted =
        [
            new(
                DeployerTemplate.Documents(_template), Longest, AcmeRequests.VpcId, ("PermissionsBoundaryArn", boundary),
                ("ExistingRoleArns", new string('r', 3000)), ("GeneralKeyArn", key)),
            new(
                DeployerTemplate.Documents(Deployer.TemplateOfTeams(edges)), Longest, AcmeRequests.VpcId,
                ("PermissionsBoundaryArn", boundary), ("RolePath", path), ("TemplateBucket", new string('b', 63))),
        ];

        Assert.All(
            granted.SelectMany(one => one.Policies), policy => Assert.InRange(policy.Value.ToJsonString().Length, 1, 6144));
    }

    [Fact]
    public void A_role_can_take_all_policies() =>
        Assert.InRange(_template["Resources"]!["ServiceRole"]!["Properties"]!["ManagedPolicyArns"]!.AsArray().Count, 1, 10);

    [Fact]
    public void The_template_can_be_deployed_without_a_bucket() =>
        Assert.InRange(DeployerTemplate.Render(_template).Length, 1, 51_200);

    [Fact]
    public void No_action_is_a_wildcard()
    {
        var statements = Resource.Walk(_template).OfType<JsonObject>().Where(node => node["Action"] is JsonArray);
        var actions = statements.SelectMany(statement => statement["Action"]!.AsArray()).Select(action => (string)action!).ToList();

        Assert.NotEmpty(actions);
        Assert.DoesNotContain(actions, action => action.Contains('*'));
    }
}
