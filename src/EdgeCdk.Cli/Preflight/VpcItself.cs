using System.Net;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Preflight;

/// <summary>The VPC: that it is there, that names are resolved in it, and that the file has all of its blocks.</summary>
internal static class VpcItself
{
    public static IEnumerable<Finding> Find(Site site)
    {
        var vpc = site.Vpc;
        if (vpc.Vpc() is null)
        {
            yield return Finding.Error(
                "vpc.vpcId", $"there is no {vpc.Id} in {site.Region}", $"security groups fail with \"The vpc ID '{vpc.Id}' does not exist\"", "correct vpc.vpcId or account.region");
            yield break;
        }

        foreach (var (name, option) in new[] { ("enableDnsSupport", "--enable-dns-support"), ("enableDnsHostnames", "--enable-dns-hostnames") })
        {
            if (!vpc.Attribute(name))
            {
                yield return Finding.Error(
                    "vpc.vpcId", $"{vpc.Id} has {name} off",
                    "endpoints fail with \"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true\"; without DNS the file system cannot be mounted either",
                    $"aws ec2 modify-vpc-attribute --region {site.Region} --vpc-id {vpc.Id} {option} '{{\"Value\":true}}'");
            }
        }

        foreach (var finding in Blocks(site))
            yield return finding;
    }

    private static IEnumerable<Finding> Blocks(Site site)
    {
        var (vpc, listed) = (site.Vpc, site.Config.Vpc.CidrBlocks);
        foreach (var block in vpc.CidrBlocks().Except(listed))
        {
            var network = IPNetwork.Parse(block);
            var inside = site.Config.Vpc.PrivateSubnetIds.Where(subnet => vpc.Subnet(subnet) is { } known && network.Contains(IPNetwork.Parse(known.Text("CidrBlock")).BaseAddress)).ToList();
            var fault = $"lacks {block}, a block of {vpc.Id}";
            const string later = "whoever is in it cannot reach the endpoints that the edge makes: \"unable to pull secrets or registry auth\" with i/o timeout";
            var remedy = $"add it to vpc.cidrBlocks, or run `edge discover {site.Edge}`";
            yield return inside.Count > 0 && MakesInterfaces(site)
                ? Finding.Error("vpc.cidrBlocks", $"{fault}, with {string.Join(" and ", inside)} in it", later, remedy)
                : Finding.Warning("vpc.cidrBlocks", fault, later, remedy);
        }

        foreach (var block in listed.Except(vpc.CidrBlocks()))
        {
            yield return Finding.Warning(
                "vpc.cidrBlocks", $"has {block}, which is no block of {vpc.Id}", "the endpoints would let in a network behind a peering or a VPN", $"remove it, or run `edge discover {site.Edge}`");
        }
    }

    private static bool MakesInterfaces(Site site) =>
        Network.EndpointService.Interfaces.Any(service => service.Mode(site.Config.Vpc.Endpoints) is EndpointMode.Create) || site.Config.Vpc.AdditionalEndpoints.Count > 0;
}
