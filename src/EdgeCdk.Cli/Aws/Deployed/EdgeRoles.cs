using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>The roles of an edge that have fixed names, so that policies of others can name them.</summary>
internal static class EdgeRoles
{
    /// <summary>All of them.</summary>
    public static IEnumerable<string> Names(string edge) => [.. OfResults(edge), $"{edge}-metadata-browsing", DeploymentSupport(edge)];

    /// <summary>Those that enter the role of the result bucket.</summary>
    public static IEnumerable<string> OfResults(string edge) =>
        [PlaneManager(edge), $"{edge}-dq-results-reader",
            .. Enum.GetValues<Job>().Select(job => $"{edge}-job-{Config.Yaml.Names.Value(job)}")];

    /// <summary>The one that copies the function packages.</summary>
    public static string DeploymentSupport(string edge) => $"{edge}-deployment-support";

    /// <summary>The one that every deployed edge has, in whatever region.</summary>
    public static string PlaneManager(string edge) => $"{edge}-plane-manager";
}
