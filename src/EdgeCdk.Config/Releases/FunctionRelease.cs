using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Releases;

/// <summary>Code and queue behaviour of one Java function.</summary>
public sealed record FunctionRelease
{
    /// <summary>Java handler of the function.</summary>
    /// <effect>A new version of the function.</effect>
    [Handler]
    public required string Handler { get; init; }

    /// <summary>File name of the package.</summary>
    /// <effect>Part of the object key that the function's code is read from.</effect>
    [FileName]
    public required string Artifact { get; init; }

    /// <summary>SHA-256 of the package. Default: not known, not checked.</summary>
    /// <effect>Part of the object key, and checked when the package is copied into the stack's own bucket.</effect>
    /// <consequence>With it, a package that was exchanged under its name is refused.</consequence>
    [Sha256]
    public string? Sha256 { get; init; }

    /// <summary>Java of the package. Default: java21.</summary>
    /// <effect>Runtime of the function, and a new version of it.</effect>
    [OneOf("java17", "java21", "java25")]
    public string Runtime { get; init; } = "java21";

    /// <summary>Longest run of one invocation, in seconds.</summary>
    /// <effect>A new version of the function, unless the edge file says otherwise.</effect>
    [Range(1, 900)]
    public required int TimeoutSeconds { get; init; }

    /// <summary>Most messages that one invocation gets.</summary>
    /// <effect>The event-source mapping, changed in place.</effect>
    [Range(1, 10000)]
    public required int BatchSize { get; init; }

    /// <summary>Longest wait for a full batch, in seconds. Default: 0.</summary>
    /// <effect>The event-source mapping, changed in place.</effect>
    [Range(0, 300)]
    public int BatchWindowSeconds { get; init; }

    /// <summary>Most invocations at a time.</summary>
    /// <effect>The event-source mapping, changed in place.</effect>
    [Range(2, 1000)]
    public required int MaximumConcurrency { get; init; }

    /// <summary>
    /// Whether the code reports which messages of a batch failed; if it does not, all of them are delivered again.
    /// </summary>
    /// <effect>The event-source mapping, changed in place.</effect>
    public required bool PartialBatchResponses { get; init; }

    /// <summary>Memory of the function, in MB.</summary>
    /// <effect>A new version of the function.</effect>
    /// <consequence>Paid for by the GB and second, and so are the instances that are kept warm. CPU grows with it.</consequence>
    [Range(128, 10240)]
    public required int MemoryMb { get; init; }
}
