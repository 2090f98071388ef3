using System.Net;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The VPC: that it is there, that names are resolved in it, and that the file has all of its blocks.</summary>
internal static class VpcChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var vpc = target.Vpc;
        if (vpc.Vpc() is null)
        {
            yield return Finding.Error(
                "vpc.vpcId", $"there is no {vpc.Id} in {target.Region}", $"security groups fail with \"The vpc ID '{vpc.Id}' does not exist\"", "correct vpc.vpcId or account.region");
            yield break;
        }

        foreach (var (name, option) in new[] { ("enableDnsSupport", "--enable-dns-support"), ("enableDnsHostnames", "--enable-dns-hostnames") })
        {
            if (!vpc.Attribute(name))
            {
                yield return Finding.Error(
                    "vpc.vpcId", $"{vpc.Id} has {name} off",
                    "endpoints fail with \"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true\"; without DNS the file system cannot be mounted either",
                    $"aws ec2 modify-vpc-attribute --region {target.Region} --vpc-id {vpc.Id} {option} '{{\"Value\":true}}'");
            }
        }

        foreach (var finding in Blocks(target))
            yield return finding;
    }

    private static IEnumerable<Finding> Blocks(PreflightTarget target)
    {
        var (vpc, listed) = (target.Vpc, target.Config.Vpc.CidrBlocks);
        foreach (var block in vpc.CidrBlocks().Except(listed))
        {
            var network = IPNetwork.Parse(block);
            var inside = target.Config.Vpc.PrivateSubnetIds.Where(subnet => vpc.Subnet(subnet) is { } known && network.Contains(IPNetwork.Parse(known.Text("CidrBlock")).BaseAddress)).ToList();
            var fault = $"lacks {block}, a block of {vpc.Id}";
            const string later = "whoever is in it cannot reach the endpoints that the edge makes: \"unable to pull secrets or registry auth\" with i/o timeout";
            var remedy = $"add it to vpc.cidrBlocks, or run `edge discover {target.Edge}`";
            yield return inside.Count > 0 && MakesInterfaces(target)
                ? Finding.Error("vpc.cidrBlocks", $"{fault}, with {string.Join(" and ", inside)} in it", later, remedy)
                : Finding.Warning("vpc.cidrBlocks", fault, later, remedy);
        }

        foreach (var block in listed.Except(vpc.CidrBlocks()))
        {
            yield return Finding.Warning(
                "vpc.cidrBlocks", $"has {block}, which is no block of {vpc.Id}", "the endpoints would let in a network behind a peering or a VPN", $"remove it, or run `edge discover {target.Edge}`");
        }
    }

    private static bool MakesInterfaces(PreflightTarget target) =>
        EndpointService.Interfaces.Any(service => service.Mode(target.Config.Vpc.Endpoints) is EndpointMode.Create) || target.Config.Vpc.AdditionalEndpoints.Count > 0;
}
