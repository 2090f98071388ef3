using Amazon.CDK.AWS.EC2;
using Constructs;

namespace EdgeCdk.Foundation;

/// <summary>
/// Keeps traffic to AWS services inside the VPC. The endpoints have no policy unless they are restricted: other tenants of the VPC may
/// use them, too.
/// </summary>
internal sealed class PrivateEndpoints : Construct
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
        ["cloudformation"] = "CloudFormation",
        ["tagging"] = "Tagging",
    };

    private readonly Dictionary<string, CfnVPCEndpoint> _endpoints = [];

    public PrivateEndpoints(Construct scope, string id, PrivateEndpointsProps props)
        : base(scope, id)
    {
        if (props.S3.IsPossible)
        {
            _endpoints["s3"] = Create("S3", props.S3, new CfnVPCEndpointProps
            {
                ServiceName = GatewayVpcEndpointAwsService.S3.Name,
                VpcEndpointType = "Gateway",
                VpcId = props.Network.VpcId,
                RouteTableIds = [.. props.S3RouteTableIds],
            }, props.Tags);
        }

        if (!props.AnyInterface.IsPossible)
            return;

        var groupId = props.Network.ExistingGroups?.Endpoints ?? CreateSecurityGroup(props);
        SecurityGroupId = new(groupId, props.AnyInterface);
        foreach (var (service, when) in props.InterfaceServices.Where(service => service.When.IsPossible))
        {
            _endpoints[service] = Create(Ids[service], when, new CfnVPCEndpointProps
            {
                ServiceName = props.ServicePrefix is { } prefix ? $"{prefix(service)}.{service}" : new InterfaceVpcEndpointAwsService(
                    service).Name,
                VpcEndpointType = "Interface",
                VpcId = props.Network.VpcId,
                SubnetIds = props.Network.SubnetIds,
                SecurityGroupIds = [groupId],
                PrivateDnsEnabled = true,
            }, props.Tags);
        }
    }

    /// <summary>The group of the interface endpoints.</summary>
    public Conditional<string> SecurityGroupId { get; } = new("", When.Never);

    private string CreateSecurityGroup(PrivateEndpointsProps props)
    {
        var group = new CfnSecurityGroup(this, "SecurityGroup", new CfnSecurityGroupProps
        {
            GroupDescription = "Edge VPC endpoints: HTTPS from the whole VPC",
            VpcId = props.Network.VpcId,
            SecurityGroupEgress = Defaults.NoEgress,
        });
        group.AddPropertyOverride("SecurityGroupIngress", props.CidrBlocks.Select(cidr => cidr.When.IfTrue(new Dictionary<string, object>
        {
            ["CidrIp"] = cidr.Value,
            ["Description"] = "HTTPS",
            ["FromPort"] = 443,
            ["IpProtocol"] = "tcp",
            ["ToPort"] = 443,
        })!).ToArray());
        props.AnyInterface.ApplyTo(group);
        return group.AttrGroupId;
    }

    /// <summary>Gives the endpoints policies.</summary>
    public void Restrict(When when, EndpointPolicies policies)
    {
        foreach (var (service, endpoint) in _endpoints)
        {
            if (policies.For(service) is { } policy)
                endpoint.AddPropertyOverride("PolicyDocument", when.IfTrue(policy)!);
        }
    }

    private CfnVPCEndpoint Create(string id, When when, CfnVPCEndpointProps props, IReadOnlyDictionary<string, string> tags)
    {
        var endpoint = new CfnVPCEndpoint(this, id, props);
        when.ApplyTo(endpoint);
        // The resource takes tags, but this version of the library does not know it.
        endpoint.AddPropertyOverride(
            "Tags", tags.Select(tag => new Dictionary<string, object> { ["Key"] = tag.Key, ["Value"] = tag.Value }).ToArray());
        return endpoint;
    }
}
