using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The NAT gateway that is the way out of a private subnet: it exists, and reaches the internet.</summary>
internal static class NatGatewayChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target, string subnet, string nat)
    {
        var gateway = target.Vpc.Ask("describe-nat-gateways", "--filter", $"Name=nat-gateway-id,Values={nat}").Items("NatGateways")
            .FirstOrDefault();
        var way = $"the way out of {subnet} leads to {nat}";
        if (gateway is null && target.Vpc.Subnet(subnet).Text("OwnerId") != target.Config.Account.AccountId)
        {
            yield return Of(
                Outcome.Warning, $"{way}, which belongs to the account that shares the VPC, and cannot be followed from here",
                "ask the owner of the VPC to check it");
        }
        else if (gateway.Text("State") != "available")
        {
            yield return Of(
                Outcome.Failed, $"{way}, which {(gateway is null ? "does not exist" : $"is {gateway.Text("State")}")}",
                "create a NAT gateway in a public subnet, and set it as the target of the default route");
        }
        else if (gateway.Text("ConnectivityType") == "private")
        {
            yield return Of(
                Outcome.Warning, $"{way}, a private NAT gateway: it does not reach the internet by itself",
                "make sure that its own route does");
        }
        else if (!ReachesTheInternet(target, gateway!))
        {
            yield return Of(
                Outcome.Failed, $"{way}, whose own subnet {gateway.Text("SubnetId")} has no route to an internet gateway",
                "give that subnet a default route to an internet gateway");
        }
    }

    // The routes of another VPC are not known here.
    private static bool ReachesTheInternet(PreflightTarget target, JsonNode gateway) => gateway.Text("VpcId") != target.Vpc.Id
        || RouteChecks.Default(target, gateway.Text("SubnetId")).Text("GatewayId").StartsWith("igw-", StringComparison.Ordinal);

    private static Finding Of(Outcome outcome, string what, string remedy) => new(outcome, "vpc.privateSubnetIds")
    {
        What = what,
        Later = RouteChecks.Pull,
        Remedy = remedy,
    };
}
