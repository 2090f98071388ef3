using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The stack of the edge, when there is one: whether it can be deployed to, and by whom.</summary>
internal static class ExistingStackChecks
{
    private const string Refused = "a deployment ends with \"is in a state that cannot be updated\"";

    /// <summary>The edge in another region: one finding, beside which nothing else means anything.</summary>
    public static IEnumerable<Finding> Elsewhere(PreflightTarget target)
    {
        try
        {
            _ = target.Stack;
            return [];
        }
        catch (StackElsewhereException exception)
        {
            return [Finding.Error("account.region", exception.Message,
                "a deployment to another region fails: the names of roles are taken",
                "correct account.region; an edge cannot move to another region")];
        }
        catch (AwsException)
        {
            // The check of the stack says it, and the rest is checked.
            return [];
        }
    }

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        if (target.Stack is not { } stack)
            return [];
        var (deployer, state) = (target.Deployer, StackState.Of(stack));
        return state.HoldsResources && !deployer.IsCdk ? [NotByCdk(target, deployer), .. State(target, deployer, state)]
            : State(target, deployer, state);
    }

    private static Finding NotByCdk(PreflightTarget target, Deployer deployer) => Finding.Error(
        deployer.Stack, $"has the edge {target.Edge}, and was deployed {deployer.How}",
        "`cdk deploy` of the edge file cannot take it over: resources of both ways are in each other's way, and the deployment fails",
        $"stay with the way of the first deployment: {deployer.Deploy}");

    private static IEnumerable<Finding> State(PreflightTarget target, Deployer deployer, StackState state)
    {
        var fault = $"is in {state.Status}: {state.Meaning}";
        switch (state)
        {
            case { IsWell: true }:
                break;
            // The CDK CLI removes what never came to be, if it can.
            case { Status: "ROLLBACK_COMPLETE" or "ROLLBACK_FAILED" } when deployer.IsCdk && target.Stack.Flag("EnableTerminationProtection"):
                yield return Finding.Error(
                    deployer.Stack, $"{fault}, and the stack is protected",
                        "the CDK CLI cannot delete it: \"Stack cannot be deleted while TerminationProtection is enabled\"",
                    $"{deployer.CloudFormation("update-termination-protection")} --no-enable-termination-protection");
                break;
            case { Status: "ROLLBACK_COMPLETE" or "ROLLBACK_FAILED" } when deployer.IsCdk:
                yield return Finding.Warning(
                    deployer.Stack, fault, "the CDK CLI deletes it, and then deploys",
                        $"look at the cause first: "
                        + $"{FirstFailure.Of(target.Aws, target.Region, target.Stack!) ?? deployer.CloudFormation("describe-stack-events")}");
                break;
            case { Status: "REVIEW_IN_PROGRESS" or "DELETE_COMPLETE" }:
                yield return Finding.Warning(deployer.Stack, fault, "nothing: a deployment goes on from there", state.Next(deployer));
                break;
            case { Phase: StackPhase.InProgress }:
                yield return Finding.Error(deployer.Stack, fault, Refused, state.Next(deployer));
                break;
            default:
                var cause = FirstFailure.Of(target.Aws, target.Region, target.Stack!);
                yield return Finding.Error(deployer.Stack, cause is null ? fault : $"{fault}; {cause}", Refused, state.Next(deployer));
                break;
        }
    }
}
