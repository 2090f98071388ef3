using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using EdgeCdk.Constructs.Clusters;
using EdgeCdk.Constructs.Foundation;
using EdgeCdk.Constructs.Lambdas;
using EdgeCdk.Constructs.Messaging;

namespace EdgeCdk.Constructs.Observability;

/// <summary>What is watched, and who is told.</summary>
public sealed record EdgeAlarmsProps
{
    public required EdgeContext Edge { get; init; }

    /// <summary>Topic that alarms, and their end, are sent to.</summary>
    public required string TopicArn { get; init; }

    public required JobStatusEvents JobStatus { get; init; }

    public required ImageUpdateEvents ImageUpdate { get; init; }

    public required CleanupSchedule CleanupSchedule { get; init; }

    public required Cleanup Cleanup { get; init; }

    public required FargateCluster ManagementCluster { get; init; }

    public required PlaneManager PlaneManager { get; init; }

    /// <summary>Whether there are alarms.</summary>
    public required When When { get; init; }

    /// <summary>Tasks that Plane Manager should have; when it has none they are not watched.</summary>
    public required Conditional<double> PlaneManagerReplicas { get; init; }

    /// <summary>Default: none, there is no collector.</summary>
    public TelemetryCollector? Telemetry { get; init; }

    public required JavaFunction MetadataBrowsing { get; init; }

    public required JavaFunction DqResultsReader { get; init; }
}

/// <summary>Alarms for everything that keeps an edge from working, and a dashboard of the same metrics.</summary>
public sealed class EdgeAlarms : Construct
{
    private const int Minute = 60;
    private const int FiveMinutes = 5 * Minute;

    public EdgeAlarms(Construct scope, string id, EdgeAlarmsProps props)
        : base(scope, id)
    {
        var alarms = Table(props).Select(alarm => new Conditional<(string, string)>((alarm.Id, alarm.When.IsPossible ? Create(props, alarm) : ""), alarm.When)).ToList();
        new CfnDashboard(this, "Dashboard", new CfnDashboardProps { DashboardBody = Dashboard.Body(props.Edge, alarms) });
        props.When.ApplyTo(this);
    }

    private string Create(EdgeAlarmsProps props, Alarm alarm)
    {
        var resource = new CfnAlarm(this, alarm.Id, new CfnAlarmProps
        {
            AlarmDescription = $"Edge {props.Edge.Name}: {alarm.Meaning}",
            Namespace = alarm.Namespace,
            MetricName = alarm.Metric,
            Dimensions = alarm.Dimensions.Select(object (dimension) => new CfnAlarm.DimensionProperty { Name = dimension.Name, Value = dimension.Value }).ToArray(),
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

    // Thresholds and periods, with their reasons, are in docs/alarms.md. What may be missing comes last: the dashboard keeps a place for it.
    private static IEnumerable<Alarm> Table(EdgeAlarmsProps props) =>
    [
        DeadLetters("JobStatusDeadLetters", "job states were not handled", props.JobStatus.DeadLetters),
        DeadLetters("JobStatusUndelivered", "job states were not delivered", props.JobStatus.Undelivered),
        DeadLetters("ImageUpdateUndelivered", "an image update was not delivered", props.ImageUpdate.Undelivered),
        DeadLetters("CleanupUndelivered", "Cleanup was not invoked", props.CleanupSchedule.Undelivered),
        DeadLetters("CleanupDeadLetters", "Cleanup failed", props.Cleanup.DeadLetters),
        new("JobStatusAge", "job states are not being read", "AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", 600, Minute, 5, [("QueueName", props.JobStatus.Queue.Name)]),
        Errors("MetadataBrowsingErrors", props.MetadataBrowsing.Name),
        Errors("DqResultsReaderErrors", props.DqResultsReader.Name),
        Errors("CleanupErrors", props.Cleanup.FunctionName),
        Throttles("MetadataBrowsingThrottles", props.MetadataBrowsing.Name),
        Throttles("DqResultsReaderThrottles", props.DqResultsReader.Name),
        Throttles("CleanupThrottles", props.Cleanup.FunctionName),
        FailedInvocations("JobStatusInvocations", props.JobStatus.Rule.Ref),
        FailedInvocations("ImageUpdateInvocations", props.ImageUpdate.Rule.Ref),
        Tasks("PlaneManagerTasks", "Plane Manager has too few tasks", props, props.PlaneManager.Service.AttrName, props.PlaneManagerReplicas),
        Mapping("MetadataBrowsingMapping", props.MetadataBrowsing.MappingId),
        Mapping("DqResultsReaderMapping", props.DqResultsReader.MappingId),
        .. props.Telemetry is null ? (Alarm[])[] : [Tasks("ObservabilityTasks", "the telemetry collector does not run", props, props.Telemetry.Service.AttrName, new(1, props.Telemetry.When))],
    ];

    private static Alarm DeadLetters(string id, string meaning, EncryptedQueue queue) =>
        new(id, meaning, "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", 0, FiveMinutes, 1, [("QueueName", queue.Name)]);

    private static Alarm Tasks(string id, string meaning, EdgeAlarmsProps props, string service, Conditional<double> tasks) =>
        new(id, meaning, "ECS/ContainerInsights", "RunningTaskCount", "Minimum", tasks.Value, Minute, 10, [("ClusterName", props.ManagementCluster.Name), ("ServiceName", service)])
        {
            When = tasks.When,
            Comparison = "LessThanThreshold",
            Missing = "breaching",
        };

    private static Alarm Errors(string id, string function) =>
        new(id, "a function fails", "AWS/Lambda", "Errors", "Sum", 0, FiveMinutes, 1, [("FunctionName", function)]);

    private static Alarm Throttles(string id, string function) =>
        new(id, "a function is throttled", "AWS/Lambda", "Throttles", "Sum", 0, FiveMinutes, 3, [("FunctionName", function)]);

    private static Alarm Mapping(string id, Conditional<string> mapping) =>
        new(id, "a function does not get its messages", "AWS/Lambda", "FailedInvokeEventCount", "Sum", 0, FiveMinutes, 1, [("EventSourceMappingUUID", mapping.Value)]) { When = mapping.When };

    private static Alarm FailedInvocations(string id, string rule) =>
        new(id, "a rule cannot reach its target", "AWS/Events", "FailedInvocations", "Sum", 0, FiveMinutes, 1, [("RuleName", rule)]);
}

/// <summary>One alarm: a metric, and for how long it may be on the wrong side of a threshold.</summary>
internal sealed record Alarm(
    string Id, string Meaning, string Namespace, string Metric, string Statistic, double Threshold, int PeriodSeconds, int Periods, IReadOnlyList<(string Name, string Value)> Dimensions)
{
    /// <summary>Whether there is what it watches. Default: always.</summary>
    public When When { get; init; } = When.Always;

    public string Comparison { get; init; } = "GreaterThanThreshold";

    /// <summary>Most metrics exist only while there is something to tell.</summary>
    public string Missing { get; init; } = "notBreaching";
}
