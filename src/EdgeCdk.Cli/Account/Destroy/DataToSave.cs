using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>What would be lost with the resources that are deleted.</summary>
internal static class DataToSave
{
    /// <summary>What becomes of the results: no resource of the stack, and yet under a key of the stack.</summary>
    public static IEnumerable<PlannedItem> Results(EdgePlace edge, DeployedStack stack, DateOnly today)
    {
        var bucket = edge.Definition?.Config.S3.BucketName ?? "in your bucket";
        if (stack.Resources
            .FirstOrDefault(resource => resource.Path == KeyDeletion.DataQuality && resource.Status != "DELETE_COMPLETE") is not { } key)
        {
            return [];
        }

        var days = KeyDeletion.Days(key);
        return
        [
            (string?)key.Template.Json["DeletionPolicy"] is "Retain" or "RetainExceptOnCreate"
                ? new("results", bucket,
                    $"data-quality results in the bucket are encrypted with the key {key.PhysicalId}, which stays, and goes on costing. "
                    + KeyDeletion.AfterTheRoles)
                : new(
                    "results", bucket,
                    $"data-quality results in the bucket are encrypted with the key {key.PhysicalId} (DataQualityKey), which is deleted "
                        + $"with the stack; after {days} days, on {KeyDeletion.Date(today, days)}, nobody can read "
                        + "them. To keep them: set dataRetention: retain and deploy before you destroy, or cancel the deletion of the key "
                        + $"within {days} days. {KeyDeletion.AfterTheRoles}")
                {
                    Keep = KeyDeletion.Rescue(key.PhysicalId, edge.Region),
                },
        ];
    }

    /// <summary>What else is asked about.</summary>
    public static IEnumerable<(string What, Func<IEnumerable<PlannedItem>> Find)> Questions(IAws aws, EdgePlace edge,
        IReadOnlyList<DeployedResource> deleted) =>
    [
        ("log groups", () => Logs(aws, edge, deleted)),
        ("the file system", () => Files(aws, edge, deleted)),
        ("running jobs", () => Tasks(aws, edge, deleted)),
    ];

    private static IEnumerable<PlannedItem> Logs(IAws aws, EdgePlace edge, IReadOnlyList<DeployedResource> deleted)
    {
        var names = deleted.Where(resource => resource.Type == "AWS::Logs::LogGroup").Select(resource => resource.PhysicalId).ToHashSet();
        var groups = aws.Ask(edge.Region, "logs", "describe-log-groups", "--log-group-name-prefix", edge.LogGroupPrefix)["logGroups"] as JsonArray ?? [];
        return from item in groups
               let name = (string)item!["logGroupName"]!
               let size = (long?)item["storedBytes"] ?? 0
               where names.Contains(name) && (size > 0 || IsWrittenTo(aws, edge, name))
               orderby name
               select new PlannedItem("log group", name, $"is deleted with what was written: {Size(size)} as counted last", $"aws logs tail {name} --since 52w --region {edge.Region} > {name.Split('/')[^1]}.log");
    }

    // The size is counted once a day only.
    private static bool IsWrittenTo(IAws aws, EdgePlace edge, string group) =>
        aws.Ask(edge.Region, "logs", "describe-log-streams", "--log-group-name", group, "--max-items", "1")["logStreams"] is JsonArray { Count: > 0 };

    private static IEnumerable<PlannedItem> Files(IAws aws, EdgePlace edge, IReadOnlyList<DeployedResource> deleted) =>
        from system in deleted
        where system.Type == "AWS::EFS::FileSystem"
        let size = (long?)aws.Ask(edge.Region, "efs", "describe-file-systems", "--file-system-id", system.PhysicalId)["FileSystems"]![0]!["SizeInBytes"]?["Value"] ?? 0
        select new PlannedItem(
            "file system", system.PhysicalId, $"is deleted with {Size(size)}: connectors, which a new edge copies again, and telemetry that was not sent; save it if you put files there");

    private static IEnumerable<PlannedItem> Tasks(IAws aws, EdgePlace edge, IReadOnlyList<DeployedResource> deleted) =>
        from cluster in deleted
        where cluster.Type == "AWS::ECS::Cluster" && cluster.Path.StartsWith("JobCluster", StringComparison.Ordinal)
        let running = EcsTasks.Of(aws, edge.Region, cluster.PhysicalId, "RUNNING").Count
        where running > 0
        select new PlannedItem("jobs", cluster.PhysicalId, $"{ProblemReport.Counted(running, "task")} of jobs run and would be stopped; wait for them", $"aws ecs list-tasks --cluster {cluster.PhysicalId} --region {edge.Region}");

    private static string Size(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };
}
