using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Files.Discover;

/// <summary>What an edge is to do about the endpoint of a service.</summary>
/// <param name="Mode">Make it, or find it there.</param>
/// <param name="Reason">Why.</param>
/// <param name="Complaint">What has to be mended for that to work. Default: nothing.</param>
internal sealed record EndpointAdvice(EndpointMode Mode, string Reason, string? Complaint = null);

/// <summary>Tells which endpoints of a VPC an edge can use, and which it would collide with.</summary>
internal static class EndpointSurvey
{
    /// <summary>Advice about an interface endpoint. One without private DNS is in nobody's way and of no use to an edge.</summary>
    public static EndpointAdvice OfInterface(VpcView vpc, EndpointService service, string region, string edge)
    {
        var endpoints = vpc.Endpoints();
        var others = Others(endpoints, service, region, edge).Where(endpoint => !endpoint.IsGateway).ToList();
        if (others.FirstOrDefault(endpoint => endpoint.HasPrivateDns) is not { } found)
        {
            return vpc.HostedZoneOf(service.Service) is { } zone
                ? new(EndpointMode.Existing, $"the hosted zone {zone} answers for it, as with endpoints in a VPC for all, and AWS refuses private DNS beside it")
                : new(EndpointMode.Create, others.Count == 0 ? "the VPC has no other" : $"{others[0].Id} has no private DNS");
        }

        var complaint = found.State == "available" ? null : $"{found.Id} is {found.State}: it must be available before the edge is deployed";
        return new(EndpointMode.Existing, $"{found.Id} has private DNS, which AWS refuses to a second one", complaint);
    }

    /// <summary>Advice about the gateway to S3. One that serves other route tables is in nobody's way.</summary>
    public static EndpointAdvice OfGateway(IEnumerable<VpcEndpoint> endpoints, IReadOnlyCollection<string> routeTables, string region, string edge)
    {
        var others = Others(endpoints, EndpointService.S3, region, edge).Where(endpoint => endpoint.IsGateway).ToList();
        if (others.FirstOrDefault(endpoint => endpoint.RouteTableIds.Intersect(routeTables).Any()) is not { } found)
            return new(EndpointMode.Create, others.Count == 0 ? "the VPC has no other" : $"{others[0].Id} serves other route tables");
        var missing = routeTables.Except(others.SelectMany(endpoint => endpoint.RouteTableIds)).ToList();
        var complaint = missing.Count == 0 ? null
            : $"{found.Id} does not serve {string.Join(", ", missing)}, whose traffic to S3 goes through NAT: "
            + $"aws ec2 modify-vpc-endpoint --region {region} --vpc-endpoint-id {found.Id} --add-route-table-ids {string.Join(' ', missing)}";
        return new(EndpointMode.Existing, $"{found.Id} has its route in {string.Join(", ", found.RouteTableIds.Intersect(routeTables))}, and AWS refuses a second one", complaint);
    }

    // What the stack of the edge itself made is for it to keep: as `existing`, the next deployment would remove it.
    private static IEnumerable<VpcEndpoint> Others(IEnumerable<VpcEndpoint> endpoints, EndpointService service, string region, string edge) =>
        endpoints.Where(endpoint => endpoint.IsFor(service.Service, region) && !endpoint.IsOf(edge));
}
