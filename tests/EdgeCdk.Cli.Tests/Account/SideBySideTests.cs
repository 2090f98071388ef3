using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account;

/// <summary>Calls that do not depend on each other do not wait for each other.</summary>
public sealed class SideBySideTests
{
    private const int Together = 3;

    [Fact]
    public void The_log_groups_of_an_edge_that_is_destroyed_are_looked_at_at_the_same_time()
    {
        var account = DeployedDemo.Account();
        var groups = DeployedStack.Find(account, new EdgePlace("demo", FakeAccount.Region))!.Resources
            .Where(resource => resource.Type == "AWS::Logs::LogGroup")
            .Select(resource => resource.PhysicalId)
            .Where(name => name.StartsWith("/ataccama/", StringComparison.Ordinal)).ToList();
        account.LogGroups.UnionWith(groups);
        using var session = new Session().Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        using var asked = new CountdownEvent(Together);

        var result = session.Run(new Meeting(account, asked), "destroy-plan", "demo");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.DoesNotContain("nobody else asked", result.Output, StringComparison.Ordinal);
        Assert.InRange(groups.Count, Together, 100);
        Assert.All(groups, group => Assert.Contains($"aws logs tail {group} ", result.Output, StringComparison.Ordinal));
    }

    // Answers for the first groups when all of them are asked about.
    private sealed class Meeting(IAws account, CountdownEvent asked) : IAws
    {
        private int _calls;

        public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
        {
            if (arguments[1] != "describe-log-streams")
                return account.Ask(region, arguments);
            if (Interlocked.Increment(ref _calls) <= Together)
                asked.Signal();
            return asked.Wait(TimeSpan.FromMinutes(5))
                ? new JsonObject { ["logStreams"] = new JsonArray(new JsonObject { ["logStreamName"] = "a" }) }
                : throw new AwsException("Timeout", "nobody else asked");
        }
    }
}
