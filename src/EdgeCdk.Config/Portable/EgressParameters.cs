using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Portable;

/// <summary>Parameters for where the workloads may open connections to.</summary>
internal static class EgressParameters
{
    private const string Group = "Egress of workloads";

    /// <summary>The parameters, by what a release reads.</summary>
    public static IReadOnlyList<PortableParameter> Of(ReleaseManifest release) =>
    [
        PortableParameter.Of(
            "EgressMode", Group, "Egress of workloads", "vpc.egress.mode", edge => Names.Value(edge.Config.Vpc.Egress.Mode)) with
        {
            Default = "open",
            Constraint = "must be open or closed",
        },
        PortableParameter.Of(
                "S3PrefixListId", Group, "Prefix list of Amazon S3", "vpc.egress.s3PrefixListId",
                edge => edge.Config.Vpc.Egress.S3PrefixListId)
            .Optional("S3 has an interface endpoint, or egress is open"),
        .. Lists.Where(list => list.Name != ProxyParameters.Egress || release.ReadsProxy()).Select(list =>
            PortableParameter.OfList(list.Name, Group, list.Label, list.Key, edge => list.Items(edge.Config.Vpc.Egress))
                .Several(PortableParameters.MostDestinations)
                .Optional("none")),
    ];

    /// <summary>The lists of the egress of workloads.</summary>
    public static IReadOnlyList<(string Name, string Key, string Label, Func<EgressSection, IReadOnlyList<string>> Items)> Lists { get; } =
    [
        ("EgressEndpointBlocks", "vpc.egress.endpointBlocks", "Blocks with existing interface endpoints", egress => egress.EndpointBlocks),
        ("EgressRegistry", "vpc.egress.registry", "Addresses of the registry", egress => egress.Registry),
        ("EgressTelemetry", "vpc.egress.telemetry", "Addresses of the receiver of telemetry", egress => egress.Telemetry),
        (ProxyParameters.Egress, "vpc.egress.proxy", "Addresses of the proxy", egress => egress.Proxy),
        ("EgressDataSources", "vpc.egress.dataSources", "Addresses of data sources", egress => egress.DataSources),
        ("EgressDataSourceGroups", "vpc.egress.dataSourceGroups", "Security groups of data sources", egress => egress.DataSourceGroups),
        ("EgressDnsServers", "vpc.egress.dnsServers", "Blocks of DNS servers", egress => egress.DnsServers),
    ];
}
