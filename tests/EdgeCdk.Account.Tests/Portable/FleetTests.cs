using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Portable;

/// <summary>Many edges with stack sets, by StackSets' own roles: exported, deployed by the script, upgraded, deleted.</summary>
[Collection(typeof(GroundCollection))]
public sealed class FleetTests(Ground ground, EmulatedAccount account) : InTurn(0)
{
    private const string Administrator = "222233334444";

    [Fact]
    public void The_script_deploys_two_edges_of_one_account_and_region_and_upgrades_them_and_both_can_be_deleted()
    {
        StackSetRoles.Make(ground, account.Api, Administrator, "north", "south");
        Export("16.6.4");
        var first = Deploy();
        Assert.Equal(["north: create", "south: create"], Edges(first));
        var before = Ids();
        Assert.All(before.Values, stack => Assert.Equal("16.6.4", Release(stack)));

        // Named, so only its own values are given again; the new template is for both.
        Export("16.6.5");
        var second = Deploy("south");
        Assert.Equal(["south: update"], Edges(second));
        Assert.Equal(before, Ids());
        Assert.All(before.Values, stack => Assert.Equal("16.6.5", Release(stack)));

        Assert.All((string[])["edges-1", "edges-2"], set => Assert.Equal("SUCCEEDED", Delete(set)));
        var principals = account.Emulator.Decided().Principals;
        Assert.True(principals[StackSetRoles.Administration] > 0);
        Assert.InRange(principals[StackSetRoles.Execution], 1000, int.MaxValue);
        Assert.Empty(account.Emulator.Crashes);
    }

    // In the account of the administrator there is no VPC of an edge.
    [Fact]
    public void The_template_of_one_account_would_be_refused_in_that_of_the_administrator()
    {
        Export("16.6.4");
        File.Copy(
            ground.PathOf("made/edge-16.6.4.template.json"),
            ground.PathOf("fleet/templates/edge-stack-set-16.6.4.template.json"),
            overwrite: true);

        var result = Run();

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("for parameter name VpcId does not exist", result.Error, StringComparison.Ordinal);
    }

    private void Export(string release)
    {
        ground.WriteEdge("fleet-edges", "north", Places.Region, release);
        ground.WriteEdge("fleet-edges", "south", Places.Region, release);
        var exported = ground.Edge("fleet", "export", "--edges", "fleet-edges");
        Assert.True(exported.ExitCode == 0, exported.Output + exported.Error);
        Assert.Contains("2 edges in 2 stack sets", exported.Output, StringComparison.Ordinal);
    }

    // Who administers stack sets is in another account: nothing of the edges is there.
    private string Deploy(params string[] names)
    {
        var result = Run(names);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output;
    }

    private CommandResult Run(params string[] names)
    {
        var role = Ask(
            "sts", "assume-role",
            "--role-arn", $"arn:aws:iam::{Administrator}:role/administrator",
            "--role-session-name", "test")["Credentials"]!;
        var environment = new Dictionary<string, string?>(ground.Environment)
        {
            ["AWS_ACCESS_KEY_ID"] = (string)role["AccessKeyId"]!,
            ["AWS_SECRET_ACCESS_KEY"] = (string)role["SecretAccessKey"]!,
            ["AWS_SESSION_TOKEN"] = (string)role["SessionToken"]!,
        };
        return ChildProcess.Run(ground.PathOf("fleet/deploy.sh"), names, ground.PathOf("."), environment);
    }

    private static IEnumerable<string> Edges(string output) =>
        output.Split('\n').Where(line => line.StartsWith("edge ", StringComparison.Ordinal)).Select(line => line[5..]);

    private Dictionary<string, string> Ids() => new() { ["north"] = Instance("edges-1"), ["south"] = Instance("edges-2") };

    private string Instance(string set)
    {
        var found = Ask(
            "cloudformation", "describe-stack-instance",
            "--stack-set-name", set,
            "--stack-instance-account", Places.Account,
            "--stack-instance-region", Places.Region)["StackInstance"]!;
        Assert.True((string?)found["Status"] == "CURRENT", found.ToJsonString());
        return (string)found["StackId"]!;
    }

    private string Delete(string set)
    {
        Ask(
            "cloudformation", "delete-stack-instances",
            "--stack-set-name", set,
            "--accounts", Places.Account,
            "--regions", Places.Region,
            "--no-retain-stacks");
        var operations = Ask("cloudformation", "list-stack-set-operations", "--stack-set-name", set)["Summaries"]!.AsArray();
        return (string)operations.Last()!["Status"]!;
    }

    private string Release(string stack)
    {
        var outputs = Ask("cloudformation", "describe-stacks", "--stack-name", stack)["Stacks"]![0]!["Outputs"]!.AsArray();
        return (string)outputs.Single(output => (string?)output!["OutputKey"] == "Release")!["OutputValue"]!;
    }

    private JsonObject Ask(params string[] arguments) => ground.Ask(Places.Region, arguments);
}
