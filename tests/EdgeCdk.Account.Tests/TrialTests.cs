using System.Text.Json.Nodes;
using EdgeCdk.Cli.Trial;
using EdgeCdk.Cli.Trial.Claims;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>A trial from beginning to end, in an account that nobody has used.</summary>
public sealed class TrialTests(TrialTests.Once once) : InTurn(1), IClassFixture<TrialTests.Once>
{
    /// <summary>The trial for all tests, made when the first of them asks.</summary>
    public sealed class Once : IDisposable
    {
        private readonly Lazy<TrialStory> _story = new();

        internal TrialStory Story => _story.Value;

        public void Dispose()
        {
            if (_story.IsValueCreated)
                _story.Value.Dispose();
        }
    }

    // Names are not resolved there.
    private static readonly string[] NotOfTheEmulator = ["endpoint-names-private"];

    private TrialStory Story => once.Story;

    [Fact]
    public void Every_step_succeeds()
    {
        var steps = Story.Report["steps"]!.AsArray();

        Assert.True(Story.Results[^1].ExitCode == 0, $"{Story.Results[^1].Output}\n{Story.Results[^1].Error}");
        Assert.Equal(TrialSteps.All.Select(step => step.Name), steps.Select(step => (string)step!["name"]!));
        Assert.All(steps, step => Assert.Equal("done", (string)step!["outcome"]!));
    }

    // What was done is not done again: each run begins with the step in which the one before ended.
    [Fact]
    public void A_trial_that_ends_in_the_middle_of_a_step_continues_with_that_step()
    {
        var steps = TrialSteps.All.Select(step => step.Name).ToList();
        string[] first = ["network", "probes", "cleanup", "upgrade", "leftovers"];

        Assert.Equal(TrialStory.LastCalls.Length + 1, Story.Results.Count);
        Assert.All(
            Story.Results.Zip(first),
            run => Assert.Contains(
                $"step {steps.IndexOf(run.Second) + 1} of {steps.Count}, {run.Second}:",
                run.First.Error.Split('\n').First(line => line.StartsWith("edge: step ", StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_claim_that_a_step_settles_is_answered() => Assert.Equal(
        NotOfTheEmulator,
        ClaimRegister.All.Where(claim => claim.Step != Claim.ByHand && Verdicts(Story.Report)[claim.Id] == "notTried")
            .Select(claim => claim.Id));

    // What the emulated AWS answers is no answer of AWS; docs/trial.md says so of each.
    [Fact]
    public void The_report_of_the_emulated_AWS_is_in_the_repository()
    {
        if (Snapshot.IsUpdating)
        {
            foreach (var extension in (string[])["json", "md"])
                File.Copy(Story.PathOf($"report.{extension}"), Repository.Path("docs", "trials", $"emulated.{extension}"), overwrite: true);
        }

        var kept = JsonNode.Parse(File.ReadAllText(Repository.Path("docs", "trials", "emulated.json")))!;

        Assert.NotEqual(TrialReport.Aws, (string)kept["answeredBy"]!);
        Assert.Equal(Verdicts(Story.Report), Verdicts(kept));
    }

    [Fact]
    public void Nothing_is_left_but_keys_that_wait_for_their_deletion() =>
        Assert.All(Story.Left, thing => Assert.StartsWith("key pending deletion", thing, StringComparison.Ordinal));

    [Fact]
    public void The_weather_was_rough()
    {
        var happened = Story.Happened;

        Assert.All(
            (string[])["addedContainer", "failedStarts", "throttleEvery", "insightsLogGroups", "lateLogLines"],
            name => Assert.True(happened.GetValueOrDefault(name) > 0, name));
    }

    [Fact]
    public void No_call_crashed_the_emulator() => Assert.Empty(Story.Crashes);

    private static Dictionary<string, string> Verdicts(JsonNode report) => report["claims"]!.AsArray()
        .ToDictionary(claim => (string)claim!["claim"]!, claim => (string)claim!["verdict"]!);
}
