using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Config.Edge;

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
    public static IEnumerable<Finding> Compute(PreflightTarget target)
    {
        foreach (var subnet in SubnetChecks.Known(target))
        {
            var (id, zone, name) = (subnet.Text("SubnetId"), subnet.Text("AvailabilityZoneId"), subnet.Text("AvailabilityZone"));
            if (Fargate.TryGetValue(target.Region, out var zones) && zone.Length > 0 && !zones.Contains(zone))
            {
                yield return Finding.Error(
                    Key,
                    $"{id} is in {name} ({zone}), where AWS Fargate is not offered",
                    "tasks that are placed there do not start",
                    $"use subnets in {string.Join(", ", zones)}");
            }

            if (WithoutLambda.Contains(zone))
            {
                yield return Finding.Error(
                    Key,
                    $"{id} is in {name} ({zone}), which AWS Lambda does not support",
                    "the functions fail with \"The provided subnets contain availability zone Lambda doesn't support\"",
                    "use a subnet in another zone");
            }
        }
    }

    /// <summary>Interface endpoints that the edge creates.</summary>
    public static IEnumerable<Finding> Endpoints(PreflightTarget target)
    {
        var (vpc, subnets) = (target.Config.Vpc, SubnetChecks.Known(target));
        string[] wanted =
        [
            .. EndpointService.Interfaces
                .Where(service => service.Mode(vpc.Endpoints) is EndpointMode.Create)
                .Select(service => service.Service),
            .. vpc.AdditionalEndpoints,
        ];
        if (wanted.Length == 0)
            yield break;
        var offers = target.Ask("ec2", "describe-vpc-endpoint-services").Items("ServiceDetails").ToList();
        foreach (var service in wanted)
        {
            // In China some names begin with cn.
            var name = $"com.amazonaws.{target.Region}.{service}";
            var offer = offers.FirstOrDefault(offer => offer.Text("ServiceName").EndsWith(name, StringComparison.Ordinal)
                && offer.Items("ServiceType").Any(type => type.Text("ServiceType") == "Interface"));
            var zones = offer.Items("AvailabilityZones").Select(zone => zone.ToString()).ToList();
            foreach (var subnet in subnets.Where(subnet => zones.Count > 0 && !zones.Contains(subnet.Text("AvailabilityZone"))))
            {
                yield return Finding.Error(
                    Key,
                    $"{subnet.Text("SubnetId")} is in {subnet.Text("AvailabilityZone")}, where AWS offers no endpoint for {service}",
                    "the endpoint fails with \"The VPC endpoint service … does not support the availability zone of the subnet\"",
                    $"use subnets in {string.Join(", ", zones)}, or an endpoint that the VPC has already (existing)");
            }
        }
    }
}
