using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>The customer's network, as asked for at onboarding, and what the endpoints need to know about it.</summary>
public sealed record VpcSection
{
    /// <summary>The VPC that the edge runs in.</summary>
    /// <effect>
    /// Security groups, endpoints and mount targets are created in it. A deployed edge cannot move to another VPC: a file system has
    /// mount targets in one VPC at a time. Deploy a new edge there, with another name.
    /// </effect>
    /// <consequence>The stack changes neither subnets nor gateways nor network ACLs of the VPC.</consequence>
    [VpcId]
    public required string VpcId { get; init; }

    /// <summary>Where everything runs: one subnet per availability zone, since file system and endpoints allow one each.</summary>
    /// <effect>
    /// Tasks, functions, mount targets and interface endpoints. Adding one or changing the order replaces nothing else. A subnet
    /// cannot take the place of another one of its zone in one deployment: deploy without the old one first, and with the new one
    /// then; two must be left each time.
    /// </effect>
    /// <consequence>
    /// Each needs a route to a NAT gateway, for the registry. Every subnet more adds an address of each endpoint, which is paid
    /// for by the hour.
    /// </consequence>
    [SubnetId, Count(2, 6)]
    public required IReadOnlyList<string> PrivateSubnetIds { get; init; }

    /// <summary>The VPC's public subnets; may be empty.</summary>
    /// <effect>None: nothing is placed in them. The key is there so that the onboarding values can be pasted unchanged.</effect>
    [SubnetId, Count(0, 16)]
    public required IReadOnlyList<string> PublicSubnetIds { get; init; }

    /// <summary>Every IPv4 block of the VPC.</summary>
    /// <effect>The endpoints' security group allows HTTPS from these blocks.</effect>
    /// <consequence>
    /// A client outside them, though inside the VPC, could not reach the interface endpoints; a block that is too wide allows
    /// networks behind a peering.
    /// </consequence>
    [Cidr, Count(1, 5)]
    public required IReadOnlyList<string> CidrBlocks { get; init; }

    /// <summary>Zones of the private subnets, in their order. Default: not known, not checked.</summary>
    /// <effect>None: a second subnet in a zone is refused here, not by AWS in the middle of a deployment.</effect>
    [AvailabilityZone, Count(2, 6)]
    public IReadOnlyList<string>? AvailabilityZones { get; init; }

    /// <summary>
    /// Which VPC endpoints the stack creates; existing where the VPC has one already, which AWS would refuse to duplicate.
    /// Default: all are created.
    /// </summary>
    public EndpointsSection Endpoints { get; init; } = new();

    /// <summary>
    /// Who creates the endpoints that are not existing: the stack of the edge, or the team that owns the network. Default: edge.
    /// </summary>
    /// <effect>
    /// With network, the stack has no endpoint. `edge split` puts them, with their policies, into the template of the network; they stay
    /// there when you split again.
    /// </effect>
    /// <consequence>
    /// Whoever owns the network applies its template before the edge is deployed. For endpoints that are deployed already it is a change in
    /// two steps, during which calls go through NAT: `edge review` says which.
    /// </consequence>
    public EndpointOwner EndpointOwner { get; init; }

    /// <summary>Route tables of the private subnets, required while the S3 endpoint is created. Default: none.</summary>
    /// <effect>The S3 gateway endpoint adds a route to each.</effect>
    /// <consequence>Traffic to S3 from a subnet whose table is missing goes through NAT, and is paid for.</consequence>
    [RouteTableId, Count(0, 16)]
    public IReadOnlyList<string> PrivateRouteTableIds { get; init; } = [];

    /// <summary>Security groups that exist, one for each workload. Default: none, the stack creates all groups and their rules.</summary>
    /// <effect>
    /// The stack has no security group and no rule of one. All groups that the edge needs must be given: it creates either all or none.
    /// </effect>
    /// <consequence>
    /// Whoever owns the groups owns their rules: docs/security/network.md lists every flow. Another group for a deployed workload is
    /// changed in place.
    /// </consequence>
    public SecurityGroupsSection? SecurityGroups { get; init; }

    /// <summary>Further interface endpoints to create. Default: none.</summary>
    /// <effect>An endpoint for each in every private subnet, with private DNS and the shared security group.</effect>
    /// <consequence>Keeps that service's traffic inside AWS; each is paid for by the hour, subnet and GiB.</consequence>
    [OneOf("ecs", "ecs-agent", "ecs-telemetry", "lambda", "logs", "sts", "monitoring", "ecr.api", "ecr.dkr", "elasticfilesystem", "events",
        "cloudformation", "tagging")]
    [Count(0, 13)]
    public IReadOnlyList<string> AdditionalEndpoints { get; init; } = [];

    /// <summary>Further interface endpoints that the VPC has already, or reaches in a central VPC. Default: none.</summary>
    /// <effect>None: it is known that the edge reaches these services without NAT.</effect>
    [OneOf("ecs", "ecs-agent", "ecs-telemetry", "lambda", "logs", "sts", "monitoring", "ecr.api", "ecr.dkr", "elasticfilesystem", "events",
        "cloudformation", "tagging")]
    [Count(0, 13)]
    public IReadOnlyList<string> ExistingEndpoints { get; init; } = [];

    /// <summary>
    /// Whether the private subnets reach the internet, through NAT or a network behind a transit gateway. Default: true.
    /// </summary>
    /// <effect>
    /// None: with false, `edge validate` asks for an endpoint for every AWS service that the edge calls, and for a mirror of the images.
    /// </effect>
    /// <consequence>Without NAT the data sources must be in networks that the VPC has a route to.</consequence>
    public bool InternetAccess { get; init; } = true;

    /// <summary>Policies of the endpoints that are created for the edge. Default: none.</summary>
    public EndpointPoliciesSection EndpointPolicies { get; init; } = new();

    /// <summary>Where the workloads may open connections to. Default: any address.</summary>
    public EgressSection Egress { get; init; } = new();

    /// <summary>The HTTP proxy that workloads reach the internet through. Default: none.</summary>
    public ProxySection? Proxy { get; init; }

    /// <summary>Whether the stack creates the gateway endpoint for S3.</summary>
    internal bool CreatesS3Endpoint() => Endpoints.S3 is ResourceMode.Create && EndpointOwner is EndpointOwner.Edge;

    /// <summary>
    /// Whether any interface endpoint is created for the edge, by whomever, and with it the security group that they share.
    /// </summary>
    public bool CreatesInterfaceEndpoints() =>
        AdditionalEndpoints.Count > 0
        || new[] { Endpoints.Kms, Endpoints.SecretsManager, Endpoints.Sqs }.Contains(ResourceMode.Create);
}
