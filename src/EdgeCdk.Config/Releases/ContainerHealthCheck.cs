using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Releases;

/// <summary>A command that ECS runs in a container: it works when the command ends with exit code 0.</summary>
public sealed record ContainerHealthCheck
{
    /// <summary>CMD and a program with its arguments, or CMD-SHELL and one line for the shell of the image.</summary>
    /// <effect>A new revision of the task definition.</effect>
    [HealthCheckWord, Count(2, 20)]
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Seconds between two runs. Default: 30.</summary>
    /// <effect>A new revision of the task definition.</effect>
    [Range(5, 300)]
    public int IntervalSeconds { get; init; } = 30;

    /// <summary>Seconds until a run counts as failed. Default: 5.</summary>
    /// <effect>A new revision of the task definition.</effect>
    [Range(2, 60)]
    public int TimeoutSeconds { get; init; } = 5;

    /// <summary>Failures in a row after which the container does not work. Default: 3.</summary>
    /// <effect>A new revision of the task definition.</effect>
    [Range(1, 10)]
    public int Retries { get; init; } = 3;

    /// <summary>Seconds after the start in which failures do not count. Default: 0.</summary>
    /// <effect>A new revision of the task definition.</effect>
    [Range(0, 300)]
    public int StartPeriodSeconds { get; init; }
}
