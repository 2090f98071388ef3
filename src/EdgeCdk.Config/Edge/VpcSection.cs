using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>The customer's network, as asked for at onboarding, and what the endpoints need to know about it.</summary>
public sealed record VpcSection
{
    [VpcId]
    public required string VpcId { get; init; }

    /// <summary>Where everything runs: one subnet per availability zone, since file system and endpoints allow one each.</summary>
    [SubnetId, Count(2, 6)]
    public required IReadOnlyList<string> PrivateSubnetIds { get; init; }

    /// <summary>Nothing is placed in them.</summary>
    [SubnetId, Count(0, 16)]
    public required IReadOnlyList<string> PublicSubnetIds { get; init; }

    /// <summary>Every block of the VPC: a client outside them could not reach the interface endpoints.</summary>
    [Cidr, Count(1, 5)]
    public required IReadOnlyList<string> CidrBlocks { get; init; }

    /// <summary>Required while the S3 endpoint is created. Default: none.</summary>
    [RouteTableId, Count(0, 16)]
    public IReadOnlyList<string> PrivateRouteTableIds { get; init; } = [];

    /// <summary>Zones of the private subnets, in their order. Default: not known, not checked.</summary>
    [AvailabilityZone, Count(2, 6)]
    public IReadOnlyList<string>? AvailabilityZones { get; init; }

    public EndpointsSection Endpoints { get; init; } = new();

    /// <summary>Further interface endpoints to create. Default: none.</summary>
    [OneOf("ecs", "ecs-agent", "ecs-telemetry", "lambda", "logs", "sts", "monitoring", "ecr.api", "ecr.dkr", "elasticfilesystem", "events")]
    [Count(0, 11)]
    public IReadOnlyList<string> AdditionalEndpoints { get; init; } = [];
}

/// <summary>Which VPC endpoints the stack creates; existing where the VPC has one already, which AWS would refuse to duplicate.</summary>
public sealed record EndpointsSection
{
    /// <summary>Default: create.</summary>
    public EndpointMode S3 { get; init; }

    /// <summary>Default: create.</summary>
    public EndpointMode Kms { get; init; }

    /// <summary>Default: create.</summary>
    public EndpointMode SecretsManager { get; init; }

    /// <summary>Default: create.</summary>
    public EndpointMode Sqs { get; init; }
}
