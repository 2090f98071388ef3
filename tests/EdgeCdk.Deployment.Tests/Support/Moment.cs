using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>A function's published versions and where its alias points.</summary>
internal sealed record FunctionVersions(
    string Name, IReadOnlyList<int> Published, IReadOnlyDictionary<string, int> Aliases, string LatestCode)
{
    public static FunctionVersions Of(AwsClient aws, string name)
    {
        var versions = aws.Call("lambda", "list_versions_by_function", "FunctionName", name)["Versions"]!.AsArray();
        var aliases = aws.Call("lambda", "list_aliases", "FunctionName", name)["Aliases"]!.AsArray();
        return new FunctionVersions(
            name,
            [
                .. versions.Select(item => item!["Version"]!.GetValue<string>())
                    .Where(version => version != "$LATEST")
                    .Select(Number)
                    .Order(),
            ],
            aliases.ToDictionary(item => item!["Name"]!.GetValue<string>(), item => Number(item!["FunctionVersion"]!.GetValue<string>())),
            versions.Single(item => item!["Version"]!.GetValue<string>() == "$LATEST")!["CodeSha256"]!.GetValue<string>());
    }

    private static int Number(string version) => int.Parse(version, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What AWS showed after a step of the story.</summary>
internal sealed record Moment
{
    public required CommandResult? Cli { get; init; }

    public required StackView? Alpha { get; init; }

    public required StackView? Beta { get; init; }

    public required Inventory Inventory { get; init; }

    /// <summary>Versions of alpha's two functions, by construct path.</summary>
    public required IReadOnlyDictionary<string, FunctionVersions> Functions { get; init; }

    /// <summary>Families of the tasks on the management clusters, stopped ones included.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>How many tasks of Connectors Rollout an edge has had.</summary>
    public int Rollouts(string edge) => Tasks.Count(family => family == $"{edge}-connectors-rollout");

    /// <summary>What the CLI printed.</summary>
    public string Printed => Cli is null ? "" : $"{Cli.Output}\n{Cli.Error}";

    public static Moment After(CommandResult? cli, AwsClient aws)
    {
        var alpha = StackView.Find(aws, "Edge-alpha");
        return new Moment
        {
            Cli = cli,
            Alpha = alpha,
            Beta = StackView.Find(aws, "Edge-beta"),
            Inventory = Inventory.Of(aws),
            Tasks = [.. new[] { "alpha", "beta" }.SelectMany(edge => TasksOf(aws, $"{edge}-management"))],
            Functions = alpha?.Resources.Count > 0
                ? new[] { "MetadataBrowsing", "DqResultsReader" }.ToDictionary(
                    name => name,
                    name => FunctionVersions.Of(aws, alpha[$"{name}/Function/Function"]))
                : new Dictionary<string, FunctionVersions>(),
        };
    }

    private static IEnumerable<string> TasksOf(AwsClient aws, string cluster)
    {
        var clusters = aws.Call("ecs", "list_clusters")["clusterArns"]!.AsArray();
        if (!clusters.Any(arn => arn!.ToString().EndsWith($"/{cluster}", StringComparison.Ordinal)))
            return [];
        var arns = new[] { "RUNNING", "STOPPED" }
            .Select(status => new JsonObject { ["cluster"] = cluster, ["desiredStatus"] = status })
            .SelectMany(ofStatus => aws.Call("ecs", "list_tasks", ofStatus)["taskArns"]!.AsArray())
            .Select(arn => (JsonNode)arn!.DeepClone()).DistinctBy(arn => arn.ToString()).ToArray();
        if (arns.Length == 0)
            return [];
        var tasks = new JsonObject { ["cluster"] = cluster, ["tasks"] = new JsonArray(arns) };
        return aws.Call("ecs", "describe_tasks", tasks)["tasks"]!.AsArray()
            .Select(task => task!["taskDefinitionArn"]!.ToString().Split('/')[^1].Split(':')[0]);
    }
}
