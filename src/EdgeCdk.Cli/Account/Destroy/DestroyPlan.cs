using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>What the destruction of a stack does, told from the stack itself.</summary>
/// <param name="Save">What is lost unless it is saved.</param>
/// <param name="Deleted">What is deleted, counted by kind.</param>
/// <param name="Delayed">What is deleted later.</param>
/// <param name="Kept">What stays.</param>
/// <param name="Failed">What an earlier destruction could not remove, or what this one needs and has not.</param>
/// <param name="Steps">What to do, in order.</param>
/// <param name="Unknown">What could not be asked, with the reason.</param>
internal sealed record DestroyPlan(
    IReadOnlyList<PlannedItem> Save, IReadOnlyDictionary<string, int> Deleted, IReadOnlyList<PlannedItem> Delayed, IReadOnlyList<PlannedItem> Kept,
        IReadOnlyList<PlannedItem> Failed, IReadOnlyList<string> Steps,
    IReadOnlyList<string> Unknown)
{
    /// <param name="context">Whom to ask.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="stack">Its stack.</param>
    /// <param name="today">The day on which it would be destroyed.</param>
    public static DestroyPlan Of(CommandContext context, EdgePlace edge, DeployedStack stack, DateOnly today)
    {
        var there = stack.Resources.Where(resource => resource.Status != "DELETE_COMPLETE").ToList();
        var kept = there.Where(resource => IsKept(resource) && !GoesWithFunction(stack, resource)).ToList();
        var deleted = there.Except(kept).ToList();
        var questions = new AwsQuestions();
        var asked = questions.AskAll(context, $"looking at {stack.Name}",
        [
            .. DataToSave.Questions(context.Aws, edge, deleted)
                .Select(question =>
                ((string, Func<IEnumerable<(string, PlannedItem)>>))(question.What, () => question.Find().Select(item => (nameof(Save), item)))),
            ("the role of the stack", () => Role(context.Aws, edge, stack).Select(item => (nameof(Failed), item))),
            ("the stack of the prerequisites", () => Prerequisites(context.Aws, edge, isGone: false).Select(item => (nameof(Kept), item))),
        ]);
        return new(
            [.. DataToSave.Results(edge, stack, today), .. Of(nameof(Save))],
            deleted.CountBy(resource => resource.Template.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).ToDictionary(),
            [.. Delays(edge, deleted, today)],
            [.. kept.Select(resource => new PlannedItem(resource.Template.Kind, resource.PhysicalId, $"{resource.Path} stays, and goes on "
                + $"costing: its DeletionPolicy is {Policy(resource)}")), .. Of(nameof(Kept))],
            [.. NotDeleted(stack)
                .Select(resource =>
                new PlannedItem(resource.Template.Kind, resource.PhysicalId, $"{resource.Path} could not be deleted: {resource.Reason}")),
                .. Of(nameof(Failed))],
            [.. Order(edge, stack)],
            questions.Unknown);

        IEnumerable<PlannedItem> Of(string part) => asked.Where(item => item.Item1 == part).Select(item => item.Item2);
    }

    private static string? Policy(DeployedResource resource) => (string?)resource.Template.Json["DeletionPolicy"];

    private static bool IsKept(DeployedResource resource) => Policy(resource) is "Retain" or "RetainExceptOnCreate" or "Snapshot";

    private static IEnumerable<DeployedResource> NotDeleted(DeployedStack stack) =>
        stack.Resources.Where(resource => resource.Status == "DELETE_FAILED");

    // Versions are kept by their policy so that an update leaves old ones; without their function there are none.
    private static bool GoesWithFunction(DeployedStack stack, DeployedResource resource) =>
        resource.Type == "AWS::Lambda::Version" && stack.Target(resource.Template.Properties["FunctionName"]) is { } function && !IsKept(function);

    private static IEnumerable<PlannedItem> Delays(EdgePlace edge, IReadOnlyList<DeployedResource> deleted, DateOnly today)
    {
        foreach (var key in deleted.Where(resource => resource.Type == "AWS::KMS::Key"))
        {
            var days = KeyDeletion.Days(key);
            yield return new(
                key.Template.Kind, key.PhysicalId,
                $"{key.Path} stops working when the stack is deleted; AWS deletes it after {days} days, on {KeyDeletion.Date(today, days)}, and "
                    + $"data that it encrypts is lost then. {KeyDeletion.SecurityHub}")
            {
                Keep = KeyDeletion.Rescue(key.PhysicalId, edge.Region),
            };
        }

        foreach (var function in deleted.Where(resource => resource.Type == "AWS::Lambda::Function" && resource.Template.Properties["VpcConfig"] is not null))
            yield return new(function.Template.Kind, function.PhysicalId, $"{function.Path} is in the VPC: AWS takes 20 to 40 minutes to detach its network interfaces, and security groups wait for that");
    }

    // CloudFormation deletes a stack with the role of its last operation.
    private static IEnumerable<PlannedItem> Role(IAws aws, EdgePlace edge, DeployedStack stack)
    {
        if (stack.Json.Text("RoleARN") is not { Length: > 0 } arn)
            yield break;
        var isThere = true;
        try
        {
            aws.Ask(edge.Region, "iam", "get-role", "--role-name", arn.Split('/')[^1]);
        }
        catch (AwsException exception) when (exception.IsNotFound)
        {
            isThere = false;
        }

        if (!isThere)
        {
            yield return new("IAM Role", arn,
                "the stack was last deployed with this role, which does not exist: the deletion fails. Create it again, or give "
                + "CloudFormation another one (--role-arn)");
        }
    }

    /// <summary>The stack of what the edge needs first, when there is one.</summary>
    /// <param name="aws">Whom to ask.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="isGone">Whether it is certain that nothing of the edge is in use: then the command to delete the stack is shown.</param>
    public static IEnumerable<PlannedItem> Prerequisites(IAws aws, EdgePlace edge, bool isGone)
    {
        var name = EdgeNames.PrerequisitesStack(edge.Name);
        if (StackFinder.Describe(aws, edge.Region, name) is not null)
        {
            yield return new(
                "stack", name,
                    "stays, and its NAT gateways go on costing. When the edge is gone and nothing else uses its VPC, delete it; its "
                    + "bucket and the key of the bucket stay",
                isGone ? $"aws cloudformation delete-stack --region {edge.Region} --stack-name {name}" : null);
        }
    }

    private static IEnumerable<string> Order(EdgePlace edge, DeployedStack stack)
    {
        var deployer = Deployer.Of(edge, stack.Json);
        if (stack.State.Phase is StackPhase.InProgress)
            yield return $"{stack.State.Next(deployer)}; then ask for the plan again";
        if (stack.State.HoldsResources)
            yield return "save what you need, as above";
        if ((bool?)stack.Json["EnableTerminationProtection"] is true)
            yield return $"{deployer.CloudFormation("update-termination-protection")} --no-enable-termination-protection";
        if (stack.Json.Text("RoleARN") is { Length: > 0 } role)
        {
            yield return $"keep the role {role} until the stack is deleted: CloudFormation deletes the stack with it, so it must exist "
                + $"and be assumable by CloudFormation";
        }

        if (deployer.IsServiceCatalog)
        {
            yield return "keep the portfolio until its edges are gone: Service Catalog deletes them with the portfolio's launch role. "
                + "Edges first, the portfolio last";
        }

        var failed = NotDeleted(stack).Select(resource => resource.Id).ToList();
        yield return failed.Count == 0
            ? Destroy(deployer, stack)
            : $"remove the cause and do it again ({deployer.Delete}), or leave what failed: {deployer.CloudFormation("delete-stack")} "
                + $"--retain-resources {string.Join(' ', failed)}";
        yield return $"npx edge destroy-plan {edge.Name} --after{(edge.Definition is null ? $" --region {edge.Region}" : "")}";
        yield return $"tell the vendor that the edge {edge.Name} of account {edge.Account} in {edge.Region} is gone, so that its "
            + $"registration is removed";
    }

    private static string Destroy(Deployer deployer, DeployedStack stack) =>
        stack.State.Status == "REVIEW_IN_PROGRESS" ? deployer.CloudFormation("delete-stack") : deployer.Delete;
}
