using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What CloudFormation says of the stack.</summary>
internal static class StackChecks
{
    /// <summary>The last deployment came to its end.</summary>
    public static IEnumerable<Finding> Status(VerifyTarget edge)
    {
        var (stack, deployer) = (edge.Stack, Deployer.Of(edge.Edge, edge.Stack.Json));
        var what = $"{stack.Name} is {stack.State.Status}";
        yield return stack.State.Phase switch
        {
            StackPhase.Complete => Finding.Ok("stack", what),
            StackPhase.RolledBack => Finding.Note("stack", $"{what}: {stack.State.Meaning}", stack.State.Next(deployer)),
            StackPhase.InProgress =>
                Finding.Failed("stack", $"{what}: {stack.State.Meaning}", $"{stack.State.Next(deployer)}; --watch waits and looks again"),
            _ => Finding.Failed("stack", $"{what}: {stack.State.Meaning}{Cause(edge)}", stack.State.Next(deployer)),
        };
        // AWS shows the mode since June 2026, to versions of its CLI that know it.
        if (stack.Json["DeploymentConfig"].Text("Mode") == "EXPRESS")
        {
            yield return Finding.Note(
                "express mode",
                    $"{stack.Name} was last deployed in express mode, which does not wait until services are steady, and does not roll "
                    + $"back",
                $"deploy without --express: {deployer.Deploy}");
        }
    }

    /// <summary>What is deployed is what the edge file names.</summary>
    public static IEnumerable<Finding> Release(VerifyTarget edge)
    {
        var (wanted, deployed) = (edge.Config.Edge.Release, edge.Stack.Outputs.GetValueOrDefault("Release", "none"));
        return deployed == wanted
            ? [Finding.Ok("release", $"{deployed} is deployed, as the edge file says")]
            : [Finding.Failed("release", $"{deployed} is deployed, the edge file says {wanted}", $"deploy {wanted}, or get the edge file that belongs to {deployed}")];
    }

    /// <summary>Connectors are on the file system: the deployment has seen the task end well.</summary>
    public static IEnumerable<Finding> Connectors(VerifyTarget edge)
    {
        foreach (var announced in edge.Stack.OfType("Custom::EdgeAnnounce"))
        {
            var what = $"{announced.Path} is {announced.Status}";
            yield return StackState.Of(announced.Status).Phase is StackPhase.Complete
                ? Finding.Ok("connectors", what)
                : Finding.Failed("connectors", $"{what}: {announced.Reason}", $"look in the log group {edge.Edge.LogGroupPrefix}connectors-rollout, then deploy again");
        }
    }

    private static string Cause(VerifyTarget edge)
    {
        var reason = FirstFailure.Of(edge.Aws, edge.Edge.Region, edge.Stack.Json) ?? edge.Stack.Json.Text("StackStatusReason");
        return reason.Length == 0 ? "" : $"; {reason}";
    }

    /// <summary>Nobody changed a resource by hand, as far as CloudFormation knows.</summary>
    public static IEnumerable<Finding> Drift(VerifyTarget edge)
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
