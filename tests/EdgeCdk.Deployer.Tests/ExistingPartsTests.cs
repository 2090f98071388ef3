using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// Who deploys an edge whose roles, groups, endpoints and keys other teams create has what the deployment calls, and nothing of the teams'.
/// </summary>
[Collection(Simulation.Name)]
public sealed class ExistingPartsTests(Decisions decisions)
{
    [Fact]
    public void The_deployment_and_each_team_can_create_read_update_and_delete_what_is_theirs()
    {
        var calls = decisions.WithExistingParts
            // Where roles exist, their service-linked ones do.
            .SelectMany(edge => edge.OfWhoDeploys.Where(call => call.Call.Action != "iam:CreateServiceLinkedRole").Concat(edge.OfTeams))
            .ToList();
        var denied = calls.SelectMany(call => call.Requests).Where(request => decisions[request] != IamSimulator.Allowed).ToList();

        Assert.NotEmpty(calls);
        Assert.True(denied.Count == 0, string.Join('\n', denied.Select(request => $"{request.Identity[0]}: {request}").Distinct()));
    }

    [Fact]
    public void Whoever_deploys_changes_nothing_that_a_team_creates()
    {
        var calls = decisions.WithExistingParts.SelectMany(edge => edge.OfTeamsByWhoDeploys)
            .Where(call => call.Requests.Count > 0).ToList();

        Assert.True(calls.Count > 100, $"{calls.Count} calls");
        Assert.Equal(
            ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "iam:GetRole", "kms:DescribeKey"],
            calls.Where(decisions.Allows).Select(call => call.Call.Action).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_IAM_it_may_pass_and_look_at_exactly_the_roles_of_the_edge() => Assert.All(decisions.WithExistingParts, edge =>
    {
        var statements = Allowing(edge, "iam:").ToList();

        Assert.Equal(["iam:GetRole", "iam:PassRole"], Actions(statements).Order(StringComparer.Ordinal));
        Assert.All(statements, statement => Assert.Equal(
            edge.Stack.Template.OfType("AWS::IAM::Role").Select(edge.Stack.Arn).Order(StringComparer.Ordinal),
            Texts(statement["Resource"]).Order(StringComparer.Ordinal)));
    });

    [Fact]
    public void In_the_network_it_creates_nothing_but_the_interfaces_of_mount_targets() => Assert.All(
        decisions.WithExistingParts, edge => Assert.Equal(
            ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute"],
            Actions(Allowing(edge, "ec2:", "route53:")).Where(action => !action.Contains(":Describe", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)));

    [Fact]
    public void Of_the_keys_it_may_use_the_general_one_alone() => Assert.All(decisions.WithExistingParts, edge =>
    {
        var statements = Allowing(edge, "kms:").ToList();

        Assert.Equal(
            ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey",
                "kms:GenerateDataKeyWithoutPlaintext"],
            Actions(statements).Order(StringComparer.Ordinal));
        Assert.Equal(
            [edge.Stack.Arn(edge.Stack.Template.At("GeneralKey/Key"))],
            statements.SelectMany(statement => Texts(statement["Resource"])).Distinct());
    });

    [Fact]
    public void What_is_refused_to_whoever_deploys_an_edge_that_creates_everything_is_refused_here_too() => Assert.All(
        Refused.All.Values.Where(request => request.Identity.Contains(PolicyIds.CloudFormation)),
        request => Assert.EndsWith("Denied", decisions[Decisions.WithoutParts(request)], StringComparison.Ordinal));

    // Each part is independent of the others.
    [Theory]
    [InlineData("ExistingRoleArns", "arn:aws:iam::123456789011:role/acme-job-dqc", "iam:CreateRole")]
    [InlineData("SecurityGroups", "existing", "ec2:CreateSecurityGroup")]
    [InlineData("Endpoints", "existing", "ec2:CreateVpcEndpoint")]
    public void One_part_alone_can_be_left_to_another_team(string parameter, string value, string action)
    {
        string[] creating = ["iam:CreateRole", "ec2:CreateSecurityGroup", "ec2:CreateVpcEndpoint", "kms:CreateKey"];
        var granted = new Granted(decisions.DeployerDocuments, AcmeRequests.Acme, AcmeRequests.VpcId, (parameter, value));

        Assert.Equal(creating.Where(one => one != action), creating.Intersect(Actions(Statements(granted.OfCloudFormation))));
    }

    [Fact]
    public void A_stack_that_creates_one_of_the_keys_creates_keys()
    {
        var granted = new Granted(
            decisions.DeployerDocuments, AcmeRequests.Acme, AcmeRequests.VpcId, ("GeneralKeyArn", ExistingResources.GeneralKeyArn));
        var statements = Statements(granted.OfCloudFormation).ToList();

        Assert.Contains("kms:CreateKey", Actions(statements));
        Assert.Equal(
            [ExistingResources.GeneralKeyArn],
            statements.Where(statement => Actions([statement]).Contains("kms:CreateGrant")).SelectMany(one => Texts(one["Resource"])));
    }

    private static IEnumerable<JsonNode> Allowing(ExistingParts edge, params string[] services) =>
        Statements(edge.Granted.OfCloudFormation).Where(statement => (string?)statement["Effect"] == "Allow"
            && Texts(statement["Action"]).Any(action => services.Any(service => action.StartsWith(service, StringComparison.Ordinal))));

    private static IEnumerable<JsonNode> Statements(JsonObject document) => document["Statement"]!.AsArray().OfType<JsonNode>();

    private static IEnumerable<string> Actions(IEnumerable<JsonNode> statements) =>
        statements.SelectMany(statement => Texts(statement["Action"])).Distinct();

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node is JsonArray list ? list.Select(text => (string)text!) : [(string)node!];
}
