using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The policies are strong enough: whatever a deployment calls is allowed.</summary>
[Collection(Simulation.Name)]
public sealed class StrengthTests(Decisions decisions)
{
    public static TheoryData<string> Cases => [.. Allowed.All.Keys];

    [Fact]
    public void CloudFormation_can_create_read_update_and_delete_every_resource_of_every_edge()
    {
        var refused = decisions.OfEveryEdge.SelectMany(call => call.Requests).Where(request => decisions[request] != IamSimulator.Allowed).ToList();

        Assert.NotEmpty(decisions.OfEveryEdge);
        Assert.True(refused.Count == 0, string.Join('\n', refused.Select(request => $"{decisions[request]}: {request}").Distinct()));
    }

    // Otherwise a call that is about nothing would count as allowed.
    [Fact]
    public void Every_call_of_a_handler_is_asked_about_for_some_resource() =>
        Assert.Empty(decisions.OfEveryEdge.GroupBy(call => (call.Type, call.Call)).Where(calls => calls.All(call => call.Requests.Count == 0)).Select(calls => calls.Key));

    [Fact]
    public void What_is_not_ours_is_not_allowed() =>
        Assert.Empty(decisions.NotOurs.GroupBy(call => (call.Type, call.Call)).Where(calls => calls.Any(call => call.Requests.Count > 0) && calls.All(decisions.Allows)).Select(calls => calls.Key));

    [Theory, MemberData(nameof(Cases))]
    public void One_can(string what) => Assert.Equal("Allowed", decisions[Allowed.All[what]]);
}
