using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Whether what an edge needs is offered in the zones of its subnets: not everything is in every zone of a region.</summary>
internal static class ZoneChecks
{
    private const string Key = "vpc.privateSubnetIds";

    // Ids of the zones with AWS Fargate, for the regions in which not every zone has it, as the Amazon ECS developer guide lists them.
    private static readonly Dictionary<string, string[]> Fargate = new()
    {
        ["ap-northeast-1"] = ["apne1-az1", "apne1-az2", "apne1-az4"],
        ["ca-central-1"] = ["cac1-az1", "cac1-az2"],
        ["cn-north-1"] = ["cnn1-az1", "cnn1-az2"],
        ["us-west-1"] = ["usw1-az1", "usw1-az3"],
    };

    // The zone for which Lambda answers that it does not support it.
    private static readonly string[] WithoutLambda = ["use1-az3"];

    /// <summary>Fargate and Lambda. The id of a zone is the same in all accounts, its name is not.</summary>
    public static IEnumerable<Finding> Compute(PreflightTarget target) =>
        target.PrivateSubnets.SelectMany(subnet => (Finding[])[.. WithoutFargate(target, subnet), .. ForLambda(subnet)]);

    /// <summary>Interface endpoints that the edge creates.</summary>
    public static IEnumerable<Finding> Endpoints(PreflightTarget target)
    {
        var wanted = EdgeEndpoints.Created(target.Config.Vpc);
        if (wanted.Count == 0)
            return [];
        var offers = target.Aws.List("ServiceDetails", "ec2", "describe-vpc-endpoint-services");
        return
            from service in wanted
            let zones = ZonesWith(offers, $"com.amazonaws.{target.Region}.{service}")
            from subnet in target.PrivateSubnets
            where zones.Count > 0 && subnet.Text("AvailabilityZone") is { Length: > 0 } zone && !zones.Contains(zone)
            select new Finding(Outcome.Failed, Key)
            {
                What = $"{subnet.Text("SubnetId")} is in {subnet.Text("AvailabilityZone")}, where AWS offers no endpoint for {service}",
                Later = "the endpoint fails with \"The VPC endpoint service … does not support the availability zone of the subnet\"",
                Remedy = $"use subnets in {string.Join(", ", zones)}, or an endpoint that the VPC has already (existing)",
            };
    }

    // In China some names of services begin with cn.
    private static List<string> ZonesWith(IEnumerable<JsonNode> offers, string name)
    {
        var offer = offers.FirstOrDefault(offer => offer.Text("ServiceName").EndsWith(name, StringComparison.Ordinal)
            && offer.Items("ServiceType").Any(type => type.Text("ServiceType") == "Interface"));
        return [.. offer.Texts("AvailabilityZones")];
    }

    private static IEnumerable<Finding> WithoutFargate(PreflightTarget target, JsonNode subnet)
    {
        var zone = subnet.Text("AvailabilityZoneId");
        if (Fargate.TryGetValue(target.Region, out var zones) && zone.Length > 0 && !zones.Contains(zone))
        {
            yield return new Finding(Outcome.Failed, Key)
            {
                What = $"{Place(subnet)}, where AWS Fargate is not offered",
                Later = "tasks that are placed there do not start",
                Remedy = $"use subnets in {string.Join(", ", zones)}",
            };
        }
    }

    private static IEnumerable<Finding> ForLambda(JsonNode subnet)
    {
        if (WithoutLambda.Contains(subnet.Text("AvailabilityZoneId")))
        {
            yield return new Finding(Outcome.Failed, Key)
            {
                What = $"{Place(subnet)}, which AWS Lambda does not support",
                Later = "the functions fail with \"The provided subnets contain availability zone Lambda doesn't support\"",
                Remedy = "use a subnet in another zone",
            };
        }
    }

    private static string Place(JsonNode subnet) =>
        $"{subnet.Text("SubnetId")} is in {subnet.Text("AvailabilityZone")} ({subnet.Text("AvailabilityZoneId")})";
}
