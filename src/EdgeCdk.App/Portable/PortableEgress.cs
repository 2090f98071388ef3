using Amazon.CDK;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Releases;
using EdgeCdk.Resources;

namespace EdgeCdk.App.Portable;

/// <summary>What the parameters of the portable template decide about where workloads may open connections to.</summary>
internal static class PortableEgress
{
    public static EgressInputs Of(PortableForm form, ReleaseManifest release) => new()
    {
        Closed = form.Is("HasClosedEgress", "EgressMode", "closed"),
        S3PrefixListId = form.Optional("HasS3PrefixList", "S3PrefixListId"),
        EndpointBlocks = Listed(form, "EgressEndpointBlocks"),
        Registry = Targets(form, "EgressRegistry"),
        Telemetry = Targets(form, "EgressTelemetry"),
        Proxy = release.ReadsProxy() ? Targets(form, ProxyParameters.Egress) : [],
        DataSources = Targets(form, "EgressDataSources"),
        DataSourceGroups = Targets(form, "EgressDataSourceGroups"),
        DnsServers = Listed(form, "EgressDnsServers"),
    };

    private static Conditional<string>[] Listed(PortableForm form, string name) =>
        form.Listed(name, PortableParameters.MostDestinations, $"Has{name}");

    private static Conditional<EgressTarget>[] Targets(PortableForm form, string name) =>
        [.. Listed(form, name).Select(item => new Conditional<EgressTarget>(Target(item.Value), item.When))];

    // The ports twice: of a single one, too, there is a first and a last. An empty item has no ports, and no rule.
    private static EgressTarget Target(string destination)
    {
        var parts = Fn.Split(":", $"{destination}:");
        var ports = Fn.Split("-", $"{Fn.Select(1, parts)}-{Fn.Select(1, parts)}");
        return new(Fn.Select(0, parts), Fn.Select(0, ports), Fn.Select(1, ports));
    }
}
