using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Interface endpoints: those that the edge creates do not exist yet, and those that exist can be used.</summary>
internal static class EndpointChecks
{
    private const string EndpointsPerVpc = "L-29B6F2EB";

    /// <summary>The services, each with its own check: AWS may refuse what one of them needs.</summary>
    public static IEnumerable<(string About, Func<PreflightTarget, IEnumerable<Finding>> Find)> Of(VpcSection vpc) =>
    [
        .. EndpointService.Interfaces.Select(service => (service.Key, (Func<PreflightTarget, IEnumerable<Finding>>)(target =>
            service.IsOfStack(vpc)
                ? Created(target, service.Key, service.Service, $"{service.Key}: existing")
                : ExistingEndpointChecks.Find(target, service)))),
        .. vpc.AdditionalEndpoints.Select(EndpointService.Additional)
            .Select(service => (service.Key, (Func<PreflightTarget, IEnumerable<Finding>>)(target => service.IsOfStack(vpc)
                ? Created(target, service.Key, service.Service, $"remove {service.Service} from {service.Key}")
                : ExistingEndpointChecks.Find(target, service)))),
    ];

    /// <summary>What the owner of a shared VPC creates, and the account that it is shared with cannot.</summary>
    public static Finding OfOwner(PreflightTarget target, string key, string owner, string remedy) => new(Outcome.Failed, key)
    {
        What = $"the edge creates an endpoint in {target.Vpc.Id}, which account {owner} owns and shares with this account",
        Later = "the endpoint fails: only the owner of a VPC can create endpoints in it",
        Remedy = $"{remedy}; ask account {owner} for the endpoint",
    };
    /// <summary>The number of endpoints that the VPC can have.</summary>
    public static IEnumerable<Finding> Quota(PreflightTarget target)
    {
        var wanted = EdgeEndpoints.Created(target.Config.Vpc).Count;
        var existing = target.Vpc.Endpoints().Count(endpoint => endpoint.CountsAsInterface && !IsOfStack(target, endpoint));
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
        target.Vpc.Endpoints().Where(endpoint => endpoint.IsFor(service, target.Region) && !IsOfStack(target, endpoint));

    // The stack of the network gives its endpoints the same tag.
    private static bool IsOfStack(PreflightTarget target, VpcEndpoint endpoint) =>
        target.Config.Vpc.EndpointOwner is EndpointOwner.Edge && endpoint.IsOf(target.Edge);

    private static IEnumerable<Finding> Created(PreflightTarget target, string key, string service, string remedy) =>
        target.Vpc.OwnerOtherThan(target.Config.Account.AccountId) is { } owner
            ? [OfOwner(target, key, owner, remedy)]
            : Conflicts(target, key, service, remedy).Concat(NotShown(target, key, service, isCreated: true));

    /// <summary>Endpoints of which AWS does not show whether they conflict with one that the edge creates, or are the one that exists.
    /// </summary>
    public static IEnumerable<Finding> NotShown(PreflightTarget target, string key, string service, bool isCreated) =>
        from endpoint in target.Vpc.Endpoints()
        where !IsOfStack(target, endpoint)
        let question = isCreated ? "conflicts with the endpoint that the edge creates" : "is the endpoint"
        let gap = endpoint.GapFor(service, target.Region, isGateway: service == EndpointService.S3.Service)
        where gap is not null
        select new Finding(Outcome.Unknown, key)
        {
            What = $"whether {endpoint.Id} {question} could not be checked: AWS does not show {gap}",
            Later = isCreated
                ? "if it does, the endpoint of the edge fails"
                : "if it is not, calls to the service go through NAT, or time out",
            Remedy = $"see aws ec2 describe-vpc-endpoints --region {target.Region} --vpc-endpoint-ids {endpoint.Id}",
        };

    private static IEnumerable<Finding> Conflicts(PreflightTarget target, string key, string service, string remedy)
    {
        var endpoints = OfOthers(target, service).Where(endpoint => endpoint.IsInterface && endpoint.HasPrivateDns)
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
