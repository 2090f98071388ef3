using System.Globalization;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>The HTTP proxy, and how workloads reach it.</summary>
internal static class ProxyRules
{
    private const string Url = "vpc.proxy.url", NoProxy = "vpc.proxy.noProxy", Egress = "vpc.egress.proxy";

    public static readonly Rule<EdgeConfig>[] All =
    [
        new(["vpc.proxy"], config => ListRules.NoDuplicates(NoProxy, config.Vpc.Proxy?.NoProxy ?? [])),
        new(["vpc.proxy"], ExceptionsAreShort),
        new(["vpc.proxy", "vpc.egress"], ClosedEgressNamesTheProxy),
    ];

    private static IEnumerable<Problem> ExceptionsAreShort(EdgeConfig config)
    {
        var length = string.Join(',', config.Vpc.Proxy?.NoProxy ?? []).Length;
        if (length > ProxySection.LongestNoProxy)
        {
            yield return new Problem(
                NoProxy, $"has {length} characters", $"use at most {ProxySection.LongestNoProxy}: all variables of a function have 4 KB",
                "name a domain in place of its hosts");
        }
    }

    private static IEnumerable<Problem> ClosedEgressNamesTheProxy(EdgeConfig config)
    {
        var (proxy, egress) = (config.Vpc.Proxy, config.Vpc.Egress);
        if (proxy is null)
        {
            if (egress.Proxy.Count > 0)
                yield return new Problem(Egress, "names a proxy that nobody uses", "use it with vpc.proxy", "add vpc.proxy, or remove it");
            yield break;
        }

        if (egress.Mode is not EgressMode.Closed)
            yield break;
        if (egress.Proxy.Count == 0)
        {
            yield return Problem.Missing(
                Egress, $"the addresses of the proxy, as block and port, such as 10.0.0.7/32:{proxy.Port()}",
                "ask whoever runs the proxy: security groups know addresses, not names");
        }
        else if (!egress.Proxy.Any(destination => Allows(destination, proxy.Port())))
        {
            yield return Problem.Is(
                Url, proxy.Url, $"a port that {Egress} allows", "correct the port there or here",
                $", but {Egress} has {string.Join(", ", egress.Proxy)}");
        }
    }

    private static bool Allows(string destination, int port)
    {
        var ports = destination.Split(':')[1].Split('-').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return ports[0] <= port && port <= ports[^1];
    }
}
