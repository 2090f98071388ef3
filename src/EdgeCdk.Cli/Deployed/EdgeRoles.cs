using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Deployed;

/// <summary>The roles of an edge that have fixed names, so that policies of others can name them.</summary>
internal static class EdgeRoles
{
    /// <summary>All of them, with those of the jobs of any release.</summary>
    public static IEnumerable<string> Names(string edge) => [.. OfResults(edge, Enum.GetValues<Job>()), $"{edge}-metadata-browsing", DeploymentSupport(edge)];

    /// <summary>Those that assume the role of the result bucket.</summary>
    /// <param name="edge">Name of the edge.</param>
    /// <param name="jobs">The jobs of its release.</param>
    public static IEnumerable<string> OfResults(string edge, IEnumerable<Job> jobs) =>
        [PlaneManager(edge), $"{edge}-dq-results-reader",
            .. jobs.Select(job => $"{edge}-job-{Config.Yaml.Names.Value(job)}")];

    /// <summary>The one that copies the function packages.</summary>
    public static string DeploymentSupport(string edge) => $"{edge}-deployment-support";

    /// <summary>The one that every deployed edge has, in whatever region.</summary>
    public static string PlaneManager(string edge) => $"{edge}-plane-manager";
}
