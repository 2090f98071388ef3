using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>What the deletion of a stack does to its resources.</summary>
internal static class ResourceFate
{
    /// <summary>The resources that are kept, and those that are deleted.</summary>
    public static (IReadOnlyList<DeployedResource> Kept, IReadOnlyList<DeployedResource> Deleted) Split(DeployedStack stack)
    {
        var kept = stack.Resources.Where(resource => IsKept(resource) && !GoesWithFunction(stack, resource)).ToList();
        return (kept, [.. stack.Resources.Except(kept)]);
    }

    /// <summary>The resources that an earlier destruction could not delete.</summary>
    public static IEnumerable<DeployedResource> NotDeleted(DeployedStack stack) =>
        stack.Resources.Where(resource => resource.Status == "DELETE_FAILED");

    public static PlannedItem Kept(DeployedResource resource) => new(
        resource.Template.Kind, resource.PhysicalId,
        $"{resource.Path} is kept, and still costs: its DeletionPolicy is {Policy(resource)}");

    public static PlannedItem Failed(DeployedResource resource) => new(
        resource.Template.Kind, resource.PhysicalId, $"{resource.Path} could not be deleted: {resource.Reason}");

    /// <summary>What is deleted later than the stack.</summary>
    public static IEnumerable<PlannedItem> Delayed(EdgePlace edge, IReadOnlyList<DeployedResource> deleted, DateOnly today) =>
    [
        .. deleted.Where(resource => resource.Type == "AWS::KMS::Key").Select(key => OfKey(edge, key, today)),
        .. deleted.Where(IsFunctionInVpc).Select(function => new PlannedItem(
            function.Template.Kind, function.PhysicalId,
            $"{function.Path} is in the VPC: AWS takes 20 to 40 minutes to detach its network interfaces, and security groups wait for "
                + "that")),
    ];

    /// <summary>The role of the last operation, with which CloudFormation deletes the stack, when it does not exist.</summary>
    public static IEnumerable<PlannedItem> MissingRole(RegionalAws aws, DeployedStack stack)
    {
        var arn = stack.Json.Text("RoleARN");
        if (arn.Length > 0 && aws.Find("iam", "get-role", "--role-name", arn.Split('/')[^1]) is null)
        {
            yield return new(
                "IAM Role", arn,
                "the stack was last deployed with this role, which does not exist: the deletion fails. Create it again, or pass another "
                    + "one to CloudFormation (--role-arn)");
        }
    }

    private static PlannedItem OfKey(EdgePlace edge, DeployedResource key, DateOnly today)
    {
        var days = KeyDeletion.Days(key);
        return new(
            key.Template.Kind, key.PhysicalId,
            $"{key.Path} stops working when the stack is deleted; AWS deletes it after {days} days, on {KeyDeletion.Date(today, days)}, "
                + $"and data that it encrypts is lost then. {KeyDeletion.SecurityHub}")
        {
            Keep = KeyDeletion.Cancel(key.PhysicalId, edge.Region),
        };
    }

    private static bool IsFunctionInVpc(DeployedResource resource) =>
        resource.Type == "AWS::Lambda::Function" && resource.Template.Properties["VpcConfig"] is not null;

    private static string Policy(DeployedResource resource) => resource.Template.Json.Text("DeletionPolicy");

    private static bool IsKept(DeployedResource resource) => Policy(resource) is "Retain" or "RetainExceptOnCreate" or "Snapshot";

    // The policy of versions keeps them during an update; without their function they do not exist.
    private static bool GoesWithFunction(DeployedStack stack, DeployedResource resource) => resource.Type == "AWS::Lambda::Version"
        && stack.Target(resource.Template.Properties["FunctionName"]) is { } function && !IsKept(function);
}
