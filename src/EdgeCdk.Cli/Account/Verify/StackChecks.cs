using System.Globalization;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What CloudFormation shows of the stack.</summary>
internal static class StackChecks
{
    /// <summary>The last deployment is complete.</summary>
    public static IEnumerable<Finding> Status(VerifyTarget target)
    {
        var deployer = Deployer.Of(target.Edge, target.Stack.Json);
        yield return InState(target, target.Stack.State, deployer);
        // AWS shows the mode since June 2026, to versions of its CLI that know it.
        if (target.Stack.Json["DeploymentConfig"].Text("Mode") == "EXPRESS")
        {
            yield return new Finding(Outcome.Warning, "express mode")
            {
                What = $"{target.Stack.Name} was last deployed in express mode, which does not wait until services are steady, and does "
                    + "not roll back",
                Remedy = $"deploy without --express: {deployer.Deploy}",
            };
        }
    }

    /// <summary>The deployed release is that of the edge file, and no newer one is there.</summary>
    public static IEnumerable<Finding> Release(VerifyTarget target)
    {
        // Outputs are those of the last operation that ended.
        if (!target.Stack.State.IsHealthy)
        {
            yield return new Finding(Outcome.Skipped, "release") { What = "compared with the edge file when the stack is complete" };
            yield break;
        }

        var (wanted, deployed) = (target.Config.Edge.Release, target.Stack.Outputs.GetValueOrDefault("Release", "none"));
        yield return deployed == wanted
            ? Finding.Ok("release", $"{deployed} is deployed, as the edge file says")
            : new Finding(Outcome.Failed, "release")
            {
                What = $"{deployed} is deployed, the edge file says {wanted}",
                Remedy = $"deploy {wanted}, or get the edge file that belongs to {deployed}",
            };
        if (deployed != wanted || target.Edge.Releases is not { } releases || releases.After(deployed) is not { } next
            || releases.SupportedUntil(deployed) is not { } end)
        {
            yield break;
        }

        yield return new Finding(Outcome.Warning, "newer release")
        {
            What = string.Create(CultureInfo.InvariantCulture, $"{next.Version} is there; {deployed} is supported until {end:yyyy-MM-dd}"),
            Remedy = $"`npx edge upgrade {target.Edge.Name} --deployed account`",
        };
    }

    /// <summary>The connectors are on the file system: the deployment waited for the task that copies them.</summary>
    public static IEnumerable<Finding> Connectors(VerifyTarget target) =>
        from announced in target.Stack.OfTemplate
        where announced.Type == "Custom::EdgeAnnounce"
        let what = announced.Status.Length == 0 ? $"{announced.Path} was not created" : $"{announced.Path} is {announced.Status}"
        select StackState.Of(announced.Status).IsHealthy
            ? Finding.Ok("connectors", what)
            : new Finding(Outcome.Failed, "connectors")
            {
                What = $"{what}: {announced.Reason}".TrimEnd(':', ' '),
                Remedy = $"see the log group {target.Edge.Names.LogGroupPrefix}connectors-rollout, then deploy again",
            };

    private static Finding InState(VerifyTarget target, StackState state, Deployer deployer)
    {
        var what = $"{target.Stack.Name} is {state.Status}";
        if (state.Phase is StackPhase.Complete)
            return Finding.Ok("stack", what);
        var next = state.Next(deployer);
        return new(state.Phase is StackPhase.RolledBack ? Outcome.Warning : Outcome.Failed, "stack")
        {
            What = $"{what}: {state.Meaning}{Extent(target.Stack)}"
                + (state.Phase is StackPhase.RolledBack or StackPhase.InProgress ? "" : Cause(target)),
            Remedy = state.Phase is StackPhase.InProgress ? $"{next}; --watch waits and checks again" : next,
            WaitingCanHelp = state.Phase is StackPhase.InProgress,
        };
    }

    private static string Extent(DeployedStack stack) => (stack.Resources.Count, stack.OfTemplate.Count) is var (there, all) && there < all
        ? $"; {there} of its {all} resources are there"
        : "";

    private static string Cause(VerifyTarget target)
    {
        var reason = FirstFailure.Of(target.Aws, target.Stack.Json) ?? target.Stack.Json.Text("StackStatusReason");
        return reason.Length == 0 ? "" : $"; {reason}";
    }
}
