using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>In the middle of a deployment or a deletion, a part of the stack is not there, and nobody deleted it.</summary>
public sealed class HalfCreatedTests
{
    public static TheoryData<string, int> States
    {
        get
        {
            var states = new TheoryData<string, int>();
            foreach (var state in StackState.All.Where(state => state is { IsHealthy: false, HoldsResources: true }))
            {
                foreach (var created in (int[])[0, 1, 40, 100])
                    states.Add(state.Status, created);
            }

            return states;
        }
    }

    [Theory, MemberData(nameof(States))]
    public void What_is_not_there_yet_is_neither_deleted_by_hand_nor_asked_for(string status, int created)
    {
        using var session = new Session().Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        var account = DeployedDemo.Account();
        var listed = account.Answers["cloudformation list-stack-resources"]["StackResourceSummaries"]!.AsArray();
        var all = listed.Count;
        // A half of the others failed to be created, or was deleted before.
        foreach (var (resource, index) in listed.Skip(created).Select((resource, index) => (resource!, index)).ToList())
        {
            if (index % 2 == 0)
                listed.Remove(resource);
            else if (index % 4 == 1)
                (resource["PhysicalResourceId"], resource["ResourceStatus"]) = ("", "CREATE_FAILED");
            else
                resource["ResourceStatus"] = "DELETE_COMPLETE";
        }

        account.Answers["cloudformation describe-stacks"] = new()
        {
            ["Stacks"] = new JsonArray(new JsonObject
            {
                ["StackName"] = "Edge-demo",
                ["StackId"] = "arn:stack",
                ["StackStatus"] = status,
                ["Outputs"] = new JsonArray(FakeAccount.Pair("Output", "EdgeName", "demo")),
            }),
        };
        var aws = new WatchedAws(account);

        var output = session.Run(aws, "verify", "demo").Output;

        Assert.Contains($"; {created} of its {all} resources are there", output, StringComparison.Ordinal);
        Assert.DoesNotContain("none is deployed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("by hand", output, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody", output, StringComparison.Ordinal);
        Assert.DoesNotContain("a bug of", output, StringComparison.Ordinal);
        // Neither an empty argument nor one that is missing.
        Assert.All(aws.Calls, call => Assert.DoesNotMatch("  | $", call));
    }
}
