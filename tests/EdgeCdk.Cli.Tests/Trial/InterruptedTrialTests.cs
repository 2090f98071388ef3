using EdgeCdk.Cli.Trial;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>The process of a trial may end at any call that changes something, whether AWS has still taken it or not.</summary>
public sealed class InterruptedTrialTests
{
    public static TheoryData<bool> BeforeAndAfterTheCall => [false, true];

    [Fact]
    public void A_trial_leaves_nothing()
    {
        using var world = new TrialWorld();

        world.Run();

        Assert.Equal(TrialSteps.All.Select(step => step.Name).Order(), world.State.Steps.Keys.Order());
        Assert.Empty(world.Things);
    }

    [Theory, MemberData(nameof(BeforeAndAfterTheCall))]
    public void A_clean_up_after_an_interruption_at_any_call_leaves_nothing(bool endsAfterCall)
    {
        var interrupted = new HashSet<string>();
        var calls = AtEachCall(endsAfterCall, world =>
        {
            interrupted.UnionWith(Begun(world));
            var result = world.Run("--clean-up");

            Assert.True(result.ExitCode == 0 && world.Things.Count == 0, $"{string.Join(", ", world.Things)}\n{result.Error}");
        });

        Assert.True(calls > 50, $"there were only {calls} calls");
        // Steps that change nothing in the account cannot be interrupted by a call.
        Assert.Equal(["edge-file", "verify"], TrialSteps.All.Select(step => step.Name).Except(interrupted));
    }

    [Theory, MemberData(nameof(BeforeAndAfterTheCall))]
    public void A_second_run_after_an_interruption_at_any_call_goes_on_to_the_end(bool endsAfterCall) => AtEachCall(endsAfterCall, world =>
    {
        var before = world.State.Steps.Count(step => step.Value.Outcome is StepOutcome.Done);
        var result = world.Run();

        Assert.True(world.Things.Count == 0, $"{string.Join(", ", world.Things)}\n{result.Error}");
        Assert.Equal(TrialSteps.All.Count, world.State.Steps.Count);
        Assert.InRange(world.State.Steps.Count(step => step.Value.Outcome is StepOutcome.Done), before, TrialSteps.All.Count);
    });

    [Theory, MemberData(nameof(BeforeAndAfterTheCall))]
    public void What_was_lost_with_the_directory_is_found_in_the_account(bool endsAfterCall) => AtEachCall(endsAfterCall, world =>
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
        for (var call = 1; ; call++)
        {
            using var world = new TrialWorld();
            world.Run("--keep", "--skip", "destroy,leftovers");
            Assert.NotEmpty(world.Things);
            world.EndNow(call);
            if (Record.Exception(() => world.Run("--clean-up")) is null)
            {
                Assert.True(call > 5);
                return;
            }

            world.EndsAt = null;

            Assert.Equal(0, world.Run("--clean-up").ExitCode);
            Assert.Empty(world.Things);
        }
    }

    private static int AtEachCall(bool endsAfterCall, Action<TrialWorld> then)
    {
        for (var call = 1; ; call++)
        {
            using var world = new TrialWorld { EndsAt = call, EndsAfterCall = endsAfterCall };
            if (Record.Exception(() => world.Run()) is not { } end)
                return call - 1;
            Assert.IsType<Interrupted>(end);
            world.EndsAt = null;
            then(world);
        }
    }

    private static IEnumerable<string> Begun(TrialWorld world) =>
        world.State.Steps.Where(step => step.Value.Outcome is StepOutcome.Begun).Select(step => step.Key);
}
