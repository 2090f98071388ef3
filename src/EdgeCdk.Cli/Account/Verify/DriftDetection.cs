using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>Lets CloudFormation compare resources with the template.</summary>
internal static class DriftDetection
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Compares now, and waits for the end.</summary>
    /// <returns>Such as <c>IN_SYNC</c>.</returns>
    /// <exception cref="CommandException">CloudFormation could not compare.</exception>
    public static string Run(VerifyTarget target)
    {
        var id = target.Live.Ask("cloudformation", "detect-stack-drift", "--stack-name", target.Stack.Name).Text("StackDriftDetectionId");
        while (true)
        {
            var answer = target.Live.Ask(
                "cloudformation", "describe-stack-drift-detection-status", "--stack-drift-detection-id", id);
            switch (answer.Text("DetectionStatus"))
            {
                case "DETECTION_COMPLETE":
                    return answer.Text("StackDriftStatus");
                case "DETECTION_FAILED":
                    throw new CommandException($"the drift detection failed: {answer.Text("DetectionStatusReason")}");
                case "DETECTION_IN_PROGRESS":
                    Thread.Sleep(Pause);
                    break;
                case var other:
                    throw new CommandException($"the drift detection is {other}, a status that this version of edge does not know");
            }
        }
    }

    /// <summary>The resources that are not as in the template.</summary>
    public static IReadOnlyList<JsonNode> Drifts(VerifyTarget target) => target.Aws.List(
        "StackResourceDrifts", "cloudformation", "describe-stack-resource-drifts", "--stack-name", target.Stack.Name,
        "--stack-resource-drift-status-filters", "MODIFIED", "DELETED");
}
