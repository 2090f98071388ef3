using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Network;

/// <summary>
/// The hosts outside of the VPC that a firewall must allow: what has no endpoint. Receiver of telemetry and data sources are the
/// customer's, and not known here.
/// </summary>
internal static class FirewallHosts
{
    /// <summary>The hosts of an edge, by name.</summary>
    public static IReadOnlyList<ServiceHost> Of(EdgeConfig config)
    {
        var inside = EdgeEndpoints.Created(config.Vpc).Concat(EdgeEndpoints.Existing(config.Vpc)).ToHashSet();
        var services = FlowTable.Of(config)
            .Where(flow => flow.To is FlowDestination.AwsService && !inside.Contains(flow.Service!) && !IsOfEcr(flow))
            .GroupBy(flow => flow.Service!, flow => Workloads.Shown(flow.From))
            .Select(service => new ServiceHost(
                ServiceHosts.Of(service.Key, config.Account.AccountId, ServiceHosts.Domain(config, config.Account.Region)), 443,
                string.Join(", ", service.Distinct())));
        // The gateway endpoint leads to the buckets of the edge's own region alone.
        var results = config.S3.Region == config.Account.Region
            ? []
            : (ServiceHost[])[new(BucketHost(config), 443, "results, in the region of their bucket")];
        return
        [
            .. services.Concat(results).Concat(Images(config, inside)).DistinctBy(host => host.Name)
                .OrderBy(host => host.Name, StringComparer.Ordinal),
        ];
    }

    // Those of Amazon ECR stay inside with endpoints in the same region: layers come through that of S3.
    private static IEnumerable<ServiceHost> Images(EdgeConfig config, HashSet<string> inside) =>
        config.Registry.Ecr() is { } ecr && ecr.Region == config.Account.Region && inside.IsSupersetOf(["ecr.api", "ecr.dkr"])
            ? []
            : RegistryHosts.Of(config);

    private static bool IsOfEcr(Flow flow) => flow.Service is "ecr.api" or "ecr.dkr";

    // A name with dots is no name in a certificate: SDKs put it into the path.
    private static string BucketHost(EdgeConfig config)
    {
        var host = ServiceHosts.Of("s3", config.Account.AccountId, ServiceHosts.Domain(config, config.S3.Region));
        return config.S3.BucketName.Contains('.', StringComparison.Ordinal) ? host : $"{config.S3.BucketName}.{host}";
    }
}
