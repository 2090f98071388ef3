using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>What to do to destroy an edge, in order.</summary>
internal static class DestroySteps
{
    /// <param name="edge">The edge.</param>
    /// <param name="stack">Its stack.</param>
    /// <param name="isCertain">Whether AWS answered everything: before that, no command that deletes is shown.</param>
    public static IEnumerable<string> Of(EdgePlace edge, DeployedStack stack, bool isCertain)
    {
        var deployer = Deployer.Of(edge, stack.Json);
        if (!isCertain)
            return ["allow the caller what could not be checked, below, and ask for the plan again: then it shows how to delete the edge"];
        return
        [
            .. Before(stack, deployer),
            Destroy(deployer, stack),
            $"npx edge destroy-plan {edge.Name} --after{(edge.Definition is null ? $" --region {edge.Region}" : "")}",
            $"tell the vendor that the edge {edge.Name} of account {edge.Account} in {edge.Region} is destroyed, so that its "
                + "registration is removed",
        ];
    }

    private static IEnumerable<string> Before(DeployedStack stack, Deployer deployer)
    {
        if (stack.State.Phase is StackPhase.InProgress)
            yield return $"{stack.State.Next(deployer)}; then ask for the plan again";
        if (stack.State.HoldsResources)
            yield return "save what you need, as above";
        if (stack.Json.Flag("EnableTerminationProtection"))
            yield return $"{deployer.CloudFormation("update-termination-protection")} --no-enable-termination-protection";
        if (stack.Json.Text("RoleARN") is { Length: > 0 } role)
        {
            yield return $"keep the role {role} until the stack is deleted: CloudFormation deletes the stack with it, so it must exist "
                + "and be assumable by CloudFormation";
        }

        if (deployer.IsServiceCatalog)
        {
            yield return "keep the portfolio until its edges are deleted: Service Catalog deletes them with the portfolio's launch role. "
                + "Edges first, the portfolio last";
        }
    }

    private static string Destroy(Deployer deployer, DeployedStack stack)
    {
        var failed = ResourceFate.NotDeleted(stack).Select(resource => resource.Id).ToList();
        if (failed.Count > 0)
        {
            return $"remove the cause and delete it again ({deployer.Delete}), or keep what failed: "
                + $"{deployer.CloudFormation("delete-stack")} "
                + $"--retain-resources {string.Join(' ', failed)}";
        }

        return stack.State.Status == "REVIEW_IN_PROGRESS" ? deployer.CloudFormation("delete-stack") : deployer.Delete;
    }
}
