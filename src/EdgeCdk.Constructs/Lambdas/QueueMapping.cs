namespace EdgeCdk.Lambdas;

/// <summary>How a function is connected to its queue.</summary>
internal sealed record QueueMapping
{
    /// <summary>The control plane's queue.</summary>
    public required string QueueArn { get; init; }

    /// <summary>Key of the queue.</summary>
    public required Conditional<string> QueueKeyArn { get; init; }

    /// <summary>When the mapping exists. AWS checks it against the vendor's queue policy even when it is switched off.</summary>
    public required When When { get; init; }

    public required int BatchSize { get; init; }

    public required int BatchWindowSeconds { get; init; }

    public required int MaximumConcurrency { get; init; }

    /// <summary>Whether the code says which messages of a batch failed.</summary>
    public required bool PartialBatchResponses { get; init; }
}
