using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Drafts;

namespace EdgeCdk.Cli.Trial.Running;

/// <summary>The edge of the trial: its file, its deployments, and what is in its stack.</summary>
internal sealed class TrialEdge(TrialRun run)
{
    /// <summary>Its stack.</summary>
    public TrialStack Stack { get; } = new(run, run.Names.Stack);

    /// <summary>Text of the edge file.</summary>
    public string Text
    {
        get => File.ReadAllText(run.EdgeFile);
        set => WholeFile.Write(run.EdgeFile, value);
    }

    /// <summary>The release that the edge file names.</summary>
    public string Release => FileEdit.Values(Text)["edge.release"][0];

    /// <summary>Whether a key of the edge file has a value.</summary>
    public bool Has(string key, string value) => FileEdit.Values(Text).GetValueOrDefault(key) is [var found] && found == value;

    /// <summary>Changes values of the edge file.</summary>
    public void Set(params IReadOnlyList<(string Key, string Value)> values) => Text = values.Aggregate(
        Text, (text, one) => FileEdit.Set(text, one.Key, [one.Value], isList: false));

    /// <summary>Deploys it.</summary>
    /// <returns>Null when that succeeded, else why not.</returns>
    public string? Deploy(params IReadOnlyList<string> further)
    {
        // A run that was interrupted has left an operation that goes on.
        Stack.Settled();
        var (exitCode, output, error) = run.Cdk(["deploy", run.Names.Stack, .. Application, "--require-approval", "never", .. further]);
        return exitCode == 0 ? null
            : $"{Stack.Trouble()}; the CDK CLI ended with {exitCode}: {LastLines(error.Length > 0 ? error : output)}";
    }

    /// <summary>Deploys it, and fails if that fails.</summary>
    public void MustDeploy(params IReadOnlyList<string> further)
    {
        if (Deploy(further) is { } trouble)
            throw new CommandException($"the deployment failed: {trouble}");
    }

    /// <summary>Destroys it with the CDK CLI.</summary>
    public (int ExitCode, string Output, string Error) Destroy()
    {
        Stack.Settled();
        return run.Cdk(["destroy", run.Names.Stack, .. Application, "--force"]);
    }

    /// <summary>Its stack with all resources.</summary>
    public DeployedStack Deployed() => DeployedStack.Of(run.Aws.Account, run.Aws.Region, Stack.Complete(isRolledBackEnough: true));

    /// <summary>The physical id of a resource.</summary>
    /// <param name="deployed">The stack.</param>
    /// <param name="path">Construct path.</param>
    public static string IdOf(DeployedStack deployed, string path) =>
        deployed.Resources.FirstOrDefault(resource => resource.Path == path)?.PhysicalId
        ?? throw new CommandException($"the stack {deployed.Name} has no {path}");

    /// <summary>Plane Manager's service, as ECS describes it.</summary>
    public JsonNode Service(DeployedStack deployed) => run.Aws.List(
        "services", "ecs", "describe-services", "--cluster", deployed.Outputs["ManagementClusterArn"], "--services",
        IdOf(deployed, "PlaneManager/Service"))[0];

    /// <summary>All tasks of Connectors Rollout that ECS still shows.</summary>
    public IReadOnlyList<JsonNode> Rollouts(DeployedStack deployed) =>
    [
        .. from state in (string[])["RUNNING", "STOPPED"]
           from task in EcsTasks.Of(run.Aws, deployed.Outputs["ManagementClusterArn"], state)
           where task.Text("taskDefinitionArn").Contains($"/{run.Name}-connectors-rollout:", StringComparison.Ordinal)
           select task,
    ];

    /// <summary>Whether every container of a task that has an exit code ended with 0.</summary>
    public static bool HasSucceeded(JsonNode task) => task.Text("lastStatus") == "STOPPED"
        && task.Items("containers").Where(container => container["exitCode"] is not null).ToList() is { Count: > 0 } ended
        && ended.All(container => container.Number("exitCode") == 0);

    /// <summary>The published versions of a function, as numbers.</summary>
    public IReadOnlyList<int> Versions(string function) =>
    [
        .. run.Aws.List("Versions", "lambda", "list-versions-by-function", "--function-name", function)
            .Select(version => int.TryParse(version.Text("Version"), out var number) ? number : 0).Where(number => number > 0).Order(),
    ];

    /// <summary>The lines with which the stand-ins answer, in a log group of a component, since a time.</summary>
    public IReadOnlyList<string> Log(string component, string since) =>
    [
        .. run.Aws.Find(
                "logs", "filter-log-events", "--log-group-name", run.Names.LogGroupPrefix + component, "--start-time", since)
            .Items("events").Select(line => line.Text("message").Trim())
            .Where(line => line.StartsWith("edge-trial ", StringComparison.Ordinal)),
    ];

    /// <summary>How many messages are in a queue.</summary>
    public int Messages(string queue)
    {
        var attributes = run.Aws.Ask(
            "sqs", "get-queue-attributes", "--queue-url", queue, "--attribute-names", "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible")["Attributes"];
        return (int)(attributes.Number("ApproximateNumberOfMessages") + attributes.Number("ApproximateNumberOfMessagesNotVisible"));
    }

    private string[] Application =>
    [
        "-c", $"edges={run.EdgeFile}", "-c", $"releases={run.PathOf("releases")}", "--output", run.PathOf("cdk.out"), "--no-notices",
        "--progress", "events",
    ];

    private static string LastLines(string text) => string.Join(' ', text.Trim().Split('\n').TakeLast(3).Select(line => line.Trim()));
}
