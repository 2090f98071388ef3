using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The policies are sufficient: all calls of a deployment are allowed.</summary>
[Collection(Simulation.Name)]
public sealed class StrengthTests(Decisions decisions)
{
    public static TheoryData<string> Cases => [.. Allowed.All.Keys];

    [Fact]
    public void CloudFormation_can_create_read_update_and_delete_every_resource_of_every_edge()
    {
        var requests = decisions.OfEveryEdge.SelectMany(call => call.Requests);
        var denied = requests.Where(request => decisions[request] != IamSimulator.Allowed).ToList();

        Assert.NotEmpty(decisions.OfEveryEdge);
        Assert.True(denied.Count == 0, string.Join('\n', denied.Select(request => $"{decisions[request]}: {request}").Distinct()));
    }

    // A call without requests would count as allowed.
    [Fact]
    public void Every_call_of_a_handler_is_asked_about_for_some_resource()
    {
        var byCall = decisions.OfEveryEdge.GroupBy(call => (call.Type, call.Call));

        Assert.Empty(byCall.Where(calls => calls.All(call => call.Requests.Count == 0)).Select(calls => calls.Key));
    }

    [Fact]
    public void What_is_not_ours_is_not_allowed()
    {
        var byCall = decisions.NotOurs.GroupBy(call => (call.Type, call.Call));
        var asked = byCall.Where(calls => calls.Any(call => call.Requests.Count > 0));

        Assert.Empty(asked.Where(calls => calls.All(decisions.Allows)).Select(calls => calls.Key));
    }

    [Theory, MemberData(nameof(Cases))]
    public void One_can(string what) => Assert.Equal("Allowed", decisions[Allowed.All[what]]);
}
