using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>The customer's account, as asked for at onboarding.</summary>
public sealed record AccountSection
{
    /// <summary>Region that the edge runs in.</summary>
    /// <effect>Where the stack is deployed, and the partition of every ARN. Another region is another stack.</effect>
    /// <consequence>Data is processed in this region.</consequence>
    [Region]
    public required string Region { get; init; }

    /// <summary>The customer's account. A text, since a number would lose its leading zeros.</summary>
    /// <effect>The account that the stack is deployed to: with credentials of another one, the CDK CLI refuses.</effect>
    [AccountId]
    public required string AccountId { get; init; }

    /// <summary>Partition of the region: aws, aws-us-gov or aws-cn.</summary>
    public string Partition() => Partitions.Of(Region);
}
