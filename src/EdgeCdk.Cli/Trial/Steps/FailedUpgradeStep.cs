using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Cli.Trial.StandIns;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>An upgrade to a release whose Connectors Rollout fails.</summary>
internal static class FailedUpgradeStep
{
    private const int ExpectedMinutes = 20;

    public static TrialStep Step { get; } = new(
        "failed-upgrade", "an upgrade to release 1.0.2, which fails and is rolled back", 15, "what runs already")
    {
        Needs = ["upgrade"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        var edge = new TrialEdge(run);
        var functions = Functions(edge);
        var before = functions.Select(edge.Versions).ToList();
        if (edge.Release == StandInRelease.Second.Version)
            run.EdgeSucceeds("upgrade", run.Name, "--to", StandInRelease.Failing.Version, "--deployed", "account", "--yes");
        var trouble = edge.Deploy();
        run.EdgeSucceeds("upgrade", run.Name, "--back", "--yes");
        var stack = edge.Stack.Settled() ?? throw new CommandException("the stack of the edge is gone");
        var (state, release) = (StackState.Of(stack), stack.Entry("Output", "Release"));
        run.Answer(
            "failed-upgrade-rolls-back",
            trouble is not null && state.Phase is StackPhase.RolledBack && release == StandInRelease.Second.Version,
            $"{state.Status}, release {release}");
        if (state.Phase is not StackPhase.RolledBack)
            throw new CommandException($"the stack is in {state.Status} and not rolled back");
        var first = FirstFailure.Of(run.Aws, stack) ?? "no event shows a failure";
        run.Answer("failed-upgrade-names-cause", first.Contains("exit code", StringComparison.OrdinalIgnoreCase), first);
        OperationTime.Answer(run, edge.Stack, "rollback-time", ExpectedMinutes);
        var after = functions.Select(edge.Versions).ToList();
        run.Answer(
            "rollback-leaves-no-version", before.Zip(after).All(pair => pair.First.SequenceEqual(pair.Second)),
            string.Join("; ", before.Zip(after).Select(
                pair => $"before {string.Join(", ", pair.First)}, afterwards {string.Join(", ", pair.Second)}")));
        var verified = run.Edge("verify", run.Name, "--since", "0s");
        run.Answer(
            "healthy-after-rollback", verified.Succeeded, Words.List(verified.Findings("failed", "unknown"), "the edge is healthy"));
    }

    private static IReadOnlyList<string> Functions(TrialEdge edge)
    {
        var deployed = edge.Deployed();
        string[] names = ["MetadataBrowsing", "DqResultsReader"];
        return [.. names.Select(name => TrialEdge.IdOf(deployed, $"{name}/Function/Function"))];
    }
}
