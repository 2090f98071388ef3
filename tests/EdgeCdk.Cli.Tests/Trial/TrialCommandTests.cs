using System.Text.Json.Nodes;
using EdgeCdk.Cli.Trial;
using EdgeCdk.Cli.Trial.Claims;

namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>What <c>edge trial</c> does before it makes anything, what it chooses, and what it says at the end.</summary>
public sealed class TrialCommandTests : IDisposable
{
    private readonly TrialWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_list_has_all_steps_and_claims_and_asks_AWS_nothing()
    {
        using var session = new Session();

        var list = session.Json("trial", "--list", "--json");

        Assert.Equal(TrialSteps.All.Select(step => step.Name), list["steps"]!.AsArray().Select(step => (string)step!["name"]!));
        Assert.Equal(ClaimRegister.All.Count, list["claims"]!.AsArray().Count);
        Assert.Contains("paid for: the NAT gateway", session.Run("trial", "--list", "--only", "network").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trial", "trial needs --account and --region")]
    [InlineData("trial --account 123456789012 --region eu-central-1", "nobody is there to answer; --yes begins the trial")]
    [InlineData("trial --list --only networks", "--only networks: there is no such step; did you mean network? The steps are network, ")]
    [InlineData("trial --list --only everything", "--only everything: there is no such step; the steps are network, ")]
    [InlineData("trial --list --keep --clean-up", "--keep and --clean-up exclude each other")]
    public void A_command_line_that_cannot_be_followed_is_refused(string line, string message)
    {
        using var session = new Session();

        var result = session.Run(line.Split(' '));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_of_another_account_make_nothing()
    {
        var result = _world.Run("--account", "111111111111");

        Assert.Contains("the credentials belong to account 123456789012", result.Error, StringComparison.Ordinal);
        Assert.Empty(_world.Things);
    }

    [Theory]
    [InlineData("Edge-trial"), InlineData("Prerequisites-trial"), InlineData("edge-trial-control-plane-trial")]
    public void A_stack_of_others_with_a_name_of_the_trial_is_not_touched(string name)
    {
        _world.Stacks[name] = new WorldStack(name, new Dictionary<string, string> { ["team"] = "others" }, _world);

        foreach (var option in (string[])["--keep", "--clean-up"])
        {
            var result = _world.Run(option);

            Assert.Equal(1, result.ExitCode);
            Assert.Contains($"the stack {name} in eu-central-1 is not of this trial", result.Error, StringComparison.Ordinal);
            Assert.Contains("choose another name with --edge", result.Error, StringComparison.Ordinal);
        }

        Assert.Equal([name], _world.Things);
    }

    [Fact]
    public void A_bootstrap_of_others_stays()
    {
        _world.Stacks["CDKToolkit"] = new WorldStack("CDKToolkit", new Dictionary<string, string>(), _world);

        _world.Run();

        Assert.Equal(["CDKToolkit", "cdk-assets"], _world.Things);
    }

    [Fact]
    public void Some_steps_are_done_alone_and_later_ones_say_what_they_lack()
    {
        var result = _world.Run("--only", "network,deploy", "--keep");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("deploy is left out: it needs preflight, which was not done", result.Error, StringComparison.Ordinal);
        Assert.Equal(["Prerequisites-trial"], _world.Stacks.Keys);
        Assert.Contains("something of the trial is left and paid for: the same command continues", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_step_begins_that_would_end_after_the_budget()
    {
        var result = _world.Run("--budget", "4m", "--keep");

        Assert.Contains(
            "network is left out: it takes about 5 minutes, more than is left of --budget", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Prerequisites-trial", _world.Stacks.Keys);
    }

    [Fact]
    public void A_trial_that_has_ended_is_not_begun_again()
    {
        _world.Run();

        Assert.Contains("Begin another one with --directory", _world.Run().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_belongs_to_one_trial()
    {
        _world.Run("--only", "network", "--keep");

        Assert.Contains("has a trial of the edge trial in eu-central-1", _world.Run("--edge", "other").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_answers_every_claim_and_leaves_accounts_out_when_asked()
    {
        _world.Run("--mask-accounts");
        var report = File.ReadAllText(Path.Combine(_world.Trial, "report.json"));
        var text = File.ReadAllText(Path.Combine(_world.Trial, "report.md"));

        Assert.Equal(
            ClaimRegister.All.Select(claim => claim.Id),
            JsonNode.Parse(report)!["claims"]!.AsArray().Select(claim => (string)claim!["claim"]!));
        Assert.All(ClaimRegister.All, claim => Assert.Contains($"| {claim.Text} |", text, StringComparison.Ordinal));
        Assert.DoesNotContain(TrialWorld.Account, report + text, StringComparison.Ordinal);
        Assert.Contains("Answered by: AWS.", text, StringComparison.Ordinal);
    }
}
