using EdgeCdk.Cli.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>How many free addresses an edge needs in each private subnet.</summary>
public sealed class AddressNeedTests
{
    [Theory]
    [InlineData("", false, 9, 12)]
    [InlineData("", true, 2, 5)]
    [InlineData("observability: { enabled: true }", false, 11, 14)]
    [InlineData("observability: { enabled: true }", true, 2, 5)]
    public void A_deployed_edge_has_most_of_its_addresses(string more, bool isDeployed, int toDeploy, int toWork)
    {
        var need = AddressNeed.Of(Targets.Of(new FakeAws(), text => $"{text}\n{more}\n").Definition, isDeployed);

        Assert.Equal((toDeploy, toWork), (need.ToDeploy, need.ToWork));
    }

    [Theory]
    [InlineData("", false, "mount target, 3 endpoints, 2 functions; 5 tasks at most during an update, over 2 subnets")]
    [InlineData("", true, "3 tasks during an update, over 2 subnets")]
    [InlineData(
        "observability: { enabled: true }", false,
        "mount target, 3 endpoints, 2 functions, load balancer; 7 tasks at most during an update, over 2 subnets")]
    public void What_needs_them_is_said(string more, bool isDeployed, string reason) =>
        Assert.Equal(reason, AddressNeed.Of(Targets.Of(new FakeAws(), text => $"{text}\n{more}\n").Definition, isDeployed).Reason);
}
