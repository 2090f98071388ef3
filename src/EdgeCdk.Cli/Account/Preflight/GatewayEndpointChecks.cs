using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The gateway endpoint for S3: when the edge creates it, no other has its route; otherwise an existing one has.</summary>
internal static class GatewayEndpointChecks
{
    private static readonly EndpointService Service = EndpointService.S3;

    private static string Key => Service.Key;

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var gateways = EndpointChecks.OfOthers(target, "s3").Where(endpoint => endpoint.IsGateway).ToList();
        if (!Service.IsOfStack(target.Config.Vpc))
            return [.. Missing(target, gateways), .. gateways.SelectMany(gateway => EndpointAccessChecks.Policy(target, Service, gateway))];
        return target.Vpc.OwnerOtherThan(target.Config.Account.AccountId) is { } owner
            ? [EndpointChecks.OfOwner(target, Key, owner, $"{Key}: existing")]
            : [.. EndpointChecks.NotShown(target, Key, Service.Service, isCreated: true), .. Conflicts(target, gateways)];
    }

    private static IEnumerable<Finding> Conflicts(PreflightTarget target, IEnumerable<VpcEndpoint> gateways) =>
        from gateway in gateways
        let shared = gateway.RouteTableIds.Intersect(target.Config.Vpc.PrivateRouteTableIds).ToList()
        where shared.Count > 0
        let tables = string.Join(", ", shared)
        select new Finding(Outcome.Failed, Key)
        {
            What = $"{gateway.Id} has its route in {tables} already",
            Later = $"the endpoint fails with \"route table {tables} already has a route with destination-prefix-list-id\"",
            Remedy = $"{Key}: existing",
        };

    private static IEnumerable<Finding> Missing(PreflightTarget target, List<VpcEndpoint> gateways)
    {
        var tables = target.Vpc.RouteTablesOf(target.Config.Vpc.PrivateSubnetIds);
        var unserved = tables.Except(gateways.SelectMany(gateway => gateway.RouteTableIds)).ToList();
        var hasInterface = EndpointChecks.OfOthers(target, "s3").Any(endpoint => endpoint.IsInterface && endpoint.HasPrivateDns);
        var notShown = EndpointChecks.NotShown(target, Key, Service.Service, isCreated: false).ToList();
        if (unserved.Count > 0 && notShown.Count > 0)
            yield return notShown[0];
        else if (unserved.Count > 0 && !hasInterface)
            yield return gateways.Count == 0 ? NoGateway(target) : NotInTables(target, gateways[0], unserved);
    }

    private static Finding NoGateway(PreflightTarget target) => ExistingEndpointChecks.Missing(
        target, Service, $"{target.Vpc.Id} has no gateway endpoint for S3", Service.Remedy(target.Edge, target.Config.Vpc));

    private static Finding NotInTables(PreflightTarget target, VpcEndpoint gateway, IReadOnlyList<string> tables) =>
        ExistingEndpointChecks.Missing(
            target, Service, $"{gateway.Id} is not in {string.Join(", ", tables)}",
            $"aws ec2 modify-vpc-endpoint --region {target.Region} --vpc-endpoint-id {gateway.Id} "
                + $"--add-route-table-ids {string.Join(' ', tables)}");
}
