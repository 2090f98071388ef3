using EdgeCdk.Foundation;

namespace EdgeCdk.Observability;

/// <summary>One alarm: a metric, and for how long it may be on the wrong side of a threshold.</summary>
internal sealed record Alarm
{
    private const int Minute = 60;
    private const int FiveMinutes = 5 * Minute;

    public required string Id { get; init; }

    /// <summary>What is wrong when it goes off.</summary>
    public required string Meaning { get; init; }

    public required string Namespace { get; init; }

    public required string Metric { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Dimensions { get; init; }

    public string Statistic { get; init; } = "Sum";

    public double Threshold { get; init; }

    /// <summary>Default: five minutes.</summary>
    public int PeriodSeconds { get; init; } = FiveMinutes;

    /// <summary>For how many periods in a row. Default: 1.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>When the thing that it watches exists. Default: always.</summary>
    public When When { get; init; } = When.Always;

    public string Comparison { get; init; } = "GreaterThanThreshold";

    /// <summary>
    /// Whether it may roll a deployment back. Not if a deployment sets it off while nothing is wrong, and not if an old fault keeps it in
    /// ALARM: CloudFormation rolls back at once then. Default: no. CloudFormation takes five for a stack.
    /// </summary>
    public bool IsRollbackTrigger { get; init; }

    /// <summary>What missing data means. Most metrics exist only while there is something to count.</summary>
    public string Missing { get; init; } = "notBreaching";

    public static Alarm DeadLetters(string id, string meaning, EncryptedQueue queue) => new()
    {
        Id = id,
        Meaning = meaning,
        Namespace = "AWS/SQS",
        Metric = "ApproximateNumberOfMessagesVisible",
        Dimensions = [("QueueName", queue.Name)],
        Statistic = "Maximum",
    };

    public static Alarm Age(string id, string meaning, EncryptedQueue queue) => new()
    {
        Id = id,
        Meaning = meaning,
        Namespace = "AWS/SQS",
        Metric = "ApproximateAgeOfOldestMessage",
        Dimensions = [("QueueName", queue.Name)],
        Statistic = "Maximum",
        Threshold = 600,
        PeriodSeconds = Minute,
        Periods = 5,
    };

    public static Alarm Errors(string id, string function) => Lambda(id, "a function fails", "Errors", ("FunctionName", function));

    public static Alarm Throttles(string id, string function) =>
        Lambda(id, "a function is throttled", "Throttles", ("FunctionName", function)) with { Periods = 3 };

    public static Alarm Mapping(string id, Conditional<string> mapping) =>
        Lambda(id, "a function does not get its messages", "FailedInvokeEventCount", ("EventSourceMappingUUID", mapping.Value)) with
        {
            When = mapping.When,
        };

    public static Alarm FailedInvocations(string id, string rule) => new()
    {
        Id = id,
        Meaning = "a rule cannot reach its target",
        Namespace = "AWS/Events",
        Metric = "FailedInvocations",
        Dimensions = [("RuleName", rule)],
    };

    public static Alarm RunningTasks(string id, string meaning, string cluster, string service, Conditional<double> tasks) => new()
    {
        Id = id,
        Meaning = meaning,
        Namespace = "ECS/ContainerInsights",
        Metric = "RunningTaskCount",
        Dimensions = [("ClusterName", cluster), ("ServiceName", service)],
        Statistic = "Minimum",
        Threshold = tasks.Value,
        PeriodSeconds = Minute,
        Periods = 10,
        When = tasks.When,
        Comparison = "LessThanThreshold",
        Missing = "breaching",
    };

    private static Alarm Lambda(string id, string meaning, string metric, (string Name, string Value) dimension) =>
        new() { Id = id, Meaning = meaning, Namespace = "AWS/Lambda", Metric = metric, Dimensions = [dimension] };
}
