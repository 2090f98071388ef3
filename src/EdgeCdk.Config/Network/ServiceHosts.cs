using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Network;

/// <summary>The hosts of AWS services in a region: the one place that knows which name in DNS belongs to which endpoint.</summary>
internal static class ServiceHosts
{
    /// <summary>What stands before the region, by the name of the service's endpoints.</summary>
    /// <param name="service">Name of the service's endpoints, such as <c>ecr.api</c>.</param>
    /// <param name="account">The account whose registry or bucket it is; of others it is no part of the name.</param>
    public static string BeforeRegion(string service, string account) => service switch
    {
        "ecr.api" => "api.ecr",
        "ecr.dkr" => $"{account}.dkr.ecr",
        _ => service,
    };

    /// <summary>The host of a service in a region.</summary>
    /// <param name="service">Name of the service's endpoints.</param>
    /// <param name="account">The account whose registry it is.</param>
    /// <param name="domain">Region and domain, such as <c>eu-central-1.amazonaws.com</c>.</param>
    public static string Of(string service, string account, string domain) => $"{BeforeRegion(service, account)}.{domain}";

    /// <summary>Region and domain of an edge's services.</summary>
    public static string Domain(EdgeConfig config, string region) => $"{region}.{Partitions.DnsSuffix(config.Account.Partition())}";
}
