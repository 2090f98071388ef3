namespace EdgeCdk.Foundation;

/// <summary>Inputs of <see cref="EndpointPolicies"/>.</summary>
internal sealed record EndpointPoliciesProps
{
    public required EdgeContext Edge { get; init; }

    public required IReadOnlyList<EndpointCaller> Callers { get; init; }

    public required ResultBucket ResultBucket { get; init; }

    public required CustomerRoles CustomerRoles { get; init; }

    /// <summary>The vendor's role through which the control plane is reached.</summary>
    public required string EdgeAccessRoleArn { get; init; }

    /// <summary>Account of that role, where the queues are.</summary>
    public required string EdgeAccessAccountId { get; init; }

    /// <summary>Buckets of others that data sources use.</summary>
    public required IReadOnlyList<Conditional<string>> FurtherBuckets { get; init; }

    /// <summary>When functions of our own run in the VPC.</summary>
    public required When OwnFunctionsInVpc { get; init; }
}
