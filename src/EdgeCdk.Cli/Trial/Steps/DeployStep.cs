using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>The first deployment of the edge.</summary>
internal static class DeployStep
{
    private const int ExpectedMinutes = 20;

    public static TrialStep Step { get; } = new(
        "deploy", "the edge with its defaults: clusters, functions, queues, file system, keys, interface endpoints, one task of Plane "
            + "Manager", 15,
        "endpoints, the task and provisioned concurrency by the hour, about as much as the NAT gateway again; two keys by the month")
    {
        Needs = ["preflight"],
        Do = Do,
        Undo = Undo,
    };

    /// <summary>Deletes the edge, and the log groups that services have made again since.</summary>
    public static void Undo(TrialRun run)
    {
        new TrialStack(run, run.Names.Stack).Delete();
        foreach (var group in LogGroups(run))
            run.Aws.Find("logs", "delete-log-group", "--log-group-name", group);
    }

    /// <summary>The log groups with names of the edge.</summary>
    public static IReadOnlyList<string> LogGroups(TrialRun run) =>
    [
        .. from prefix in (string[])[run.Names.LogGroupPrefix, .. run.Names.PerformanceLogGroups]
           from item in run.Aws.List("logGroups", "logs", "describe-log-groups", "--log-group-name-prefix", prefix)
           select item.Text("logGroupName"),
    ];

    private static void Do(TrialRun run)
    {
        var edge = new TrialEdge(run);
        if (edge.Deploy() is { } trouble)
        {
            run.Answer("preflight-is-right", false, trouble);
            throw new CommandException($"the deployment failed: {trouble}");
        }

        var events = edge.Stack.Events();
        var failed = events.Where(IsFailed).Select(Shown).ToList();
        run.Answer("preflight-is-right", failed.Count == 0, Words.List(failed, "no event of the first deployment is a failure"));
        OperationTime.Answer(run, edge.Stack, "deploy-time", ExpectedMinutes);
        var functions = events.Where(one => one.Text("ResourceType") == "AWS::Lambda::Function").ToList();
        run.Answer(
            "functions-at-first-try", !functions.Any(IsFailed),
            Words.List(functions.Where(IsFailed).Select(Shown), $"{functions.Count} events of functions, none is a failure"));
        var groups = events.Where(one => run.Names.PerformanceLogGroups.Contains(one.Text("PhysicalResourceId"))).ToList();
        run.Answer(
            "insights-groups-ours", groups.Count > 0 && !groups.Any(IsFailed),
            Words.List(groups.Select(Shown), "no event of the two log groups"));
        Tasks(run, edge);
    }

    private static void Tasks(TrialRun run, TrialEdge edge)
    {
        var deployed = edge.Deployed();
        var service = edge.Service(deployed);
        var (running, desired) = (service.Number("runningCount"), service.Number("desiredCount"));
        run.Answer("execution-role-source", running > 0 && running >= desired, $"{running} of {desired} tasks of Plane Manager run");
        var images = EcsTasks.Of(run.Aws, deployed.Outputs["ManagementClusterArn"], "RUNNING").SelectMany(task => task.Items("containers"))
            .Select(container => container.Text("image")).Where(image => image.Length > 0).Distinct().ToList();
        run.Answer("public-image-through-nat", images.Count > 0, Words.List(images.Select(image => $"{image} runs"), "no task runs"));
        var rollouts = edge.Rollouts(deployed).Select(task => $"{task.Text("lastStatus")} {task.Text("stopCode")}".TrimEnd()).ToList();
        run.Answer(
            "rollout-starts-at-once",
            rollouts.Count == 1 && !rollouts[0].Contains("FailedToStart", StringComparison.Ordinal), Words.List(rollouts, "no task"));
    }

    private static bool IsFailed(JsonNode happened) => happened.Text("ResourceStatus").EndsWith("_FAILED", StringComparison.Ordinal);

    private static string Shown(JsonNode happened) =>
        $"{happened.Text("LogicalResourceId")} {happened.Text("ResourceStatus")} {happened.Text("ResourceStatusReason")}".TrimEnd();
}
