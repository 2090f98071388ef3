using EdgeCdk.Cli.Trial;
using EdgeCdk.Cli.Trial.Claims;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>A trial in a network of the user makes no network, and touches nothing of it.</summary>
public sealed class OwnNetworkTests : IDisposable
{
    private const string Network = """
        account: { accountId: "123456789012", region: eu-central-1 }
        vpc:
          vpcId: vpc-0f1924823027c00c7
          privateSubnetIds: [subnet-0fa6e2c437dd0e5fd, subnet-0156acffabb5aa872]
          publicSubnetIds: []
          cidrBlocks: [10.0.0.0/16]
          privateRouteTableIds: [rtb-0aa11bb22cc33dd44]
        s3: { bucketName: results-of-the-team, iamRoleArn: "arn:aws:iam::123456789012:role/results", region: eu-central-1 }
        """;

    private static readonly string[] OfTheNetwork =
    [
        "cloudformation create-stack Prerequisites-trial", "cloudformation delete-stack Prerequisites-trial",
        "s3api delete-objects results", "s3api delete-bucket results", "kms schedule-key-deletion key-of-results",
    ];

    private readonly TrialWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Every_step_does_what_it_does_in_a_network_of_the_trial_but_for_the_network()
    {
        using var other = new TrialWorld();
        other.Run();
        Assert.All(OfTheNetwork, call => Assert.Contains(call, other.Changes));
        _world.Stacks["network-of-the-team"] = new WorldStack("network-of-the-team", new Dictionary<string, string>(), _world);

        _world.Run("--onboarding", _world.Write("own.yaml", Network));

        Assert.Equal(TrialSteps.All.Select(step => step.Name).Order(), _world.State.Steps.Keys.Order());
        Assert.Equal(
            other.State.Steps.Select(step => $"{step.Key} {step.Value.Outcome}").Order(),
            _world.State.Steps.Select(step => $"{step.Key} {step.Value.Outcome}").Order());
        Assert.Equal(other.Changes.Except(OfTheNetwork), _world.Changes.Distinct());
        Assert.Equal(["network-of-the-team"], _world.Things);
    }

    [Fact]
    public void The_edge_file_is_made_from_the_file_of_the_user_and_nothing_else_is_asked_of_the_network()
    {
        _world.Run("--onboarding", _world.Write("own.yaml", Network), "--keep", "--only", "network,control-plane,edge-file");

        Assert.DoesNotContain(_world.Commands, command => command.StartsWith("prerequisites", StringComparison.Ordinal));
        var init = Assert.Single(_world.Commands, command => command.StartsWith("init", StringComparison.Ordinal));
        Assert.DoesNotContain("--set", init, StringComparison.Ordinal);
        Assert.StartsWith(Network, File.ReadAllText(Path.Combine(_world.Trial, "from.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_about_a_network_of_the_trial_are_not_answered()
    {
        _world.Run("--onboarding", _world.Write("own.yaml", Network));

        Assert.Equal(
            ["network-deleted", "network-discovered", "network-flow-logs", "network-onboarding", "network-time"],
            _world.State.Answers.Values.Where(answer => answer.Evidence == "the network is the user's own")
                .Select(answer => answer.Claim).Order());
        Assert.All(
            _world.State.Answers.Values.Where(answer => answer.Claim.StartsWith("network-", StringComparison.Ordinal)),
            answer => Assert.Equal(Verdict.NotTried, answer.Verdict));
    }

    [Fact]
    public void The_plan_says_that_no_network_is_made_and_paid_for()
    {
        var result = _world.Run("--onboarding", _world.Write("own.yaml", Network), "--only", "network", "--keep");

        Assert.Contains("makes: nothing: reads the file of --onboarding", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NAT", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clean_up_after_an_interruption_at_any_call_of_the_first_steps_leaves_the_network()
    {
        _world.Stacks["network-of-the-team"] = new WorldStack("network-of-the-team", new Dictionary<string, string>(), _world);
        using var ends = WorldEnds.Of(
            _world, "--onboarding", _world.Write("own.yaml", Network), "--only", "network,control-plane,probes", "--keep");

        Assert.True(ends.All.Count > 5, $"there were only {ends.All.Count} ends");
        foreach (var (index, end) in ends.All.Index())
        {
            // What is lost with the directory is lost with the path of the file, too.
            if (index % 2 == 0)
                Directory.Delete(end.Trial, recursive: true);
            Assert.Equal(0, end.Run("--clean-up").ExitCode);
            Assert.Equal(["network-of-the-team"], end.Things);
        }
    }

    [Theory]
    [InlineData("accountId: \"123456789012\"", "accountId: \"210987654321\"",
        "account.accountId is \"210987654321\"; use 123456789012, which --account names")]
    [InlineData("region: eu-central-1 }\nvpc", "region: eu-west-1 }\nvpc", "account.region is \"eu-west-1\"; use eu-central-1, which ")]
    [InlineData("  vpcId: vpc-0f1924823027c00c7\n", "", "vpc.vpcId is missing")]
    [InlineData("s3:", "edge: { name: other }\ns3:", "edge.name is a key that the trial sets itself; use the blocks account, vpc, s3 ")]
    [InlineData("vpcId: vpc-0f1924823027c00c7", "vpcId: network", "own.yaml:3:10: vpc.vpcId is \"network\"")]
    [InlineData("vpcId:", "vpcID:", "did you mean vpcId?")]
    [InlineData("s3:", "s3", "own.yaml:8")]
    public void A_file_that_is_not_of_such_a_network_is_refused_before_anything_is_made(string text, string other, string message)
    {
        var result = _world.Run("--onboarding", _world.Write("own.yaml", Network.Replace(text, other, StringComparison.Ordinal)));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Output + result.Error, StringComparison.Ordinal);
        Assert.Empty(_world.Changes);
        Assert.False(File.Exists(Path.Combine(_world.Trial, "state.json")));
    }

    [Fact]
    public void A_trial_that_is_continued_stays_in_the_network_it_began_in()
    {
        var own = _world.Write("own.yaml", Network);
        _world.Run("--onboarding", own, "--only", "network", "--keep");

        Assert.Contains("with --onboarding", _world.Run("--onboarding", _world.Write("b.yaml", Network)).Error, StringComparison.Ordinal);
        _world.Run();

        Assert.DoesNotContain(OfTheNetwork, call => _world.Changes.Contains(call));
        Assert.All(_world.State.Steps.Values, step => Assert.NotEqual(StepOutcome.Begun, step.Outcome));
    }
}
