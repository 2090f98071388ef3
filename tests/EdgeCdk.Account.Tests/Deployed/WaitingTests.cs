using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>
/// How long users wait for commands that ask AWS, when each answer takes as long as EDGE_ANSWER_MILLISECONDS says. It measures and
/// decides nothing: benchmarks/README.md has the figures.
/// </summary>
[Collection(nameof(DeployedEdge))]
public sealed class WaitingTests(DeployedEdge edge)
{
    private static int Milliseconds
    {
        get
        {
            var wanted = Environment.GetEnvironmentVariable("EDGE_ANSWER_MILLISECONDS");
            Assert.SkipUnless(int.TryParse(wanted, CultureInfo.InvariantCulture, out var number), "EDGE_ANSWER_MILLISECONDS=300 measures");
            return number;
        }
    }

    [Theory]
    [InlineData("preflight")]
    [InlineData("verify")]
    [InlineData("destroy-plan")]
    [InlineData("support")]
    public void The_longest_chain_of_calls_is_measured(string command)
    {
        var milliseconds = Milliseconds;
        var late = new Late(edge.Aws, milliseconds);
        edge.RunAgainst(edge.Aws, command, DeployedEdge.Name);
        var known = Seconds(() => edge.RunAgainst(edge.Aws, command, DeployedEdge.Name));

        var waited = Seconds(() => edge.RunAgainst(late, command, DeployedEdge.Name));

        var chain = (waited - known) * 1000 / milliseconds;
        Assert.True(late.Calls > 0);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{command}: {late.Calls} calls, {chain:F1} after each other, {waited:F1} s"));
    }

    [Theory]
    [InlineData("preflight")]
    [InlineData("verify")]
    [InlineData("destroy-plan")]
    [InlineData("support")]
    public void The_processes_of_the_AWS_CLI_are_part_of_it(string command)
    {
        var milliseconds = Milliseconds;
        var before = edge.Emulator.Environment.Keys.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        try
        {
            foreach (var (name, value) in edge.Emulator.Environment)
                Environment.SetEnvironmentVariable(name, value);
            var late = new Late(new AwsCli(), milliseconds);

            var waited = Seconds(() => edge.RunAgainst(late, command, DeployedEdge.Name));

            TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{command}: {late.Calls} processes of the AWS CLI, {waited:F1} s"));
        }
        finally
        {
            foreach (var (name, value) in before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    private sealed class Late(IAws aws, int milliseconds) : IAws
    {
        private int _calls;

        public int Calls => _calls;

        public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
        {
            Interlocked.Increment(ref _calls);
            Thread.Sleep(milliseconds);
            return aws.Ask(region, arguments);
        }
    }
}
