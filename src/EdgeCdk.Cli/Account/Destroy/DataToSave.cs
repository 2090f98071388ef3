using System.Globalization;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>Data that is lost with the resources that are deleted.</summary>
/// <param name="aws">The account in the region of the edge.</param>
/// <param name="edge">The edge.</param>
/// <param name="deleted">The resources that are deleted.</param>
internal sealed class DataToSave(RegionalAws aws, EdgePlace edge, IReadOnlyList<DeployedResource> deleted)
{
    /// <summary>The questions to ask.</summary>
    public IEnumerable<(string What, Func<IEnumerable<PlannedItem>> Find)> Questions =>
    [
        .. OfType("AWS::Logs::LogGroup").Select(group => group.PhysicalId).Order(StringComparer.Ordinal)
            .Select(name => ("log groups", (Func<IEnumerable<PlannedItem>>)(() => Logs(name)))),
        ("the file system", Files), ("running jobs", Tasks),
    ];

    // One call lists all groups; of those without a size each is a question of its own.
    private IEnumerable<PlannedItem> Logs(string name) =>
        from item in aws.List("logGroups", "logs", "describe-log-groups", "--log-group-name-prefix", edge.Names.LogGroupPrefix)
        let size = item.Number("storedBytes")
        where item.Text("logGroupName") == name && (size > 0 || HasStream(name))
        select new PlannedItem(
            "log group", name, $"is deleted with its log events: {Size(size)} at the last count",
            $"aws logs tail {name} --since 52w --region {edge.Region} > {name.Split('/')[^1]}.log");

    // AWS counts the size once a day only.
    private bool HasStream(string group) =>
        aws.List("logStreams", "logs", "describe-log-streams", "--log-group-name", group, "--max-items", "1").Count > 0;

    private IEnumerable<PlannedItem> Files() =>
        from system in OfType("AWS::EFS::FileSystem")
        from found in aws.Find("efs", "describe-file-systems", "--file-system-id", system.PhysicalId).Items("FileSystems")
        select new PlannedItem(
            "file system", system.PhysicalId,
            $"is deleted with {Size(found["SizeInBytes"].Number("Value"))}: connectors, which a new edge copies again, and telemetry "
                + "that was not sent; save it if you put files there");

    private IEnumerable<PlannedItem> Tasks() =>
        from cluster in OfType("AWS::ECS::Cluster")
        where cluster.Path.StartsWith("JobCluster", StringComparison.Ordinal)
        let running = EcsTasks.Of(aws, cluster.PhysicalId, "RUNNING").Count
        where running > 0
        select new PlannedItem(
            "jobs", cluster.PhysicalId, $"{ProblemReport.Counted(running, "task")} of jobs run and would be stopped; wait for them",
            $"aws ecs list-tasks --cluster {cluster.PhysicalId} --region {edge.Region}");

    private IEnumerable<DeployedResource> OfType(string type) => deleted.Where(resource => resource.Type == type);

    private static string Size(double bytes) => bytes switch
    {
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1e9 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };
}
