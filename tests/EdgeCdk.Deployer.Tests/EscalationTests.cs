namespace EdgeCdk.Deployer.Tests;

/// <summary>The policies allow no more than necessary.</summary>
[Collection(Simulation.Name)]
public sealed class EscalationTests(Decisions decisions)
{
    public static TheoryData<string> Cases => [.. Refused.All.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void One_cannot(string what) => Assert.EndsWith("Denied", decisions[Refused.All[what]], StringComparison.Ordinal);

    // Neither name nor tag says which edge these belong to; docs/security/deployer.md lists them. Of listeners the tag does, but tags can
    // be added to a listener that is being created.
    [Fact]
    public void Of_another_edge_in_the_same_VPC_only_this_can_be_changed()
    {
        var allowed = decisions.OfTheNeighbour.Where(call => call.Requests.Count > 0 && decisions.Allows(call));
        var changes = allowed.Select(call => call.Call.Action).Where(action => !IsRead(action));

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
            changes.Distinct().Order(StringComparer.Ordinal));
    }

    private static bool IsRead(string action) =>
        new[] { "Describe", "Get", "List" }.Any(verb => action.Split(':')[1].StartsWith(verb, StringComparison.Ordinal));
}
