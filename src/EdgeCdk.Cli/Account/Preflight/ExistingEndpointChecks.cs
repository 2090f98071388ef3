using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Interface endpoints that exist: the edge can use them.</summary>
internal static class ExistingEndpointChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target, EndpointService service)
    {
        var found = EndpointChecks.OfOthers(target, service.Service).Where(endpoint => endpoint.IsInterface)
            .OrderByDescending(endpoint => endpoint.HasPrivateDns).FirstOrDefault();
        if (found is not { HasPrivateDns: true } && target.Vpc.HostedZoneOf(service.Service) is { } zone)
            return [OfHostedZone(service.Key, zone)];
        if (found is null
            && EndpointChecks.NotShown(target, service.Key, service.Service, isCreated: false).ToList() is { Count: > 0 } notShown)
        {
            return notShown;
        }

        return found is null
            ? [Missing(target, service, $"{target.Vpc.Id} has no such endpoint", service.Remedy(target.Edge, target.Config.Vpc))]
            : OfEndpoint(target, service, found);
    }

    /// <summary>An endpoint that does not exist. Without it, requests take the way out of the subnet, if it has one.</summary>
    public static Finding Missing(PreflightTarget target, EndpointService service, string what, string remedy)
    {
        // AWS shows the endpoints of a VPC only to its owner.
        if (target.Vpc.OwnerOtherThan(target.Config.Account.AccountId) is { } owner)
            return NotShown(target, service, owner);
        var hasWayOut = target.PrivateSubnets.All(subnet => RouteChecks.MayLeave(target, subnet));
        return new(hasWayOut ? Outcome.Warning : Outcome.Failed, service.Key)
        {
            What = $"{service.Claim(target.Config.Vpc)}, but {what}",
            Later = hasWayOut
                ? "its traffic goes through NAT, which costs by the GB"
                : "calls to the service time out, among them \"unable to pull secrets or registry auth\"",
            Remedy = remedy,
        };
    }

    private static Finding NotShown(PreflightTarget target, EndpointService of, string owner) => new(Outcome.Unknown, of.Key)
    {
        What = $"{of.Claim(target.Config.Vpc)}, and whether {target.Vpc.Id} has the endpoint could not be checked: the VPC belongs to "
            + $"account {owner}",
        Later = "without it, traffic to the service goes through NAT, or times out where there is no way out",
        Remedy = $"ask account {owner}, which creates the endpoints of its VPC",
    };

    private static Finding OfHostedZone(string key, string zone) => new(Outcome.Unknown, key)
    {
        What = $"the hosted zone {zone} answers for the service; whether the endpoint behind it allows the private subnets could not be "
            + "checked from here",
        Later = "if it does not, \"unable to pull secrets or registry auth\" with i/o timeout",
        Remedy = "ask the owner of the endpoint to allow the private subnets on port 443",
    };

    private static IEnumerable<Finding> OfEndpoint(PreflightTarget target, EndpointService of, VpcEndpoint endpoint)
    {
        var (key, service) = (of.Key, of.Service);
        if (InState(key, endpoint) is { } notAvailable)
            yield return notAvailable;

        if (endpoint.GapFor(service, target.Region, isGateway: false) is not null)
        {
            yield return new Finding(Outcome.Unknown, key)
            {
                What = $"whether {endpoint.Id} has private DNS could not be checked: AWS does not show it",
                Later = "without it, the name of the service does not lead to the endpoint",
                Remedy = $"see aws ec2 describe-vpc-endpoints --region {target.Region} --vpc-endpoint-ids {endpoint.Id}",
            };
        }
        else if (!endpoint.HasPrivateDns)
        {
            yield return Missing(
                target, of, $"{endpoint.Id} has no private DNS, so that the name of the service does not lead to it",
                $"{of.Remedy(target.Edge, target.Config.Vpc)}, or aws ec2 modify-vpc-endpoint --region {target.Region} "
                + $"--vpc-endpoint-id {endpoint.Id} "
                    + "--private-dns-enabled");
            yield break;
        }

        foreach (var finding in EndpointAccessChecks.Find(target, of, endpoint))
            yield return finding;
    }

    // The states that end by themselves, those in which it works, and those that need its owner.
    private static Finding? InState(string key, VpcEndpoint endpoint) => endpoint.State switch
    {
        "available" => null,
        "pending" => InState(key, endpoint, Outcome.Warning, "is pending", "wait until it is available"),
        "pendingacceptance" => InState(
            key, endpoint, Outcome.Failed, "is pendingacceptance", "ask the owner of the service to accept it"),
        "partial" => InState(
            key, endpoint, Outcome.Warning, "is partial: some of its zones do not work", "correct it until it is available"),
        "" => InState(key, endpoint, Outcome.Unknown, "has a state that AWS does not show", "make sure that it is available"),
        var state => InState(
            key, endpoint, Outcome.Warning, $"is {state}, a state that this version of edge does not know",
            "make sure that it is available"),
    };

    private static Finding InState(string key, VpcEndpoint endpoint, Outcome outcome, string what, string remedy) => new(outcome, key)
    {
        What = $"{endpoint.Id} {what}",
        Later = "while it does not work, calls to the service time out",
        Remedy = remedy,
    };
}
