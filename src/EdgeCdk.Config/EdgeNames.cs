using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config;

/// <summary>The names that an edge has in an account. They are fixed, so that policies and commands can use them.</summary>
/// <param name="edge">Name of the edge.</param>
public sealed class EdgeNames(string edge)
{
    private static readonly string[] Services = ["plane-manager", "connectors-rollout"];
    private static readonly string[] Functions = ["metadata-browsing", "dq-results-reader", "cleanup", "deployment-support"];
    private static readonly string[] Collector = ["otel-collector", "config-init", "cloudwatch-exporter"];

    /// <summary>The stack, unless Service Catalog, a stack set or a user named it.</summary>
    public string Stack => $"Edge-{edge}";

    /// <summary>The stack of the prerequisites: network, result bucket and role.</summary>
    public string PrerequisitesStack => $"Prerequisites-{edge}";

    /// <summary>The alias of the general key.</summary>
    public string KeyAlias => $"alias/ataccama/edge/{edge}";

    /// <summary>The beginning of the names of all log groups of the components.</summary>
    public string LogGroupPrefix => $"/ataccama/edge/{edge}/";

    /// <summary>The log groups that Container Insights writes to, one for each cluster.</summary>
    public IReadOnlyList<string> PerformanceLogGroups =>
        [.. ((string[])["management", "jobs"]).Select(cluster => $"/aws/ecs/containerinsights/{edge}-{cluster}/performance")];

    /// <summary>All log groups of the stack. Those of the telemetry collector are there even when it is disabled.</summary>
    public IReadOnlyList<string> LogGroups =>
        [.. ((string[])[.. Services, .. Functions, .. Collector, .. Jobs]).Select(part => LogGroupPrefix + part), .. PerformanceLogGroups];

    /// <summary>The role that every deployed edge has, in any region.</summary>
    public string PlaneManagerRole => $"{edge}-plane-manager";

    /// <summary>The role that copies the function packages.</summary>
    public string DeploymentSupportRole => $"{edge}-deployment-support";

    /// <summary>The roles that assume the role of the result bucket.</summary>
    /// <param name="jobs">The jobs of the edge's release.</param>
    public IReadOnlyList<string> ResultRoles(IEnumerable<Job> jobs) =>
        [PlaneManagerRole, $"{edge}-dq-results-reader", .. jobs.Select(job => $"{edge}-job-{Names.Value(job)}")];

    /// <summary>All roles with fixed names, with those of the jobs of any release.</summary>
    public IReadOnlyList<string> Roles => [.. ResultRoles(Enum.GetValues<Job>()), $"{edge}-metadata-browsing", DeploymentSupportRole];

    /// <summary>The families of the task definitions.</summary>
    public IReadOnlyList<string> TaskFamilies => [.. ((string[])[.. Services, "observability", .. Jobs]).Select(part => $"{edge}-{part}")];

    private static IEnumerable<string> Jobs => Enum.GetValues<Job>().Select(job => Names.Value(job));
}
