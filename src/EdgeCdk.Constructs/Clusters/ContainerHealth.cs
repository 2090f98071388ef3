namespace EdgeCdk.Clusters;

/// <summary>How ECS asks a container whether it works.</summary>
/// <param name="Command">CMD and a program with its arguments, or CMD-SHELL and one line.</param>
/// <param name="IntervalSeconds">Seconds between two runs.</param>
/// <param name="TimeoutSeconds">Seconds until a run counts as failed.</param>
/// <param name="Retries">Failures in a row after which the container does not work.</param>
/// <param name="StartPeriodSeconds">Seconds after the start in which failures do not count.</param>
internal sealed record ContainerHealth(
    IReadOnlyList<string> Command, int IntervalSeconds, int TimeoutSeconds, int Retries, int StartPeriodSeconds)
{
    internal Dictionary<string, object> Definition() => TaskContainer.Object(
        ("Command", Command.ToArray()), ("Interval", IntervalSeconds), ("Retries", Retries), ("StartPeriod", StartPeriodSeconds),
        ("Timeout", TimeoutSeconds));
}
