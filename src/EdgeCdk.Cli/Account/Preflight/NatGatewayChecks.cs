using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The NAT gateway that is the way out of a private subnet: it exists, and reaches the internet.</summary>
internal static class NatGatewayChecks
{
    private const string New = "create a NAT gateway in a public subnet, and set it as the target of the default route";

    public static IEnumerable<Finding> Find(PreflightTarget target, string subnet, string nat)
    {
        var gateway = target.Vpc.Ask("describe-nat-gateways", "--filter", $"Name=nat-gateway-id,Values={nat}").Items("NatGateways")
            .FirstOrDefault();
        var way = $"the way out of {subnet} leads to {nat}";
        if (gateway is null)
            return [NotShown(target, subnet, way)];
        return InState(target, gateway, way) is { } wrong ? [wrong] : Behind(target, gateway, way);
    }

    // AWS shows a NAT gateway only to its own account.
    private static Finding NotShown(PreflightTarget target, string subnet, string way) =>
        target.Vpc.Subnet(subnet).Text("OwnerId") == target.Config.Account.AccountId
            ? RouteChecks.Broken(target, $"{way}, which does not exist", New)
            : Of(
                Outcome.Warning, $"{way}, which belongs to the account that shares the VPC, and cannot be followed from here",
                "ask the owner of the VPC to check it");

    private static Finding? InState(PreflightTarget target, JsonNode gateway, string way) => gateway.Text("State") switch
    {
        "available" => null,
        "" => Of(Outcome.Unknown, $"{way}, whose state AWS does not show", "make sure that it is available"),
        "pending" => Of(Outcome.Warning, $"{way}, which is pending", "wait until it is available"),
        "failed" => RouteChecks.Broken(target, $"{way}, which is failed: {gateway.Text("FailureMessage")}".TrimEnd(':', ' '), New),
        "deleting" or "deleted" => RouteChecks.Broken(target, $"{way}, which is {gateway.Text("State")}", New),
        var other => Of(Outcome.Warning, $"{way}, which is {other}, a state that this version of edge does not know",
            "make sure that it reaches the internet"),
    };

    private static IEnumerable<Finding> Behind(PreflightTarget target, JsonNode gateway, string way)
    {
        if (gateway.Text("ConnectivityType") == "private")
        {
            return [Of(
                Outcome.Warning, $"{way}, a private NAT gateway: it does not reach the internet by itself",
                "make sure that its own route does")];
        }
        // A regional NAT gateway is in no subnet: AWS routes it. The routes of another VPC are not known here.
        var own = gateway.Text("SubnetId");
        return own.Length == 0 || gateway.Text("VpcId") != target.Vpc.Id ? [] : InSubnet(target, way, own);
    }

    private static IEnumerable<Finding> InSubnet(PreflightTarget target, string way, string own)
    {
        var routes = WaysOut.Of(target.Vpc.RouteTableOf(own));
        if (routes.Active.Any(LeadsToInternet))
        {
            return BlockMode(target, own) != "block-bidirectional" ? [] : [RouteChecks.Broken(
                target, $"{way}, and VPC Block Public Access blocks its subnet {own} in both directions",
                $"set the mode to block-ingress, or exclude the VPC: aws ec2 create-vpc-block-public-access-exclusion --region "
                    + $"{target.Region} --vpc-id {target.Vpc.Id} --internet-gateway-exclusion-mode allow-egress")];
        }
        if (!routes.AreKnown)
        {
            return [Of(
                Outcome.Unknown, $"{way}, and AWS does not show the routes of its subnet {own}", "make sure that it reaches the internet")];
        }

        return routes.Active.FirstOrDefault(route => route.Text("NatGatewayId").Length == 0) is { } other
            ? [Of(
                Outcome.Warning, $"{way}, whose own subnet {own} leads to {WaysOut.TargetOf(other)}, and cannot be followed from here",
                "make sure that it reaches the internet")]
            : [RouteChecks.Broken(
                target, $"{way}, whose own subnet {own} has no route to an internet gateway",
                "give that subnet a default route to an internet gateway")];
    }

    private static bool LeadsToInternet(JsonNode route) => route.Text("GatewayId").StartsWith("igw-", StringComparison.Ordinal);

    private static string BlockMode(PreflightTarget target, string subnet) =>
        target.Vpc.Subnet(subnet)?["BlockPublicAccessStates"].Text("InternetGatewayBlockMode") ?? "";

    private static Finding Of(Outcome outcome, string what, string remedy) => new(outcome, "vpc.privateSubnetIds")
    {
        What = what,
        Later = RouteChecks.Pull,
        Remedy = remedy,
    };
}
