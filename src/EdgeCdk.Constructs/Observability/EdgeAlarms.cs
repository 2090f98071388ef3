using Amazon.CDK.AWS.CloudWatch;
using Constructs;

namespace EdgeCdk.Observability;

/// <summary>Alarms for everything that keeps an edge from working, and a dashboard of the same metrics.</summary>
internal sealed class EdgeAlarms : Construct
{
    public EdgeAlarms(Construct scope, string id, EdgeAlarmsProps props)
        : base(scope, id)
    {
        var widgets = new List<Conditional<(string Title, string Arn)>>();
        var triggers = new List<Conditional<string>>();
        foreach (var alarm in Table(props))
        {
            var arn = alarm.When.IsPossible ? Create(props, alarm) : "";
            widgets.Add(new((alarm.Id, arn), alarm.When));
            if (alarm.IsRollbackTrigger)
                triggers.Add(new(arn, alarm.When));
        }

        RollbackTriggerArns = string.Concat(
            triggers.Select((arn, index) => arn.When.IfElse($"{(index == 0 ? "" : ",")}{arn.Value}", "")));
        new CfnDashboard(this, "Dashboard", new CfnDashboardProps { DashboardBody = Dashboard.Body(props.Edge, widgets) });
        props.When.ApplyTo(this);
    }

    /// <summary>ARNs of the alarms that may roll a deployment back, separated by commas. The first is always there.</summary>
    public string RollbackTriggerArns { get; }

    private string Create(EdgeAlarmsProps props, Alarm alarm)
    {
        var resource = new CfnAlarm(this, alarm.Id, new CfnAlarmProps
        {
            AlarmDescription = $"Edge {props.Edge.Name}: {alarm.Meaning}",
            Namespace = alarm.Namespace,
            MetricName = alarm.Metric,
            Dimensions = alarm.Dimensions.Select(Dimension).ToArray(),
            Statistic = alarm.Statistic,
            Period = alarm.PeriodSeconds,
            EvaluationPeriods = alarm.Periods,
            Threshold = alarm.Threshold,
            ComparisonOperator = alarm.Comparison,
            TreatMissingData = alarm.Missing,
            AlarmActions = [props.TopicArn],
            OkActions = [props.TopicArn],
        });
        props.When.And(this, $"{alarm.Id}Watched", alarm.When).ApplyTo(resource);
        return resource.AttrArn;
    }

    private static object Dimension((string Name, string Value) dimension) =>
        new CfnAlarm.DimensionProperty { Name = dimension.Name, Value = dimension.Value };

    // Thresholds and periods, with their reasons, are in docs/alarms.md. What may be missing comes last: the dashboard keeps a
    // place for it.
    private static IEnumerable<Alarm> Table(EdgeAlarmsProps props) =>
    [
        Alarm.DeadLetters("JobStatusDeadLetters", "job states were not handled", props.JobStatus.DeadLetters),
        Alarm.DeadLetters("JobStatusUndelivered", "job states were not delivered", props.JobStatus.Undelivered),
        Alarm.DeadLetters("ImageUpdateUndelivered", "an image update was not delivered", props.ImageUpdate.Undelivered),
        Alarm.DeadLetters("CleanupUndelivered", "Cleanup was not invoked", props.CleanupSchedule.Undelivered),
        Alarm.DeadLetters("CleanupDeadLetters", "Cleanup failed", props.Cleanup.DeadLetters),
        Alarm.Age("JobStatusAge", "job states are not being read", props.JobStatus.Queue) with { IsRollbackTrigger = true },
        .. props.Functions.Select(
            function => Alarm.Errors($"{function.PartId}Errors", function.Name) with { IsRollbackTrigger = true }),
        Alarm.Errors("CleanupErrors", props.Cleanup.FunctionName),
        .. props.Functions.Select(function => Alarm.Throttles($"{function.PartId}Throttles", function.Name)),
        Alarm.Throttles("CleanupThrottles", props.Cleanup.FunctionName),
        Alarm.FailedInvocations("JobStatusInvocations", props.JobStatus.Rule.Ref),
        Alarm.FailedInvocations("ImageUpdateInvocations", props.ImageUpdate.Rule.Ref),
        Alarm.RunningTasks(
            "PlaneManagerTasks", "Plane Manager has too few tasks", props.ManagementCluster.Name,
            props.PlaneManager.Service.AttrName, props.PlaneManagerReplicas) with { IsRollbackTrigger = true },
        .. props.Functions.Select(function => Alarm.Mapping($"{function.PartId}Mapping", function.MappingId)),
        .. props.Telemetry is { } telemetry ? (Alarm[])[Collector(props, telemetry)] : [],
    ];

    private static Alarm Collector(EdgeAlarmsProps props, TelemetryCollector telemetry) => Alarm.RunningTasks(
        "ObservabilityTasks", "the telemetry collector does not run", props.ManagementCluster.Name, telemetry.Service.AttrName,
        new(1, telemetry.When));
}
