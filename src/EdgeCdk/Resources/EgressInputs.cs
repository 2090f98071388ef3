namespace EdgeCdk.Resources;

/// <summary>What is decided about where workloads may open connections to.</summary>
internal sealed record EgressInputs
{
    /// <summary>When they may go to some places only.</summary>
    public required When Closed { get; init; }

    /// <summary>Prefix list of Amazon S3.</summary>
    public required Conditional<string> S3PrefixListId { get; init; }

    /// <summary>Blocks with interface endpoints that the stack does not create.</summary>
    public required IReadOnlyList<Conditional<string>> EndpointBlocks { get; init; }

    public required IReadOnlyList<Conditional<EgressTarget>> Registry { get; init; }

    public required IReadOnlyList<Conditional<EgressTarget>> Telemetry { get; init; }

    public required IReadOnlyList<Conditional<EgressTarget>> Proxy { get; init; }

    public required IReadOnlyList<Conditional<EgressTarget>> DataSources { get; init; }

    /// <summary>Data sources in security groups.</summary>
    public required IReadOnlyList<Conditional<EgressTarget>> DataSourceGroups { get; init; }

    /// <summary>Blocks of the customer's DNS servers.</summary>
    public required IReadOnlyList<Conditional<string>> DnsServers { get; init; }
}
