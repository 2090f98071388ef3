namespace EdgeCdk.Deployer.Tests;

/// <summary>The policies are strong enough: whatever a deployment calls is allowed.</summary>
[Collection(Simulation.Name)]
public sealed class StrengthTests(Decisions decisions)
{
    public static TheoryData<string> Cases => [.. Allowed.All.Keys];

    [Fact]
    public void CloudFormation_can_create_read_update_and_delete_every_resource_of_every_edge()
    {
        var refused = decisions.OfEveryEdge.Where(request => decisions[request] != "Allowed").ToList();

        Assert.NotEmpty(decisions.OfEveryEdge);
        Assert.True(refused.Count == 0, string.Join('\n', refused.Select(request => $"{decisions[request]}: {request}")));
    }

    [Theory, MemberData(nameof(Cases))]
    public void One_can(string what) => Assert.Equal("Allowed", decisions[Allowed.All[what]]);
}
