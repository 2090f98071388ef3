using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>The end of the edge.</summary>
internal static class DestroyStep
{
    private const int ExpectedMinutes = 30;

    public static TrialStep Step { get; } = new(
        "destroy", "the end of the edge: `edge destroy-plan`, then `cdk destroy`", 15, TrialStep.Nothing)
    {
        Needs = ["deploy"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        var edge = new TrialEdge(run);
        if (edge.Stack.Settled() is not { } stack)
            return;
        run.EdgeSucceeds("destroy-plan", run.Name);
        var (exitCode, output, error) = edge.Destroy();
        var left = edge.Stack.Settled();
        // A stack that is gone is found by its id alone.
        var events = StackOperations.Of(run.Aws, stack) is [{ Count: > 0 } last, ..] ? last : [];
        var failed = events.Where(one => one.Text("ResourceStatus") == "DELETE_FAILED")
            .Select(one => $"{one.Text("LogicalResourceId")} {one.Text("ResourceStatusReason")}").ToList();
        run.Answer("destroy-at-first-try", left is null && failed.Count == 0, Words.List(failed, $"`cdk destroy` ended with {exitCode}"));
        if (events.Count > 0)
        {
            var time = AwsTime.Parse(events[0]["Timestamp"]!) - AwsTime.Parse(events[^1]["Timestamp"]!);
            run.Answer("destroy-time", time <= TimeSpan.FromMinutes(ExpectedMinutes), Words.Time(time));
        }

        if (left is not null)
        {
            throw new CommandException(
                $"`cdk destroy` ended with {exitCode}: {edge.Stack.Trouble()} {(error.Length > 0 ? error : output).Trim()}");
        }
    }
}
