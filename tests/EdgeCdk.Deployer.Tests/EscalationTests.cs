namespace EdgeCdk.Deployer.Tests;

/// <summary>The policies are no stronger than they must be.</summary>
[Collection(Simulation.Name)]
public sealed class EscalationTests(Decisions decisions)
{
    public static TheoryData<string> Cases => [.. Refused.All.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void One_cannot(string what) => Assert.EndsWith("Denied", decisions[Refused.All[what]], StringComparison.Ordinal);

    // Nothing of these can be told apart by name or tag; docs/security/deployer.md says so. Listeners with a tag are, others are not; tags can be added to
    // those that are being made.
    [Fact]
    public void Of_another_edge_in_the_same_VPC_only_this_can_be_changed()
    {
        string[] looking = ["Describe", "Get", "List"];
        var allowed = decisions.OfTheNeighbour
            .Where(call => call.Requests.Count > 0 && decisions.Allows(call))
            .Select(call => call.Call.Action)
            .Where(action => !looking.Any(verb => action.Split(':')[1].StartsWith(verb, StringComparison.Ordinal)));

        Assert.Equal(
            [
                "cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard", "cloudwatch:TagResource", "cloudwatch:UntagResource",
                "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute",
                "ecs:DeregisterTaskDefinition",
                "elasticloadbalancing:AddTags",
                "iam:CreateServiceLinkedRole",
                "kms:EnableKeyRotation",
                "route53:AssociateVPCWithHostedZone",
            ],
            allowed.Distinct().Order(StringComparer.Ordinal));
    }
}
