namespace EdgeCdk.Foundation;

/// <summary>
/// Inputs of <see cref="PrivateEndpoints"/>. Only what is to be created: a second endpoint of a service is refused by AWS.
/// </summary>
internal sealed record PrivateEndpointsProps
{
    public required PrivateNetwork Network { get; init; }

    /// <summary>Every block of the VPC. With private DNS all of it uses the endpoints, so all of it must get in.</summary>
    public required IReadOnlyList<Conditional<string>> CidrBlocks { get; init; }

    /// <summary>Whether there is a gateway endpoint for S3.</summary>
    public required When S3 { get; init; }

    /// <summary>Route tables for it.</summary>
    public IReadOnlyList<string> S3RouteTableIds { get; init; } = [];

    /// <summary>Interface endpoints to create, by AWS's name of the service, such as <c>sqs</c>.</summary>
    public required IReadOnlyList<Conditional<string>> InterfaceServices { get; init; }

    /// <summary>Whether there is any interface endpoint, and with it the security group that they share.</summary>
    public required When AnyInterface { get; init; }

    /// <summary>
    /// What stands before the region in the names of services. Default: as the library knows it for the region of the stack.
    /// </summary>
    public Func<string, string>? ServicePrefix { get; init; }

    /// <summary>Tags; AWS refuses an endpoint without them where a policy of the organisation demands tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
