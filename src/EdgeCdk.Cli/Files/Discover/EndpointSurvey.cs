using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Files.Discover;

/// <summary>Decides which endpoints of a VPC an edge can use, and which it would conflict with.</summary>
internal static class EndpointSurvey
{
    /// <summary>Advice about an interface endpoint. One without private DNS causes no conflict, and is of no use to an edge.</summary>
    /// <exception cref="CommandException">AWS does not show what decides it.</exception>
    public static EndpointAdvice OfInterface(VpcView vpc, EndpointService service, string region, string edge)
    {
        var others = Others(vpc.Endpoints(), service, region, edge).Where(endpoint => endpoint.IsInterface).ToList();
        if (others.FirstOrDefault(endpoint => endpoint.HasPrivateDns) is { } found)
        {
            return new(ResourceMode.Existing, $"{found.Id} has private DNS, and AWS allows it for one endpoint only",
                found.State == "available" ? null : NotAvailable(found));
        }

        RequireShown(vpc.Endpoints(), service, region, edge, isGateway: false);
        if (vpc.HostedZoneOf(service.Service) is { } zone)
        {
            return new(ResourceMode.Existing, $"the hosted zone {zone} answers for the service, as when one VPC has the endpoints for "
                + "others, and AWS allows no private DNS beside it");
        }

        return new(ResourceMode.Create, others.Count == 0 ? "the VPC has no such endpoint" : $"{others[0].Id} has no private DNS");
    }

    /// <summary>Advice about the gateway endpoint for S3. One in other route tables causes no conflict.</summary>
    /// <exception cref="CommandException">AWS does not show what decides it.</exception>
    public static EndpointAdvice OfGateway(
        IEnumerable<VpcEndpoint> endpoints, IReadOnlyCollection<string> routeTables, string region, string edge)
    {
        var others = Others(endpoints, EndpointService.S3, region, edge).Where(endpoint => endpoint.IsGateway).ToList();
        if (others.FirstOrDefault(endpoint => endpoint.RouteTableIds.Intersect(routeTables).Any()) is not { } found)
        {
            RequireShown(endpoints, EndpointService.S3, region, edge, isGateway: true);
            return new(
                ResourceMode.Create, others.Count == 0 ? "the VPC has no such endpoint" : $"{others[0].Id} is in other route tables");
        }

        var missing = routeTables.Except(others.SelectMany(endpoint => endpoint.RouteTableIds)).ToList();
        var shared = string.Join(", ", found.RouteTableIds.Intersect(routeTables));
        return new(ResourceMode.Existing, $"{found.Id} has its route in {shared}, and AWS allows one such route only",
            missing.Count == 0 ? null : NotInTables(found, missing, region));
    }

    /// <summary>Advice about any endpoint of a shared VPC: whether its owner has created it, AWS does not show.</summary>
    /// <param name="vpc">The VPC.</param>
    /// <param name="owner">The account that owns it.</param>
    public static EndpointAdvice OfOwner(VpcView vpc, string owner) => new(
        ResourceMode.Existing, $"account {owner} owns {vpc.Id}, and only the owner of a VPC can create endpoints in it");

    private static void RequireShown(
        IEnumerable<VpcEndpoint> endpoints, EndpointService service, string region, string edge, bool isGateway)
    {
        foreach (var endpoint in endpoints.Where(endpoint => !endpoint.IsOf(edge)))
        {
            if (endpoint.GapFor(service.Service, region, isGateway) is { } gap)
                throw new CommandException($"AWS does not show, of {endpoint.Id}, {gap}");
        }
    }

    private static string NotAvailable(VpcEndpoint endpoint) => endpoint.State.Length == 0
        ? $"AWS does not show the state of {endpoint.Id}: it must be available before the edge is deployed"
        : $"{endpoint.Id} is {endpoint.State}: it must be available before the edge is deployed";

    private static string NotInTables(VpcEndpoint gateway, IReadOnlyList<string> missing, string region) =>
        $"{gateway.Id} is not in {string.Join(", ", missing)}, whose traffic to S3 goes through NAT: "
        + $"aws ec2 modify-vpc-endpoint --region {region} --vpc-endpoint-id {gateway.Id} "
        + $"--add-route-table-ids {string.Join(' ', missing)}";

    // The stack of the edge must keep what it created: with `existing`, the next deployment would remove it.
    private static IEnumerable<VpcEndpoint> Others(
        IEnumerable<VpcEndpoint> endpoints, EndpointService service, string region, string edge) =>
        endpoints.Where(endpoint => endpoint.IsFor(service.Service, region) && !endpoint.IsOf(edge));
}
