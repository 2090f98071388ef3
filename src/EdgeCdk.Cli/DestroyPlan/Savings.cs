using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Deployed;

namespace EdgeCdk.Cli.DestroyPlan;

/// <summary>What would be lost with the resources that are deleted.</summary>
internal static class Savings
{
    public static IReadOnlyList<Fate> Of(IAws aws, EdgePlace edge, IReadOnlyList<DeployedResource> deleted) =>
    [
        .. edge.Definition is { } definition
            ? [new Fate("results", definition.Config.S3.BucketName, "is your bucket, not the stack's: nothing happens to it")]
            : Array.Empty<Fate>(),
        .. Logs(aws, edge, deleted),
        .. Files(aws, edge, deleted),
        .. Tasks(aws, edge, deleted),
    ];

    private static IEnumerable<Fate> Logs(IAws aws, EdgePlace edge, IReadOnlyList<DeployedResource> deleted)
    {
        var names = deleted.Where(resource => resource.Type == "AWS::Logs::LogGroup").Select(resource => resource.PhysicalId).ToHashSet();
        var groups = aws.Ask(edge.Region, "logs", "describe-log-groups", "--log-group-name-prefix", edge.LogGroupPrefix)["logGroups"] as JsonArray ?? [];
        return from item in groups
               let name = (string)item!["logGroupName"]!
               let size = (long?)item["storedBytes"] ?? 0
               where names.Contains(name) && (size > 0 || IsWrittenTo(aws, edge, name))
               orderby name
               select new Fate("log group", name, $"is deleted with what was written: {Size(size)} as counted last", $"aws logs tail {name} --since 52w --region {edge.Region} > {name.Split('/')[^1]}.log");
    }

    // The size is counted once a day only.
    private static bool IsWrittenTo(IAws aws, EdgePlace edge, string group) =>
        aws.Ask(edge.Region, "logs", "describe-log-streams", "--log-group-name", group, "--max-items", "1")["logStreams"] is JsonArray { Count: > 0 };

    private static IEnumerable<Fate> Files(IAws aws, EdgePlace edge, IReadOnlyList<DeployedResource> deleted) =>
        from system in deleted
        where system.Type == "AWS::EFS::FileSystem"
        let size = (long?)aws.Ask(edge.Region, "efs", "describe-file-systems", "--file-system-id", system.PhysicalId)["FileSystems"]![0]!["SizeInBytes"]?["Value"] ?? 0
        select new Fate(
            "file system", system.PhysicalId, $"is deleted with {Size(size)}: connectors, which a new edge copies again, and telemetry that was not sent; save it if you put files there");

    private static IEnumerable<Fate> Tasks(IAws aws, EdgePlace edge, IReadOnlyList<DeployedResource> deleted) =>
        from cluster in deleted
        where cluster.Type == "AWS::ECS::Cluster" && cluster.Path.StartsWith("JobCluster", StringComparison.Ordinal)
        let running = EcsTasks.Of(aws, edge.Region, cluster.PhysicalId, "RUNNING").Count
        where running > 0
        select new Fate("jobs", cluster.PhysicalId, $"{ProblemReport.Counted(running, "task")} of jobs run and would be stopped; wait for them", $"aws ecs list-tasks --cluster {cluster.PhysicalId} --region {edge.Region}");

    private static string Size(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };
}
