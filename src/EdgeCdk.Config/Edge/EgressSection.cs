using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>Where the workloads may open connections to.</summary>
public sealed record EgressSection
{
    /// <summary>
    /// Whether the workloads may open connections to any address, or only to what each of them needs: the endpoints of AWS services,
    /// the file system, the telemetry collector, and the keys below. Default: open.
    /// </summary>
    /// <effect>
    /// The egress rules of the security groups of all workloads, changed in place. The descriptions of the groups stay as they are: AWS
    /// would replace the groups. Groups of vpc.securityGroups are not changed: `edge split` writes their rules into the template of the
    /// network, and `edge preflight` compares them.
    /// </effect>
    /// <consequence>
    /// With closed, every AWS service that the edge calls must have an endpoint in the network, and an address that nobody named is not
    /// reached: data sources time out. AWS Firewall Manager and many auditors ask for it.
    /// </consequence>
    public EgressMode Mode { get; init; }

    /// <summary>
    /// Prefix list of Amazon S3 in the region. Required with closed while the S3 gateway endpoint is created. Default: none.
    /// </summary>
    /// <effect>With closed, workloads that use S3 may reach it on port 443.</effect>
    /// <consequence>
    /// The VPC console has it under Managed prefix lists, with a name that ends in .s3; it is the same for all accounts in a region.
    /// Leave it out when S3 has an interface endpoint.
    /// </consequence>
    [PrefixListId]
    public string? S3PrefixListId { get; init; }

    /// <summary>Blocks with interface endpoints that the stack does not create, in this or a central VPC. Default: none.</summary>
    /// <effect>With closed, all workloads may reach them on port 443.</effect>
    /// <consequence>Whatever else answers on port 443 there can be reached, too.</consequence>
    [AnyBlock, Count(0, 5)]
    public IReadOnlyList<string> EndpointBlocks { get; init; } = [];

    /// <summary>
    /// Where the registry answers, as block and port or range of ports, when it is not Amazon ECR: the addresses of a mirror, or
    /// 0.0.0.0/0:443 when a firewall on the route decides by host names. Default: none.
    /// </summary>
    /// <effect>With closed, tasks may reach it.</effect>
    /// <consequence>
    /// The vendor's registry and its storage have changing addresses: only a firewall can name their hosts. `edge network` writes the
    /// list for it.
    /// </consequence>
    [Destination, Count(0, 5)]
    public IReadOnlyList<string> Registry { get; init; } = [];

    /// <summary>
    /// Where the receiver of telemetry answers, as block and port. Required with closed and a collector, unless it is reached through
    /// vpc.proxy. Default: none.
    /// </summary>
    /// <effect>With closed, the telemetry collector may reach it.</effect>
    [Destination, Count(0, 5)]
    public IReadOnlyList<string> Telemetry { get; init; } = [];

    /// <summary>Where the proxy answers, as block and port. Required with closed and a proxy. Default: none.</summary>
    /// <effect>With closed, the workloads that use the proxy may reach it.</effect>
    /// <consequence>Where the proxy leads to is for the proxy to decide.</consequence>
    [Destination, Count(0, 5)]
    public IReadOnlyList<string> Proxy { get; init; } = [];

    /// <summary>Data sources, as block and port or range of ports, such as 10.20.0.0/16:5432. Default: none.</summary>
    /// <effect>With closed, the processing jobs and Metadata Browsing may reach them.</effect>
    /// <consequence>A data source that is in no list cannot be connected.</consequence>
    [Destination, Count(0, 20)]
    public IReadOnlyList<string> DataSources { get; init; } = [];

    /// <summary>
    /// Data sources, as security group and port or range of ports, such as sg-0f1924823027c00c7:5432. The groups are in the VPC or in one
    /// that is peered with it. Default: none.
    /// </summary>
    /// <effect>With closed, the processing jobs and Metadata Browsing may reach what is in these groups.</effect>
    /// <consequence>A group cannot be deleted while a rule names it.</consequence>
    [GroupDestination, Count(0, 10)]
    public IReadOnlyList<string> DataSourceGroups { get; init; } = [];

    /// <summary>Blocks of your own DNS servers. Default: none, Amazon's resolver, which security groups do not filter.</summary>
    /// <effect>With closed, all workloads may reach them on port 53.</effect>
    [AnyBlock, Count(0, 5)]
    public IReadOnlyList<string> DnsServers { get; init; } = [];
}
