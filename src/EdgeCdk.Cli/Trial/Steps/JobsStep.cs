using System.Net;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Cli.Trial.StandIns;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>What Plane Manager does, with its role and in its network: a task of its own task definition runs a script.</summary>
internal static class JobsStep
{
    private const string Looks = "30";
    private const string SecondsPerLook = "10";

    public static TrialStep Step { get; } = new(
        "jobs", "a task of Plane Manager that starts one job as Plane Manager does, receives its states and uses the two roles; one object "
            + "in the result bucket", 6, "two tasks for some minutes, less than a cent")
    {
        Needs = ["deploy"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        var edge = new TrialEdge(run);
        var deployed = edge.Deployed();
        var service = edge.Service(deployed);
        var definition = run.Aws.Ask("ecs", "describe-task-definition", "--task-definition", service.Text("taskDefinition"));
        var container = definition["taskDefinition"].Items("containerDefinitions").First().Text("name");
        var (since, cluster) = (run.Now, deployed.Outputs["ManagementClusterArn"]);
        var started = run.Aws.Ask(
            "ecs", "run-task", "--cluster", cluster, "--task-definition", service.Text("taskDefinition"), "--launch-type", "FARGATE",
            "--started-by", TrialRun.Tag, "--network-configuration", service["networkConfiguration"]!.ToJsonString(), "--overrides",
            Overrides(container));
        var task = started.Items("tasks").FirstOrDefault().Text("taskArn");
        if (task.Length == 0)
            throw new CommandException($"ECS did not start the task: {started["failures"]?.ToJsonString()}");
        // Until the log has come, too.
        var lines = run.Await(12, () => edge.Log("plane-manager", since) is var log && log.Contains("edge-trial end ok") ? log : null)
            ?? edge.Log("plane-manager", since);
        Answer(run, Said(lines, "address"), Said(lines, "access"), Said(lines, "result"), Said(lines, "job"));
        Messages(run, lines, deployed.Outputs["JobClusterArn"], Said(lines, "job") ?? "");
        var queue = TrialEdge.IdOf(deployed, "JobStatus/DeadLetters/Queue");
        var aside = run.Await(2, () => edge.Messages(queue) is > 0 and var count ? $"{count}" : null);
        run.Answer("message-set-aside", aside is not null, $"{aside ?? "0"} messages in the dead-letter queue of job states");
        // `edge verify` would rightly complain.
        run.Aws.Ask("sqs", "purge-queue", "--queue-url", queue);
        if (lines.Count == 0)
            throw new CommandException($"the task {task} wrote nothing to its log; see its stopped reason with `aws ecs describe-tasks`");
    }

    private static void Answer(TrialRun run, string? address, string? access, string? result, string? job)
    {
        Decide(run, "access-role-assumed", access, access == "ok");
        Decide(run, "result-role-assumed", result, result == "ok");
        Decide(run, "job-by-plane-manager", job, job?.StartsWith("arn:", StringComparison.Ordinal) is true);
        Decide(run, "endpoint-names-private", address is { Length: > 0 } ? address : null, IsPrivate(address));
    }

    private static void Messages(TrialRun run, IReadOnlyList<string> lines, string jobCluster, string job)
    {
        const string prefix = "edge-trial message ";
        var details = lines.Where(line => line.StartsWith(prefix, StringComparison.Ordinal))
            .Select(line => (JsonText.Parsed(line[prefix.Length..]) as JsonObject)?["detail"]).OfType<JsonNode>().ToList();
        var states = details.Where(detail => detail.Text("taskArn") == job).Select(detail => detail.Text("lastStatus")).Distinct().ToList();
        run.Answer(
            "job-state-arrives", states.Contains("STOPPED"), $"states of the job on the queue: {Words.List(states, "none")}");
        var clusters = details.Select(detail => detail.Text("clusterArn")).Distinct().ToList();
        Decide(
            run, "job-state-of-jobs-only", clusters.Count == 0 ? null : string.Join(", ", clusters),
            clusters.All(cluster => cluster == jobCluster));
    }

    private static void Decide(TrialRun run, string claim, string? evidence, bool isTrue)
    {
        if (evidence is null)
            run.NotDecided(claim, "the task of Plane Manager did not say");
        else
            run.Answer(claim, isTrue, evidence);
    }

    private static string? Said(IEnumerable<string> lines, string about) =>
        lines.Where(line => line.StartsWith($"edge-trial {about}", StringComparison.Ordinal))
            .Select(line => line[$"edge-trial {about}".Length..].Trim()).FirstOrDefault();

    private static bool IsPrivate(string? address) => IPAddress.TryParse(address?.Split(' ')[0], out var parsed)
        && parsed.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [100, >= 64 and <= 127, ..];

    private static string Overrides(string container) => new JsonObject
    {
        ["containerOverrides"] = new JsonArray(new JsonObject
        {
            ["name"] = container,
            ["command"] = new JsonArray(StandInFiles.Text("plane-manager.sh")),
            ["environment"] = new JsonArray(Variable("LOOKS", Looks), Variable("SECONDS_PER_LOOK", SecondsPerLook)),
        }),
    }.ToJsonString();

    private static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
