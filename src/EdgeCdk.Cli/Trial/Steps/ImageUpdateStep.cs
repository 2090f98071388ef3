using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>The vendor announces an image, once for this edge and once for another.</summary>
internal static class ImageUpdateStep
{
    private const int Quiet = 2;

    public static TrialStep Step { get; } = new(
        "image-update", "two events on the default bus, one of which starts one task", 5, "one task for a minute, less than a cent")
    {
        Needs = ["deploy"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        var edge = new TrialEdge(run);
        var deployed = edge.Deployed();
        var pattern = Pattern(run, deployed);
        var before = Known(edge, deployed);
        Announce(run, pattern, "another-edge");
        var others = run.Await(Quiet, () => New(edge, deployed, before));
        run.Answer(
            "image-update-of-others", others is null,
            others is null ? $"no task within {Quiet} minutes" : $"started {others.Text("taskArn")}");
        before = Known(edge, deployed);
        Announce(run, pattern, run.Name);
        var task = run.Await(8, () => New(edge, deployed, before) is { } one && one.Text("lastStatus") == "STOPPED" ? one : null)
            ?? New(edge, deployed, before);
        run.Answer(
            "image-update-starts", task is not null && TrialEdge.HasSucceeded(task),
            task is null ? "no task was started"
                : $"{task.Text("taskArn")} is {task.Text("lastStatus")} {task.Text("stoppedReason")}".TrimEnd());
        if (task is null)
            throw new CommandException("the image update started no task; see FailedInvocations of the rule and its dead-letter queue");
        var by = task.Text("startedBy");
        run.Answer("started-by-rule", by.StartsWith("events-rule/", StringComparison.Ordinal), $"startedBy is {by}");
    }

    // The rule says what it waits for.
    private static JsonNode Pattern(TrialRun run, DeployedStack deployed)
    {
        var rule = deployed.OfType("AWS::Events::Rule").First(one => one.Path.StartsWith("ImageUpdate/", StringComparison.Ordinal));
        return JsonNode.Parse(run.Aws.Ask("events", "describe-rule", "--name", rule.PhysicalId.Split('|')[^1]).Text("EventPattern"))!;
    }

    private static void Announce(TrialRun run, JsonNode pattern, string edge)
    {
        var entry = new JsonObject
        {
            ["Source"] = pattern.Texts("source").First(),
            ["DetailType"] = pattern.Texts("detail-type").First(),
            ["Detail"] = new JsonObject { ["image"] = "a newer one", ["edge"] = edge }.ToJsonString(),
        };
        if (run.Aws.Ask("events", "put-events", "--entries", new JsonArray(entry).ToJsonString()).Number("FailedEntryCount") > 0)
            throw new CommandException("EventBridge did not take the event");
    }

    private static HashSet<string> Known(TrialEdge edge, DeployedStack deployed) =>
        [.. edge.Rollouts(deployed).Select(task => task.Text("taskArn"))];

    private static JsonNode? New(TrialEdge edge, DeployedStack deployed, HashSet<string> known) =>
        edge.Rollouts(deployed).FirstOrDefault(task => !known.Contains(task.Text("taskArn")));
}
