using EdgeCdk.Cli.Trial;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>The process of a trial may end at any call that changes something, whether AWS has still taken it or not.</summary>
public sealed class InterruptedTrialTests(InterruptedTrial trial) : IClassFixture<InterruptedTrial>
{
    [Fact]
    public void A_trial_leaves_nothing()
    {
        Assert.Equal(TrialSteps.All.Select(step => step.Name).Order(), trial.Complete.State.Steps.Keys.Order());
        Assert.Empty(trial.Complete.Things);
    }

    // Steps that change nothing in the account cannot be interrupted by a call.
    [Fact]
    public void Every_step_that_changes_something_is_interrupted()
    {
        var interrupted = trial.Ends.All.SelectMany(world => world.State.Steps)
            .Where(step => step.Value.Outcome is StepOutcome.Begun).Select(step => step.Key);

        Assert.True(trial.Complete.Changes.Count > 50, $"there were only {trial.Complete.Changes.Count} calls");
        Assert.Equal(["edge-file", "verify"], TrialSteps.All.Select(step => step.Name).Except(interrupted));
    }

    [Fact]
    public void A_clean_up_after_an_interruption_at_any_call_leaves_nothing() => AtEachCall(world =>
    {
        var result = world.Run("--clean-up");

        Assert.True(result.ExitCode == 0 && world.Things.Count == 0, $"{string.Join(", ", world.Things)}\n{result.Error}");
    });

    [Fact]
    public void A_second_run_after_an_interruption_at_any_call_goes_on_to_the_end() => AtEachCall(world =>
    {
        var before = world.State.Steps.Count(step => step.Value.Outcome is StepOutcome.Done);
        var result = world.Run();

        Assert.True(world.Things.Count == 0, $"{string.Join(", ", world.Things)}\n{result.Error}");
        Assert.Equal(TrialWorld.Deployed, world.Description);
        Assert.Equal(TrialSteps.All.Count, world.State.Steps.Count);
        Assert.InRange(world.State.Steps.Count(step => step.Value.Outcome is StepOutcome.Done), before, TrialSteps.All.Count);
    });

    [Fact]
    public void What_was_lost_with_the_directory_is_found_in_the_account() => AtEachCall(world =>
    {
        // Service-linked roles carry no tags, and cost nothing.
        world.LinkedRoles.Clear();
        Directory.Delete(world.Trial, recursive: true);
        var result = world.Run("--clean-up");

        Assert.True(result.ExitCode == 0 && world.Things.Count == 0, $"{string.Join(", ", world.Things)}\n{result.Error}");
    });

    [Fact]
    public void A_clean_up_that_is_interrupted_is_finished_by_the_next()
    {
        using var world = new TrialWorld();
        world.Run("--keep", "--skip", "destroy,leftovers");
        Assert.NotEmpty(world.Things);
        using var ends = WorldEnds.Of(world, "--clean-up");

        Assert.True(ends.All.Count > 5);
        Assert.All(InTurn(ends), end =>
        {
            Assert.Equal(0, end.Run("--clean-up").ExitCode);
            Assert.Empty(end.Things);
        });
    }

    private static IEnumerable<TrialWorld> InTurn(WorldEnds ends) => ends.All.Where((_, index) => Turn.Has(index, 4));

    private void AtEachCall(Action<TrialWorld> then) => Assert.All(InTurn(trial.Ends), end =>
    {
        using var world = end.Copy();
        then(world);
    });
}
