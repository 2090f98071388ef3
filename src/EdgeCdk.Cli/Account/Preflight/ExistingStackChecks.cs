using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The stack of the edge, when there is one: whether it can be deployed to, and in which way.</summary>
internal static class ExistingStackChecks
{
    private const string Refused = "a deployment fails with \"is in a state that cannot be updated\"";

    /// <summary>The edge in another region: one finding, and no other check would mean anything.</summary>
    public static IEnumerable<Finding> Elsewhere(PreflightTarget target)
    {
        try
        {
            _ = target.Stack;
            return [];
        }
        catch (StackElsewhereException exception)
        {
            return
            [
                new Finding(Outcome.Failed, "account.region")
                {
                    What = exception.Message,
                    Later = "a deployment to another region fails: the names of roles exist already",
                    Remedy = "correct account.region; an edge cannot move to another region",
                },
            ];
        }
        catch (Exception exception) when (exception is not CommandException || !target.HasGivenStack)
        {
            // The check of the stack shows this, and everything else is checked.
            return [];
        }
    }

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        if (target.Stack is not { } stack)
            return [];
        var (deployer, state) = (target.Deployer, StackState.Of(stack));
        var inState = state.IsHealthy ? [] : new[] { InState(target, deployer, state) };
        return state.HoldsResources && !deployer.IsCdk ? inState.Prepend(NotByCdk(target, deployer)) : inState;
    }

    private static Finding NotByCdk(PreflightTarget target, Deployer deployer) => new(Outcome.Failed, deployer.Stack)
    {
        What = $"has the edge {target.Edge}, and was deployed {deployer.How}",
        Later = "`cdk deploy` of the edge file cannot update it: the resources of the two ways conflict, and the deployment fails",
        Remedy = $"deploy in the same way as the first time: {deployer.Deploy}",
    };

    private static Finding InState(PreflightTarget target, Deployer deployer, StackState state)
    {
        var what = $"is in {state.Status}: {state.Meaning}";
        return state switch
        {
            { Status: "ROLLBACK_COMPLETE" or "ROLLBACK_FAILED" } when deployer.IsCdk => FirstDeploymentFailed(target, deployer, what),
            { Status: "REVIEW_IN_PROGRESS" or "DELETE_COMPLETE" } => new(Outcome.Warning, deployer.Stack)
            {
                What = what,
                Later = "nothing: a deployment continues from there",
                Remedy = state.Next(deployer),
            },
            _ => new(Outcome.Failed, deployer.Stack)
            {
                What = state.Phase is StackPhase.InProgress ? what : WithCause(target, what),
                Later = Refused,
                Remedy = state.Next(deployer),
            },
        };
    }

    // The CDK CLI deletes a stack that was never complete, if it can.
    private static Finding FirstDeploymentFailed(PreflightTarget target, Deployer deployer, string what) =>
        target.Stack.Flag("EnableTerminationProtection")
            ? new(Outcome.Failed, deployer.Stack)
            {
                What = $"{what}, and the stack is protected",
                Later = "the CDK CLI cannot delete it: \"Stack cannot be deleted while TerminationProtection is enabled\"",
                Remedy = $"{deployer.CloudFormation("update-termination-protection")} --no-enable-termination-protection",
            }
            : new(Outcome.Warning, deployer.Stack)
            {
                What = what,
                Later = "the CDK CLI deletes it, and then deploys",
                Remedy = $"see the cause first: {Cause(target) ?? deployer.CloudFormation("describe-stack-events")}",
            };

    private static string WithCause(PreflightTarget target, string what) => Cause(target) is { } cause ? $"{what}; {cause}" : what;

    private static string? Cause(PreflightTarget target) => FirstFailure.Of(target.Aws, target.Stack!);
}
