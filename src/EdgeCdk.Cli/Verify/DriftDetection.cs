using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Verify;

/// <summary>Has CloudFormation compare resources with the template.</summary>
internal static class DriftDetection
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Looks anew, and waits for the end.</summary>
    /// <returns>Such as <c>IN_SYNC</c>.</returns>
    /// <exception cref="CommandException">It did not come to an end.</exception>
    public static string Run(Inspection edge)
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
    public static IEnumerable<Finding> Findings(Inspection edge)
    {
        var drifts = edge.List("StackResourceDrifts", "cloudformation", "describe-stack-resource-drifts", "--stack-name", edge.Stack.Name, "--stack-resource-drift-status-filters", "MODIFIED", "DELETED");
        foreach (var drift in drifts)
        {
            var path = edge.Stack.Resources.FirstOrDefault(resource => resource.Id == (string?)drift["LogicalResourceId"])?.Path ?? (string?)drift["LogicalResourceId"];
            yield return (string?)drift["StackResourceDriftStatus"] == "DELETED"
                ? Finding.Failed("drift", $"{path} was deleted by hand", "make it again with the same name, or take the resource out of the stack and put it back with two deployments")
                : Finding.Failed("drift", $"{path} was changed by hand: {Changes(drift)}", "set it back; a deployment alone does not, since the template has not changed");
        }
    }

    private static string Changes(JsonObject drift) => string.Join(", ", (drift["PropertyDifferences"] as JsonArray ?? []).Select(
        difference => $"{((string?)difference!["PropertyPath"])?.TrimStart('/')} is {difference["ActualValue"]} instead of {difference["ExpectedValue"]}"));
}
