using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Config.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Firewalls between the private subnets and the registry, which cannot be checked from here.</summary>
internal static class EgressChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var hosts = RegistryHosts.Of(target.Config).Select(host => host.Port == 443 ? host.Name : $"{host.Name}:{host.Port}").ToList();
        yield return new Finding(Outcome.Unknown, "network")
        {
            What = $"whether {string.Join(", ", hosts)} can be reached with HTTPS could not be checked from here",
            Later = "when a firewall blocks one of them: \"CannotPullContainerError\" with i/o timeout or connection reset; the layers "
                + "of an image come from other hosts than that of its name"
                + (target.Config.Vpc.Proxy is null ? "" : "; AWS Fargate pulls images without the proxy of vpc.proxy"),
            Remedy = $"allow them in the firewall, and try from a machine in a private subnet: curl -I https://{hosts[0]}/v2/",
        };
    }
}
