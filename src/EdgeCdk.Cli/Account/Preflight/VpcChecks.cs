using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The VPC: it exists, DNS works in it, and the file has all of its CIDR blocks.</summary>
internal static class VpcChecks
{
    private const string Blocks = "vpc.cidrBlocks";

    private static readonly (string Name, string Option)[] DnsAttributes =
        [("enableDnsSupport", "--enable-dns-support"), ("enableDnsHostnames", "--enable-dns-hostnames")];

    public static IEnumerable<Finding> Find(PreflightTarget target) => target.Vpc.Vpc() is null
        ? [Missing(target)]
        : [.. Dns(target), .. BlocksNotShown(target), .. MissingBlocks(target), .. UnknownBlocks(target)];
    private static Finding Missing(PreflightTarget target) => new(Outcome.Failed, "vpc.vpcId")
    {
        What = $"there is no {target.Vpc.Id} in {target.Region}",
        Later = $"security groups fail with \"The vpc ID '{target.Vpc.Id}' does not exist\"",
        Remedy = "correct vpc.vpcId or account.region",
    };

    private static IEnumerable<Finding> Dns(PreflightTarget target) =>
        from attribute in DnsAttributes
        let value = target.Vpc.Attribute(attribute.Name)
        where value is not true
        select value is null ? NotShown(target, attribute.Name) : new Finding(Outcome.Failed, "vpc.vpcId")
        {
            What = $"{attribute.Name} of {target.Vpc.Id} is false",
            Later = "endpoints fail with \"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set "
                + "to true\"; without DNS the file system cannot be mounted either",
            Remedy = $"aws ec2 modify-vpc-attribute --region {target.Region} --vpc-id {target.Vpc.Id} {attribute.Option} "
                + "'{\"Value\":true}'",
        };

    private static Finding NotShown(PreflightTarget target, string attribute) => new(Outcome.Unknown, "vpc.vpcId")
    {
        What = $"{attribute} of {target.Vpc.Id} could not be checked: AWS does not show it",
        Later = "if it is false, endpoints fail, and the file system cannot be mounted",
        Remedy = $"see aws ec2 describe-vpc-attribute --region {target.Region} --vpc-id {target.Vpc.Id} --attribute {attribute}",
    };

    private static IEnumerable<Finding> BlocksNotShown(PreflightTarget target)
    {
        if (!target.Vpc.ShowsCidrBlocks)
        {
            yield return new Finding(Outcome.Unknown, Blocks)
            {
                What = $"could not be checked: AWS does not show all blocks of {target.Vpc.Id}",
                Later = "what is in a block that the file does not have cannot reach the endpoints that the edge creates",
                Remedy = $"see aws ec2 describe-vpcs --region {target.Region} --vpc-ids {target.Vpc.Id}",
            };
        }
    }

    private static IEnumerable<Finding> MissingBlocks(PreflightTarget target)
    {
        var createsEndpoints = target.Config.Vpc.CreatesInterfaceEndpoints();
        foreach (var block in target.Vpc.CidrBlocks().Except(target.Config.Vpc.CidrBlocks))
        {
            var inside = SubnetsIn(target, block);
            yield return new Finding(inside.Count > 0 && createsEndpoints ? Outcome.Failed : Outcome.Warning, Blocks)
            {
                What = $"does not have {block}, a block of {target.Vpc.Id}"
                    + (inside.Count > 0 ? $" with {string.Join(" and ", inside)} in it" : ""),
                Later = "what is in that block cannot reach the endpoints that the edge creates: \"unable to pull secrets or registry "
                    + "auth\" "
                    + "with i/o timeout",
                Remedy = $"add it to vpc.cidrBlocks, or run `npx edge discover {target.Edge}`",
            };
        }
    }

    private static IEnumerable<Finding> UnknownBlocks(PreflightTarget target) =>
        from block in target.Vpc.ShowsCidrBlocks ? target.Config.Vpc.CidrBlocks.Except(target.Vpc.CidrBlocks()) : []
        select new Finding(Outcome.Warning, Blocks)
        {
            What = $"has {block}, which is not a block of {target.Vpc.Id}",
            Later = "the endpoints would allow requests from a network behind a peering or a VPN",
            Remedy = $"remove it, or run `npx edge discover {target.Edge}`",
        };

    private static List<string> SubnetsIn(PreflightTarget target, string block)
    {
        var network = Ipv4Ranges.Of(block) ?? Ipv4Ranges.None;
        return
        [
            .. target.PrivateSubnets
                .Where(subnet => Ipv4Ranges.Of(subnet.Text("CidrBlock")) is { } inside && network.Cover(inside))
                .Select(subnet => subnet.Text("SubnetId")),
        ];
    }
}
