using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>VPC endpoints: those that the edge makes must not be there, those that it finds must be of use to it.</summary>
internal static class EndpointChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        foreach (var finding in S3(target))
            yield return finding;
        foreach (var service in EndpointService.Interfaces)
        {
            var found = Of(target, service.Service).Where(endpoint => !endpoint.IsGateway).ToList();
            var isMade = service.Mode(target.Config.Vpc.Endpoints) is EndpointMode.Create;
            foreach (var finding in isMade ? Conflicts(target, service.Key, service.Service, $"{service.Key}: existing") : Existing(target, service.Key, service.Service, found))
                yield return finding;
        }

        foreach (var service in target.Config.Vpc.AdditionalEndpoints)
        {
            foreach (var finding in Conflicts(target, "vpc.additionalEndpoints", service, $"remove {service} from vpc.additionalEndpoints"))
                yield return finding;
        }
    }

    /// <summary>How many the VPC may have.</summary>
    public static IEnumerable<Finding> Quota(PreflightTarget target)
    {
        var (mine, config) = (target.Vpc.Endpoints().Where(endpoint => endpoint.IsOf(target.Edge)).ToList(), target.Config.Vpc);
        var wanted = EndpointService.Interfaces.Count(service => service.Mode(config.Endpoints) is EndpointMode.Create) + config.AdditionalEndpoints.Count;
        var there = target.Vpc.Endpoints().Except(mine).Count(endpoint => !endpoint.IsGateway && !endpoint.IsOf(target.Edge));
        if (wanted > 0 && QuotaChecks.Value(target, "vpc", "L-29B6F2EB") is { } quota && there + wanted > quota)
        {
            yield return Finding.Error(
                "vpc.endpoints", $"{target.Vpc.Id} has {there} interface endpoints, the edge makes {wanted} more, and {quota} are allowed",
                "an endpoint fails with VpcEndpointLimitExceeded", $"aws service-quotas request-service-quota-increase --region {target.Region} --service-code vpc --quota-code L-29B6F2EB --desired-value {there + wanted}");
        }
    }

    private static IEnumerable<VpcEndpoint> Of(PreflightTarget target, string service) => target.Vpc.Endpoints().Where(endpoint => endpoint.IsFor(service, target.Region) && !endpoint.IsOf(target.Edge));

    private static IEnumerable<Finding> Conflicts(PreflightTarget target, string key, string service, string remedy)
    {
        const string later = "the endpoint fails with \"private-dns-enabled cannot be set because there is already a conflicting DNS domain\"";
        foreach (var endpoint in Of(target, service).Where(endpoint => !endpoint.IsGateway && endpoint.HasPrivateDns))
            yield return Finding.Error(key, $"the edge makes an endpoint that the VPC has already: {endpoint.Id}, with private DNS", later, remedy);
        if (target.Vpc.HostedZoneOf(service) is { } zone)
            yield return Finding.Error(key, $"the edge makes an endpoint for {service}, for which the hosted zone {zone} answers in this VPC", later, remedy);
    }

    private static IEnumerable<Finding> S3(PreflightTarget target)
    {
        var gateways = Of(target, "s3").Where(endpoint => endpoint.IsGateway).ToList();
        if (target.Config.Vpc.Endpoints.S3 is EndpointMode.Create)
        {
            foreach (var gateway in gateways.Where(gateway => gateway.RouteTableIds.Intersect(target.Config.Vpc.PrivateRouteTableIds).Any()))
            {
                var tables = string.Join(", ", gateway.RouteTableIds.Intersect(target.Config.Vpc.PrivateRouteTableIds));
                yield return Finding.Error("vpc.endpoints.s3", $"{gateway.Id} has its route in {tables} already", $"the endpoint fails with \"route table {tables} already has a route with destination-prefix-list-id\"", "vpc.endpoints.s3: existing");
            }

            yield break;
        }

        var own = target.Config.Vpc.PrivateSubnetIds.Select(target.Vpc.RouteTableOf).OfType<JsonNode>().Select(table => table.Text("RouteTableId")).Distinct();
        var unserved = own.Except(gateways.SelectMany(gateway => gateway.RouteTableIds)).ToList();
        if (unserved.Count == 0 || Of(target, "s3").Any(endpoint => !endpoint.IsGateway && endpoint.HasPrivateDns))
            yield break;
        yield return Missing(
            target, "vpc.endpoints.s3", gateways.Count == 0 ? $"is existing, but {target.Vpc.Id} has no gateway endpoint for S3" : $"is existing, but {gateways[0].Id} does not serve {string.Join(", ", unserved)}",
            gateways.Count == 0 ? "vpc.endpoints.s3: create" : $"aws ec2 modify-vpc-endpoint --region {target.Region} --vpc-endpoint-id {gateways[0].Id} --add-route-table-ids {string.Join(' ', unserved)}");
    }

    private static IEnumerable<Finding> Existing(PreflightTarget target, string key, string service, IReadOnlyList<VpcEndpoint> found)
    {
        if (!found.Any(endpoint => endpoint.HasPrivateDns) && target.Vpc.HostedZoneOf(service) is { } zone)
        {
            yield return Finding.Unknown(
                key, $"the hosted zone {zone} answers for it; whether the endpoint behind it lets the private subnets in could not be checked from here", "if it does not, \"unable to pull secrets or registry auth\" with i/o timeout",
                "have who runs the endpoint let the private subnets in on port 443");
            yield break;
        }

        if (found.OrderByDescending(endpoint => endpoint.HasPrivateDns).FirstOrDefault() is not { } endpoint)
        {
            yield return Missing(target, key, $"is existing, but {target.Vpc.Id} has no such endpoint", $"{key}: create");
            yield break;
        }

        if (endpoint.State != "available")
            yield return Finding.Error(key, $"{endpoint.Id} is {endpoint.State}", "calls to the service time out", "accept or mend the endpoint until it is available");
        if (!endpoint.HasPrivateDns)
            yield return Missing(target, key, $"is existing, but {endpoint.Id} has no private DNS, so that nobody finds it by the service's name", $"{key}: create, or aws ec2 modify-vpc-endpoint --region {target.Region} --vpc-endpoint-id {endpoint.Id} --private-dns-enabled");
        foreach (var finding in endpoint.HasPrivateDns ? EndpointAccessChecks.Find(target, key, endpoint) : [])
            yield return finding;
    }

    // Without an endpoint, calls take the way out of the subnet, if it has one.
    private static Finding Missing(PreflightTarget target, string key, string fault, string remedy) =>
        target.Config.Vpc.PrivateSubnetIds.All(subnet => RouteChecks.Default(target, subnet) is not null)
            ? Finding.Warning(key, fault, "its traffic goes through NAT, and is paid for", remedy)
            : Finding.Error(key, fault, "calls to the service time out, among them \"unable to pull secrets or registry auth\"", remedy);
}
