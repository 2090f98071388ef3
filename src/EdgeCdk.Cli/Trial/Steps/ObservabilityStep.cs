using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>The optional parts, on and off again.</summary>
internal static class ObservabilityStep
{
    // Nothing is sent: the stand-in collector only answers its health check.
    private static readonly string[] Receiver =
        ["--parameters", "OtlpEndpoint=https://telemetry.example.com:4317", "--parameters", "OtlpAuthorization=none"];

    public static TrialStep Step { get; } = new(
        "observability", "the telemetry collector with its load balancer, alarms and dashboard; and their removal", 20,
        "a load balancer and a task by the hour, alarms and a dashboard by the month, for the time of the step")
    {
        Needs = ["deploy"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        var edge = new TrialEdge(run);
        var without = Without(run, edge);
        edge.Set(("observability.enabled", "true"), ("alarms.create", "true"));
        if (run.Edge("preflight", run.Name).Json.Items("findings").Select(finding => finding.Text("remedy"))
            .FirstOrDefault(remedy => remedy.Contains("elasticloadbalancing.amazonaws.com", StringComparison.Ordinal)) is not null)
        {
            PreflightStep.CreateLinkedRole(run, "elasticloadbalancing.amazonaws.com");
        }

        if (edge.Deploy(Receiver) is { } trouble)
        {
            run.Answer("collector-steady", false, trouble);
            edge.Text = without;
            throw new CommandException($"the collector could not be deployed: {trouble}");
        }

        var deployed = edge.Deployed();
        Targets(run, deployed);
        Alarm(run, deployed);
        edge.Text = without;
        var off = edge.Deploy();
        var failed = edge.Stack.Events().Where(one => one.Text("ResourceStatus").EndsWith("_FAILED", StringComparison.Ordinal))
            .Select(one => $"{one.Text("LogicalResourceId")} {one.Text("ResourceStatus")} {one.Text("ResourceStatusReason")}").ToList();
        run.Answer("optional-parts-removed", off is null && failed.Count == 0, off ?? Words.List(failed, "no event is a failure"));
        if (off is not null)
            throw new CommandException($"the optional parts could not be removed: {off}");
    }

    // The edge file without the optional parts; an interrupted try has kept it.
    private static string Without(TrialRun run, TrialEdge edge)
    {
        const string kept = "edge-without-options.yaml";
        if (!edge.Has("observability.enabled", "true"))
            run.Write(kept, edge.Text);
        return File.ReadAllText(run.PathOf(kept));
    }

    private static void Targets(TrialRun run, DeployedStack deployed)
    {
        var health = run.Await(5, () => Health(run, deployed) is { Count: > 0 } found && found.All(one => one == "healthy") ? found : null)
            ?? Health(run, deployed);
        // The service is steady, which ECS does not say of one whose targets are unhealthy.
        run.Answer(
            "collector-steady", health.All(one => one == "healthy"),
            $"the deployment succeeded; targets: {Words.List(health, "none registered")}");
    }

    private static IReadOnlyList<string> Health(TrialRun run, DeployedStack deployed) =>
    [
        .. from target in deployed.OfType("AWS::ElasticLoadBalancingV2::TargetGroup")
           from description in run.Aws.List(
               "TargetHealthDescriptions", "elbv2", "describe-target-health", "--target-group-arn", target.PhysicalId)
           select description["TargetHealth"].Text("State"),
    ];

    private static void Alarm(TrialRun run, DeployedStack deployed)
    {
        var alarm = deployed.OfType("AWS::CloudWatch::Alarm")[0].PhysicalId;
        var since = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(run.Now, System.Globalization.CultureInfo.InvariantCulture));
        run.Aws.Ask(
            "cloudwatch", "set-alarm-state", "--alarm-name", alarm, "--state-value", "ALARM", "--state-reason", "a trial of Edge CDK");
        var action = run.Await(2, () => run.Aws.List(
                "AlarmHistoryItems", "cloudwatch", "describe-alarm-history", "--alarm-name", alarm, "--history-item-type", "Action")
            .Where(item => AwsTime.Parse(item["Timestamp"]!) >= since).Select(item => item.Text("HistorySummary")).FirstOrDefault());
        if (action is null)
            run.NotDecided("alarm-publishes", "CloudWatch shows no action of the alarm");
        else
            run.Answer("alarm-publishes", action.Contains("Successfully", StringComparison.Ordinal), action);
    }
}
