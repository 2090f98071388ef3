using Amazon.CDK.AWS.EC2;
using Constructs;

namespace EdgeCdk.Constructs.Foundation;

/// <summary>Inputs of <see cref="PrivateEndpoints"/>. Only what is to be created: a second endpoint of a service is refused by AWS.</summary>
public sealed record PrivateEndpointsProps
{
    public required PrivateNetwork Network { get; init; }

    /// <summary>Every block of the VPC. With private DNS all of it uses the endpoints, so all of it must get in.</summary>
    public required IReadOnlyList<string> CidrBlocks { get; init; }

    /// <summary>Route tables for the S3 gateway endpoint. Default: none, no gateway endpoint.</summary>
    public IReadOnlyList<string> S3RouteTableIds { get; init; } = [];

    /// <summary>Interface endpoints to create, by AWS's name of the service, such as <c>sqs</c>.</summary>
    public required IReadOnlyList<string> InterfaceServices { get; init; }

    /// <summary>Tags; AWS refuses an endpoint without them where a policy of the organisation demands tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}

/// <summary>
/// Keeps traffic to AWS services inside the VPC. The endpoints have no policy of their own: the edge also reaches the vendor's
/// queues and the customer's buckets through them, and other tenants of the VPC reach theirs.
/// </summary>
public sealed class PrivateEndpoints : Construct
{
    private static readonly Dictionary<string, string> Ids = new()
    {
        ["kms"] = "Kms",
        ["secretsmanager"] = "SecretsManager",
        ["sqs"] = "Sqs",
        ["ecs"] = "Ecs",
        ["ecs-agent"] = "EcsAgent",
        ["ecs-telemetry"] = "EcsTelemetry",
        ["lambda"] = "Lambda",
        ["logs"] = "Logs",
        ["sts"] = "Sts",
        ["monitoring"] = "Monitoring",
        ["ecr.api"] = "EcrApi",
        ["ecr.dkr"] = "EcrDkr",
        ["elasticfilesystem"] = "ElasticFileSystem",
        ["events"] = "Events",
    };

    public PrivateEndpoints(Construct scope, string id, PrivateEndpointsProps props)
        : base(scope, id)
    {
        if (props.S3RouteTableIds.Count > 0)
        {
            Create("S3", new CfnVPCEndpointProps
            {
                ServiceName = GatewayVpcEndpointAwsService.S3.Name,
                VpcEndpointType = "Gateway",
                VpcId = props.Network.VpcId,
                RouteTableIds = [.. props.S3RouteTableIds],
            }, props.Tags);
        }

        if (props.InterfaceServices.Count == 0)
            return;

        var groupId = new CfnSecurityGroup(this, "SecurityGroup", new CfnSecurityGroupProps
        {
            GroupDescription = "Edge VPC endpoints: HTTPS from the whole VPC",
            VpcId = props.Network.VpcId,
            SecurityGroupIngress = props.CidrBlocks.Select(object (cidr) => new CfnSecurityGroup.IngressProperty
            {
                IpProtocol = "tcp",
                FromPort = 443,
                ToPort = 443,
                CidrIp = cidr,
                Description = "HTTPS",
            }).ToArray(),
            SecurityGroupEgress = Defaults.NoEgress,
        }).AttrGroupId;
        foreach (var service in props.InterfaceServices)
        {
            Create(Ids[service], new CfnVPCEndpointProps
            {
                // The library knows the prefixes that some services have in China.
                ServiceName = new InterfaceVpcEndpointAwsService(service).Name,
                VpcEndpointType = "Interface",
                VpcId = props.Network.VpcId,
                SubnetIds = [.. props.Network.SubnetIds],
                SecurityGroupIds = [groupId],
                PrivateDnsEnabled = true,
            }, props.Tags);
        }
    }

    private void Create(string id, CfnVPCEndpointProps props, IReadOnlyDictionary<string, string> tags)
    {
        var endpoint = new CfnVPCEndpoint(this, id, props);
        // The resource takes tags, but this version of the library does not know it.
        endpoint.AddPropertyOverride("Tags", tags.Select(tag => new Dictionary<string, object> { ["Key"] = tag.Key, ["Value"] = tag.Value }).ToArray());
    }
}
