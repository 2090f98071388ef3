using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>A status of a stack, what it means and what comes next: one table for every command.</summary>
/// <param name="Status">As CloudFormation calls it.</param>
/// <param name="Phase">What kind of state it is.</param>
/// <param name="Meaning">What has happened, as the end of a sentence.</param>
/// <param name="Next">What leads to a stack that is complete; a command, or what to do in words.</param>
internal sealed record StackState(string Status, StackPhase Phase, string Meaning, Func<Deployer, string> Next)
{
    private static readonly Func<Deployer, string> Wait = deployer => $"wait until it is done: {deployer.Describe}";
    private static readonly Func<Deployer, string> Deploy = deployer => deployer.Deploy;
    private static readonly Func<Deployer, string> DeleteAndDeploy = deployer => $"delete the stack, then deploy again: {deployer.Delete}";
    private static readonly Func<Deployer, string> Nothing = _ => "";

    private static readonly Dictionary<string, StackState> Table = ((StackState[])
    [
        new("CREATE_IN_PROGRESS", StackPhase.InProgress, "the first deployment is in progress", Wait),
        new("CREATE_FAILED", StackPhase.Failed, "the first deployment failed, and was not rolled back",
            deployer => $"correct the cause, then {deployer.DeployWithoutRollback}; or delete the stack and deploy again: "
            + $"{deployer.Delete}"),
        new("CREATE_COMPLETE", StackPhase.Complete, "the first deployment succeeded", Nothing),
        new("ROLLBACK_IN_PROGRESS", StackPhase.InProgress, "the first deployment failed, and is being rolled back", Wait),
        new("ROLLBACK_FAILED", StackPhase.Failed, "the first deployment failed, and so did its rollback", DeleteAndDeploy),
        new("ROLLBACK_COMPLETE", StackPhase.Empty, "the first deployment failed and was rolled back: nothing is deployed", DeleteAndDeploy),
        new("DELETE_IN_PROGRESS", StackPhase.InProgress, "the stack is being deleted", Wait),
        new("DELETE_FAILED", StackPhase.Failed, "the deletion of the stack failed",
            deployer => $"remove the cause, then delete it again: {deployer.Delete}"),
        new("DELETE_COMPLETE", StackPhase.Empty, "the stack was deleted: nothing is deployed", Deploy),
        new("UPDATE_IN_PROGRESS", StackPhase.InProgress, "an update is in progress", Wait),
        new("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", StackPhase.InProgress, "the update succeeded, and old resources are being deleted",
            Wait),
        new("UPDATE_COMPLETE", StackPhase.Complete, "the last update succeeded", Nothing),
        new("UPDATE_FAILED", StackPhase.Failed, "the last update failed, and was not rolled back",
            deployer => $"correct the cause, then {deployer.DeployWithoutRollback}; or roll it back: "
            + $"{deployer.CloudFormation("rollback-stack")}"),
        new("UPDATE_ROLLBACK_IN_PROGRESS", StackPhase.InProgress, "the last update failed, and is being rolled back", Wait),
        new("UPDATE_ROLLBACK_FAILED", StackPhase.Failed, "the last update failed, and so did its rollback",
            deployer => $"remove the cause, then continue the rollback: {deployer.CloudFormation("continue-update-rollback")}"),
        new("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", StackPhase.InProgress,
            "the last update was rolled back, and new resources are being deleted", Wait),
        new("UPDATE_ROLLBACK_COMPLETE", StackPhase.RolledBack,
            "the last update failed and was rolled back: what was deployed before it runs",
            deployer => $"correct the cause, then deploy again: {deployer.Deploy}"),
        new("REVIEW_IN_PROGRESS", StackPhase.Empty, "a change set was created and never executed: nothing is deployed",
            deployer => $"deploy ({deployer.Deploy}), or delete the empty stack: {deployer.CloudFormation("delete-stack")}"),
        new("IMPORT_IN_PROGRESS", StackPhase.InProgress, "resources are being imported", Wait),
        new("IMPORT_COMPLETE", StackPhase.Complete, "the last import succeeded", Nothing),
        new("IMPORT_ROLLBACK_IN_PROGRESS", StackPhase.InProgress, "an import failed, and is being rolled back", Wait),
        new("IMPORT_ROLLBACK_FAILED", StackPhase.Failed, "an import failed, and so did its rollback",
            deployer => $"CloudFormation allows no update in this state: look for the cause "
            + $"({deployer.CloudFormation("describe-stack-events")}) and ask AWS Support"),
        new("IMPORT_ROLLBACK_COMPLETE", StackPhase.RolledBack, "an import failed and was rolled back: what was deployed before it runs",
            deployer => $"correct the cause, then deploy again: {deployer.Deploy}"),
    ]).ToDictionary(state => state.Status, StringComparer.Ordinal);

    /// <summary>All that the table has.</summary>
    public static IEnumerable<StackState> All => Table.Values;

    /// <summary>Whether there may be resources in the stack.</summary>
    public bool HoldsResources => Phase is not StackPhase.Empty;

    /// <summary>Whether a deployment ever succeeded, so that what the stack holds is there and in use.</summary>
    public bool IsDeployed => Status is "CREATE_COMPLETE" || Status.StartsWith("UPDATE_", StringComparison.Ordinal)
        || Status.StartsWith("IMPORT_", StringComparison.Ordinal);

    /// <summary>Whether all runs that a deployment made.</summary>
    public bool IsHealthy => Phase is StackPhase.Complete or StackPhase.RolledBack;

    /// <summary>The state of a stack, as describe-stacks shows it.</summary>
    public static StackState Of(JsonNode stack) => Of(stack.Text("StackStatus"));

    /// <summary>The state with a name. For one that is newer than this table, the end of its name decides.</summary>
    public static StackState Of(string status) => Table.GetValueOrDefault(status)
        ?? (status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal)
        ? new StackState(status, StackPhase.InProgress, "an operation is in progress", Wait)
        : new StackState(status, StackPhase.Failed, "a state that this version of edge does not know",
            deployer => $"see {deployer.Describe}"));
}
