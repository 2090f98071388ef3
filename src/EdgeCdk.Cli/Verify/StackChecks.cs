namespace EdgeCdk.Cli.Verify;

/// <summary>What CloudFormation says of the stack.</summary>
internal static class StackChecks
{
    private static readonly string[] Settled = ["CREATE_COMPLETE", "UPDATE_COMPLETE"];

    /// <summary>The last deployment came to its end.</summary>
    public static IEnumerable<Finding> Status(Inspection edge)
    {
        var (name, status) = (edge.Stack.Name, edge.Stack.Status);
        if (Settled.Contains(status))
            return [Finding.Ok("stack", $"{name} is {status}")];
        if (status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
            return [Finding.Failed("stack", $"{name} is {status}", "wait until it is done; --watch waits and looks again")];
        var reason = edge.Stack.Resources.FirstOrDefault(resource => resource.Status.EndsWith("_FAILED", StringComparison.Ordinal));
        var cause = reason is null ? (string?)edge.Stack.Json["StackStatusReason"] ?? "" : $"{reason.Path}: {reason.Reason}";
        return
        [
            Finding.Failed(
                "stack",
                cause.Length > 0 ? $"{name} is {status}: {cause}" : $"{name} is {status}",
                $"the first failure is in {edge.Command($"cloudformation describe-stack-events --stack-name {name}")}; correct it and deploy again"),
        ];
    }

    /// <summary>What is deployed is what the edge file names.</summary>
    public static IEnumerable<Finding> Release(Inspection edge)
    {
        var (wanted, deployed) = (edge.Config.Edge.Release, edge.Stack.Outputs.GetValueOrDefault("Release", "none"));
        return deployed == wanted
            ? [Finding.Ok("release", $"{deployed} is deployed, as the edge file says")]
            : [Finding.Failed("release", $"{deployed} is deployed, the edge file says {wanted}", $"deploy {wanted}, or get the edge file that belongs to {deployed}")];
    }

    /// <summary>Connectors are on the file system: the deployment has seen the task end well.</summary>
    public static IEnumerable<Finding> Connectors(Inspection edge)
    {
        foreach (var announced in edge.Stack.OfType("Custom::EdgeAnnounce"))
        {
            var what = $"{announced.Path} is {announced.Status}";
            yield return Settled.Contains(announced.Status)
                ? Finding.Ok("connectors", what)
                : Finding.Failed("connectors", $"{what}: {announced.Reason}", $"look in the log group {edge.Edge.LogGroupPrefix}connectors-rollout, then deploy again");
        }
    }

    /// <summary>Nobody changed a resource by hand, as far as CloudFormation knows.</summary>
    public static IEnumerable<Finding> Drift(Inspection edge)
    {
        var status = edge.DetectsDrift ? DriftDetection.Run(edge) : (string?)edge.Stack.Json["DriftInformation"]?["StackDriftStatus"] ?? "NOT_CHECKED";
        return status switch
        {
            "IN_SYNC" => [Finding.Ok("drift", edge.DetectsDrift ? "none" : "none when it was last looked for; --drift looks anew")],
            "DRIFTED" => DriftDetection.Findings(edge),
            _ => [new Finding("drift", Outcome.Skipped, "not looked for; --drift does, which takes minutes")],
        };
    }
}
