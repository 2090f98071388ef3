namespace EdgeCdk.Config.Edge;

/// <summary>What every release has in common about a function.</summary>
public sealed record FunctionTraits
{
    private static readonly Dictionary<Function, FunctionTraits> Table = new()
    {
        [Function.MetadataBrowsing] = new()
        {
            Title = "Metadata Browsing",
            Package = "edgeinteractivejobs",
            Queue = "requestQueue",
            QueueTitle = "Request queue",
            QueueArn = controlPlane => controlPlane.RequestQueueArn,
            QueueVisibilitySeconds = controlPlane => controlPlane.RequestQueueVisibilitySeconds,
        },
        [Function.DqResultsReader] = new()
        {
            Title = "DQ Results Reader",
            Package = "dqresultsreader",
            Queue = "resultReaderQueue",
            QueueTitle = "Result-reader queue",
            QueueArn = controlPlane => controlPlane.ResultReaderQueueArn,
            QueueVisibilitySeconds = controlPlane => controlPlane.ResultReaderQueueVisibilitySeconds,
        },
    };

    /// <summary>Its name for people.</summary>
    public required string Title { get; init; }

    /// <summary>The folder of its package in the vendor's delivery.</summary>
    public required string Package { get; init; }

    /// <summary>What the keys of its queue in the block controlPlane begin with.</summary>
    public required string Queue { get; init; }

    /// <summary>Name of its queue for people.</summary>
    public required string QueueTitle { get; init; }

    /// <summary>ARN of its queue; null when the edge file has none, since the edge's release has no such function.</summary>
    public required Func<ControlPlaneSection, string?> QueueArn { get; init; }

    /// <summary>Visibility timeout of its queue, if it is known.</summary>
    public required Func<ControlPlaneSection, int?> QueueVisibilitySeconds { get; init; }

    /// <summary>Key of the ARN of its queue.</summary>
    public string QueueArnKey => $"controlPlane.{Queue}Arn";

    /// <summary>Parameter of the ARN of its queue.</summary>
    public string QueueParameter => $"{char.ToUpperInvariant(Queue[0])}{Queue[1..]}Arn";

    /// <summary>Key of the visibility timeout of its queue.</summary>
    public string QueueVisibilityKey => $"controlPlane.{Queue}VisibilitySeconds";

    /// <summary>The traits of all functions.</summary>
    public static IReadOnlyCollection<FunctionTraits> All => Table.Values;

    /// <summary>The traits of a function.</summary>
    public static FunctionTraits Of(Function function) => Table[function];
}
