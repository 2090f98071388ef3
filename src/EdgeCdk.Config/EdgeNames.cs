using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config;

/// <summary>The names that an edge has in an account. They are fixed, so that policies and commands can use them.</summary>
/// <param name="edge">Name of the edge.</param>
public sealed class EdgeNames(string edge)
{
    private static readonly string[] Services = ["plane-manager", "connectors-rollout"];
    private static readonly string[] OwnFunctions = ["cleanup", "deployment-support"];
    private static readonly string[] Collector = ["otel-collector", "config-init", "cloudwatch-exporter"];

    /// <summary>The stack, unless Service Catalog, a stack set or a user named it.</summary>
    public string Stack => $"Edge-{edge}";

    /// <summary>The stack of the prerequisites: network, result bucket and role.</summary>
    public string PrerequisitesStack => $"Prerequisites-{edge}";

    /// <summary>The stack of another team that creates the roles, keys or security groups of the edge.</summary>
    /// <param name="part">Identity, Keys or Network.</param>
    public string StackOfTeam(string part) => $"{part}-{edge}";

    /// <summary>The alias of the general key.</summary>
    public string KeyAlias => $"alias/ataccama/edge/{edge}";

    /// <summary>The beginning of the names of all log groups of the components.</summary>
    public string LogGroupPrefix => $"/ataccama/edge/{edge}/";

    /// <summary>The log groups that Container Insights writes to, one for each cluster.</summary>
    public IReadOnlyList<string> PerformanceLogGroups =>
        [.. ((string[])["management", "jobs"]).Select(cluster => $"/aws/ecs/containerinsights/{edge}-{cluster}/performance")];

    /// <summary>The log groups of a stack on a release. Those of the telemetry collector are there even when it is disabled.</summary>
    public IReadOnlyList<string> LogGroups(ReleaseManifest release) =>
    [
        .. ((string[])[.. Services, .. Of(release.Functions.Keys), .. OwnFunctions, .. Collector, .. Of(release.Jobs.Keys)])
            .Select(part => LogGroupPrefix + part),
        .. PerformanceLogGroups,
    ];

    /// <summary>The role that every deployed edge has, in any region.</summary>
    public string PlaneManagerRole => $"{edge}-plane-manager";

    /// <summary>The role that copies the function packages.</summary>
    public string DeploymentSupportRole => $"{edge}-deployment-support";

    /// <summary>The roles of a release that assume the role of the result bucket.</summary>
    public IReadOnlyList<string> ResultRoles(ReleaseManifest release) =>
    [
        PlaneManagerRole,
        .. release.Functions.Keys.Where(function => function is Function.DqResultsReader).Select(FunctionRole),
        .. release.Jobs.Keys.Select(JobRole),
    ];

    /// <summary>The roles with fixed names of a stack on a release.</summary>
    public IReadOnlyList<string> Roles(ReleaseManifest release) => Roles(release.Jobs.Keys, release.Functions.Keys);

    /// <summary>The roles with fixed names of stacks on any release.</summary>
    public IReadOnlyList<string> AllRoles => Roles(Enum.GetValues<Job>(), Enum.GetValues<Function>());

    /// <summary>Names of the roles that the edge uses when the stack creates none.</summary>
    /// <param name="definition">The edge, which decides which parts there are.</param>
    public IReadOnlyList<string> ExistingRoles(EdgeDefinition definition)
    {
        string[] collector = definition.Config.Observability.Enabled ? ["observability"] : [];
        string[] tasks = [.. Services, .. collector, .. Of(definition.Release.Jobs.Keys).Select(job => $"job-{job}")];
        string[] parts =
        [
            .. tasks, .. tasks.Select(task => $"{task}-execution"),
            .. Of(definition.Release.Functions.Keys), .. OwnFunctions, "cleanup-schedule", "image-update",
        ];
        return [.. parts.Select(part => $"{edge}-{part}").Order(StringComparer.Ordinal)];
    }

    /// <summary>The families of the task definitions of any release.</summary>
    public IReadOnlyList<string> TaskFamilies =>
        [.. ((string[])[.. Services, "observability", .. Of(Enum.GetValues<Job>())]).Select(part => $"{edge}-{part}")];

    private IReadOnlyList<string> Roles(IEnumerable<Job> jobs, IEnumerable<Function> functions) =>
        [PlaneManagerRole, .. jobs.Select(JobRole), .. functions.Select(FunctionRole), DeploymentSupportRole];

    private string JobRole(Job job) => $"{edge}-job-{Names.Kebab(job)}";

    private string FunctionRole(Function function) => $"{edge}-{Names.Kebab(function)}";

    private static IEnumerable<string> Of<T>(IEnumerable<T> parts)
        where T : struct, Enum => parts.Select(part => Names.Kebab(part));
}
