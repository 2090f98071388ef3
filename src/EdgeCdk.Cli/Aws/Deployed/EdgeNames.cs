using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>What else of an edge has a fixed name; see <see cref="EdgeRoles"/> for the roles.</summary>
internal static class EdgeNames
{
    /// <summary>The stack, unless Service Catalog, a stack set or a user named it.</summary>
    public static string Stack(string edge) => $"Edge-{edge}";

    /// <summary>The stack of what an edge needs first.</summary>
    public static string PrerequisitesStack(string edge) => $"Prerequisites-{edge}";

    /// <summary>What all log groups of the components begin with.</summary>
    public static string LogGroupPrefix(string edge) => $"/ataccama/edge/{edge}/";

    /// <summary>The alias of the general key.</summary>
    public static string Alias(string edge) => $"alias/ataccama/edge/{edge}";

    /// <summary>The families of task definitions.</summary>
    public static IEnumerable<string> Families(string edge) =>
        ((string[])["plane-manager", "connectors-rollout", "observability", .. Jobs]).Select(family => $"{edge}-{family}");

    /// <summary>The log groups that Container Insights writes to, one for each cluster.</summary>
    public static IEnumerable<string> PerformanceLogGroups(string edge) =>
        ((string[])["management", "jobs"]).Select(cluster => $"/aws/ecs/containerinsights/{edge}-{cluster}/performance");

    /// <summary>All log groups of the stack, those of the telemetry collector included: they are there whether it is switched on or
    /// not.</summary>
    public static IEnumerable<string> LogGroups(string edge) =>
    [
        .. ((string[])
        [
            "plane-manager", "connectors-rollout", "metadata-browsing", "dq-results-reader", "cleanup", "deployment-support",
            "otel-collector", "config-init", "cloudwatch-exporter", .. Jobs,
        ]).Select(component => LogGroupPrefix(edge) + component),
        .. PerformanceLogGroups(edge),
    ];

    private static IEnumerable<string> Jobs => Enum.GetValues<Job>().Select(job => Names.Value(job));
}
