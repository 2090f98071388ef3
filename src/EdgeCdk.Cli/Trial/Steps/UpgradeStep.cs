using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Cli.Trial.StandIns;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>The upgrade to the next stand-in release.</summary>
internal static class UpgradeStep
{
    private const int ExpectedMinutes = 15;

    private static readonly string[] WithData =
        ["AWS::KMS::Key", "AWS::EFS::FileSystem", "AWS::EFS::AccessPoint", "AWS::S3::Bucket", "AWS::SQS::Queue"];

    public static TrialStep Step { get; } = new(
        "upgrade", "the edge on release 1.0.1: `edge upgrade`, then a deployment", 10, "what runs already")
    {
        Needs = ["deploy"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        var edge = new TrialEdge(run);
        if (edge.Release == StandInRelease.First.Version)
            run.EdgeSucceeds("upgrade", run.Name, "--to", StandInRelease.Second.Version, "--deployed", "account", "--yes");
        if (edge.Deploy() is { } trouble)
        {
            run.Answer("equal-package-upgrade", false, trouble);
            throw new Common.CommandException($"the upgrade failed: {trouble}");
        }

        OperationTime.Answer(run, edge.Stack, "upgrade-time", ExpectedMinutes);
        var events = edge.Stack.Events();
        var replaced = events.Where(IsReplacement).Select(one => $"{one.Text("LogicalResourceId")} {one.Text("ResourceStatus")}").ToList();
        run.Answer(
            "upgrade-replaces-no-data", replaced.Count == 0, Words.List(replaced, "no event of a key, file system, bucket or queue"));
        var versions = events.Where(one => one.Text("ResourceType") == "AWS::Lambda::Version"
            && one.Text("ResourceStatus") == "CREATE_COMPLETE").Select(one => one.Text("PhysicalResourceId")).ToList();
        run.Answer(
            "equal-package-upgrade", versions.Any(one => one.Contains("DqResultsReader", StringComparison.Ordinal)),
            Words.List(versions.Select(one => $"published {one.Split(':', 7)[^1]}"), "no version was published"));
    }

    // A change in place has no event of creation or deletion.
    private static bool IsReplacement(JsonNode happened) => WithData.Contains(happened.Text("ResourceType"))
        && (happened.Text("ResourceStatus").StartsWith("CREATE_", StringComparison.Ordinal)
            || happened.Text("ResourceStatus").StartsWith("DELETE_", StringComparison.Ordinal)
            || happened.Text("ResourceStatusReason").Contains("creation of a new physical", StringComparison.Ordinal));
}
