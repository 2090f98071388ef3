using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Interface endpoints: those that the edge creates do not exist yet, and those that exist can be used.</summary>
internal static class EndpointChecks
{
    private const string EndpointsPerVpc = "L-29B6F2EB";

    public static IEnumerable<Finding> Find(PreflightTarget target) =>
    [
        .. EndpointService.Interfaces.SelectMany(service => service.Mode(target.Config.Vpc.Endpoints) is EndpointMode.Create
            ? Conflicts(target, service.Key, service.Service, $"{service.Key}: existing")
            : ExistingEndpointChecks.Find(target, service)),
        .. target.Config.Vpc.AdditionalEndpoints.SelectMany(service =>
            Conflicts(target, "vpc.additionalEndpoints", service, $"remove {service} from vpc.additionalEndpoints")),
    ];

    /// <summary>The number of endpoints that the VPC can have.</summary>
    public static IEnumerable<Finding> Quota(PreflightTarget target)
    {
        var wanted = EndpointService.CreatedBy(target.Config.Vpc).Count;
        var existing = target.Vpc.Endpoints().Count(endpoint => !endpoint.IsGateway && !endpoint.IsOf(target.Edge));
        if (wanted > 0 && QuotaChecks.Value(target, "vpc", EndpointsPerVpc) is { } quota && existing + wanted > quota)
        {
            yield return new Finding(Outcome.Failed, "vpc.endpoints")
            {
                What = $"{target.Vpc.Id} has {existing} interface endpoints, the edge creates {wanted} more, and {quota} are allowed",
                Later = "an endpoint fails with VpcEndpointLimitExceeded",
                Remedy = QuotaChecks.Increase(target, "vpc", EndpointsPerVpc, existing + wanted),
            };
        }
    }

    /// <summary>The endpoints of a service in the VPC that another stack or nobody's stack created.</summary>
    public static IEnumerable<VpcEndpoint> OfOthers(PreflightTarget target, string service) =>
        target.Vpc.Endpoints().Where(endpoint => endpoint.IsFor(service, target.Region) && !endpoint.IsOf(target.Edge));

    private static IEnumerable<Finding> Conflicts(PreflightTarget target, string key, string service, string remedy)
    {
        var endpoints = OfOthers(target, service).Where(endpoint => !endpoint.IsGateway && endpoint.HasPrivateDns)
            .Select(endpoint => $"the edge creates an endpoint that the VPC has already: {endpoint.Id}, with private DNS");
        var zones = target.Vpc.HostedZoneOf(service) is { } zone
            ? [$"the edge creates an endpoint for {service}, for which the hosted zone {zone} answers in this VPC"]
            : Array.Empty<string>();
        return endpoints.Concat(zones).Select(what => new Finding(Outcome.Failed, key)
        {
            What = what,
            Later = "the endpoint fails with \"private-dns-enabled cannot be set because there is already a conflicting DNS domain\"",
            Remedy = remedy,
        });
    }
}
