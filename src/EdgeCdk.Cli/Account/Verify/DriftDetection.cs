using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>Has CloudFormation compare resources with the template.</summary>
internal static class DriftDetection
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Looks anew, and waits for the end.</summary>
    /// <returns>Such as <c>IN_SYNC</c>.</returns>
    /// <exception cref="CommandException">It did not come to an end.</exception>
    public static string Run(VerifyTarget edge)
    {
        var id = (string)edge.Ask("cloudformation", "detect-stack-drift", "--stack-name", edge.Stack.Name)["StackDriftDetectionId"]!;
        while (true)
        {
            var answer = edge.Ask("cloudformation", "describe-stack-drift-detection-status", "--stack-drift-detection-id", id);
            switch ((string?)answer["DetectionStatus"])
            {
                case "DETECTION_COMPLETE":
                    return (string)answer["StackDriftStatus"]!;
                case "DETECTION_FAILED":
                    throw new CommandException($"the detection failed: {answer["DetectionStatusReason"]}");
                default:
                    Thread.Sleep(Pause);
                    break;
            }
        }
    }

    /// <summary>One for each resource that is not what the template says.</summary>
    public static IEnumerable<Finding> Findings(VerifyTarget edge)
    {
        var drifts = edge.List("StackResourceDrifts", "cloudformation", "describe-stack-resource-drifts", "--stack-name", edge.Stack.Name, "--stack-resource-drift-status-filters", "MODIFIED", "DELETED");
        foreach (var drift in drifts)
        {
            var path = edge.Stack.Resources.FirstOrDefault(resource => resource.Id == (string?)drift["LogicalResourceId"])?.Path ?? (string?)drift["LogicalResourceId"];
            yield return (string?)drift["StackResourceDriftStatus"] == "DELETED"
                ? Finding.Failed("drift", $"{path} was deleted by hand", RevertDrift(edge))
                : Finding.Failed("drift", $"{path} was changed by hand: {Changes(drift)}", RevertDrift(edge));
        }
    }

    // A plain deployment compares templates, and those are the same.
    private static string RevertDrift(VerifyTarget edge) => Deployer.Of(edge.Edge, edge.Stack.Json) is { IsCdk: true } deployer
        ? $"{deployer.Deploy} --revert-drift sets it back; a deployment without that option does not"
        : $"set it back by hand, or with a change set of --deployment-mode REVERT_DRIFT: aws cloudformation create-change-set --region "
            + $"{edge.Edge.Region} --stack-name {edge.Stack.Name}";

    private static string Changes(JsonObject drift) => string.Join(", ", (drift["PropertyDifferences"] as JsonArray ?? []).Select(
        difference => $"{((string?)difference!["PropertyPath"])?.TrimStart('/')} is {difference["ActualValue"]} instead of {difference["ExpectedValue"]}"));
}
