using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Interface endpoints that exist: the edge can use them.</summary>
internal static class ExistingEndpointChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target, EndpointService service)
    {
        var found = EndpointChecks.OfOthers(target, service.Service).Where(endpoint => !endpoint.IsGateway)
            .OrderByDescending(endpoint => endpoint.HasPrivateDns).FirstOrDefault();
        if (found is not { HasPrivateDns: true } && target.Vpc.HostedZoneOf(service.Service) is { } zone)
            return [OfHostedZone(service.Key, zone)];
        return found is null
            ? [Missing(target, service.Key, $"is existing, but {target.Vpc.Id} has no such endpoint", $"{service.Key}: create")]
            : OfEndpoint(target, service.Key, found);
    }

    /// <summary>An endpoint that does not exist. Without it, requests take the way out of the subnet, if it has one.</summary>
    public static Finding Missing(PreflightTarget target, string key, string what, string remedy)
    {
        var hasWayOut = target.Config.Vpc.PrivateSubnetIds.All(subnet => RouteChecks.Default(target, subnet) is not null);
        return new(hasWayOut ? Outcome.Warning : Outcome.Failed, key)
        {
            What = what,
            Later = hasWayOut
                ? "its traffic goes through NAT, which costs by the GB"
                : "calls to the service time out, among them \"unable to pull secrets or registry auth\"",
            Remedy = remedy,
        };
    }

    private static Finding OfHostedZone(string key, string zone) => new(Outcome.Unknown, key)
    {
        What = $"the hosted zone {zone} answers for the service; whether the endpoint behind it allows the private subnets could not be "
            + "checked from here",
        Later = "if it does not, \"unable to pull secrets or registry auth\" with i/o timeout",
        Remedy = "ask the owner of the endpoint to allow the private subnets on port 443",
    };

    private static IEnumerable<Finding> OfEndpoint(PreflightTarget target, string key, VpcEndpoint endpoint)
    {
        if (endpoint.State != "available")
        {
            yield return new Finding(Outcome.Failed, key)
            {
                What = $"{endpoint.Id} is {endpoint.State}",
                Later = "calls to the service time out",
                Remedy = "accept or correct the endpoint until it is available",
            };
        }

        if (!endpoint.HasPrivateDns)
        {
            yield return Missing(
                target, key, $"is existing, but {endpoint.Id} has no private DNS, so that the name of the service does not lead to it",
                $"{key}: create, or aws ec2 modify-vpc-endpoint --region {target.Region} --vpc-endpoint-id {endpoint.Id} "
                    + "--private-dns-enabled");
            yield break;
        }

        foreach (var finding in EndpointAccessChecks.Find(target, key, endpoint))
            yield return finding;
    }
}
