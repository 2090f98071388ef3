using System.Text.RegularExpressions;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Portable;

/// <summary>Parameters for the customer's network, and for the endpoints that the stack creates in it.</summary>
internal static class NetworkParameters
{
    private const string Group = "Network", EndpointGroup = "VPC endpoints";
    private const string Subnet = "AWS::EC2::Subnet::Id";

    public static IReadOnlyList<string> Services { get; } =
        [.. ((OneOfAttribute)ConfigKey.Find(ConfigKey.OfEdge, "vpc.additionalEndpoints")!.Constraint!).Values.Cast<string>()];

    public static IReadOnlyList<PortableParameter> All =>
    [
        PortableParameter.Of("VpcId", Group, "VPC", "vpc.vpcId", edge => edge.Config.Vpc.VpcId) with { ExistingType = "AWS::EC2::VPC::Id" },
        PrivateSubnet(1) with { ExistingType = Subnet },
        PrivateSubnet(2) with { ExistingType = Subnet },
        PrivateSubnet(3).Optional("two subnets, and it is in a third zone of the same VPC otherwise"),
        PortableParameter.OfList("CidrBlocks", Group, "IPv4 blocks of the VPC", "vpc.cidrBlocks", edge => edge.Config.Vpc.CidrBlocks)
            .Several(PortableParameters.MostBlocks),
        PortableParameter.OfList(
                "PrivateRouteTableIds", Group, "Route tables of the private subnets", "vpc.privateRouteTableIds",
                edge => edge.Config.Vpc.PrivateRouteTableIds)
            .Several(16)
            .Optional("the S3 endpoint exists already"),
    ];

    public static IReadOnlyList<PortableParameter> Endpoints =>
    [
        Endpoint("S3Endpoint", "S3 gateway endpoint", "vpc.endpoints.s3", modes => modes.S3),
        Endpoint("KmsEndpoint", "KMS endpoint", "vpc.endpoints.kms", modes => modes.Kms),
        Endpoint("SecretsManagerEndpoint", "Secrets Manager endpoint", "vpc.endpoints.secretsManager", modes => modes.SecretsManager),
        Endpoint("SqsEndpoint", "SQS endpoint", "vpc.endpoints.sqs", modes => modes.Sqs),
        AdditionalEndpoints(),
        PortableParameter.Of(
                "EndpointPolicies", EndpointGroup, "Policies on the endpoints that the stack creates", "vpc.endpointPolicies.enabled",
                edge => ConfigKey.Written(edge.Config.Vpc.EndpointPolicies.Enabled))
            .Or("false", "It can be switched at any time.") with
        {
            AllowedValues = ["true", "false"],
            Constraint = "must be true or false",
        },
        PortableParameter.OfList(
                "FurtherBuckets", EndpointGroup, "Buckets of others that the policies allow", "vpc.endpointPolicies.furtherBuckets",
                edge => edge.Config.Vpc.EndpointPolicies.FurtherBuckets)
            .Several(PortableParameters.MostDestinations)
            .Optional("none"),
    ];

    private static PortableParameter PrivateSubnet(int number)
    {
        var text = PortableParameter.Text(number);
        return PortableParameter.Of(
            $"PrivateSubnet{text}", Group, $"Private subnet {text}", "vpc.privateSubnetIds",
            edge => edge.Config.Vpc.PrivateSubnetIds.Order(StringComparer.Ordinal).ElementAtOrDefault(number - 1)) with
        {
            Description = "Where everything runs: one private subnet for each availability zone, with a route to a NAT gateway. "
                + "Leave each where it is when you update.",
        };
    }

    private static PortableParameter Endpoint(string name, string label, string key, Func<EndpointsSection, ResourceMode> mode)
    {
        var parameter = PortableParameter.Of(name, EndpointGroup, label, key, edge => Names.Value(mode(edge.Config.Vpc.Endpoints)));
        return parameter.Or("create", "existing where the VPC has one already: AWS refuses a second.") with
        {
            Constraint = "must be create or existing",
        };
    }

    private static PortableParameter AdditionalEndpoints()
    {
        var parameter = PortableParameter.OfList(
            "AdditionalEndpoints", EndpointGroup, "Further interface endpoints", "vpc.additionalEndpoints",
            edge => edge.Config.Vpc.AdditionalEndpoints) with
        {
            Type = "String",
            AllowedValues = [],
            Pattern = $"^(?:{string.Join('|', Services.Select(Regex.Escape))})$",
            Constraint = $"must be any of {string.Join(", ", Services)}",
        };
        return parameter.Several(Services.Count).Optional("none");
    }
}
