using System.Globalization;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Deployed;

namespace EdgeCdk.Cli.DestroyPlan;

/// <summary>A thing and what becomes of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name or id.</param>
/// <param name="Why">What becomes of it, and why.</param>
/// <param name="Command">What removes, saves or rescues it. Default: null, nothing is to be done.</param>
internal sealed record Fate(string Kind, string Name, string Why, string? Command = null);

/// <summary>What the destruction of a stack does, told from the stack itself.</summary>
/// <param name="Save">What is lost unless it is saved.</param>
/// <param name="Deleted">What goes, counted by kind.</param>
/// <param name="Delayed">What goes later.</param>
/// <param name="Kept">What stays.</param>
/// <param name="Failed">What an earlier destruction could not remove.</param>
/// <param name="Steps">What to do, in order.</param>
internal sealed record Plan(
    IReadOnlyList<Fate> Save, IReadOnlyDictionary<string, int> Deleted, IReadOnlyList<Fate> Delayed, IReadOnlyList<Fate> Kept, IReadOnlyList<Fate> Failed, IReadOnlyList<string> Steps)
{
    /// <param name="aws">The account.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="stack">Its stack.</param>
    /// <param name="today">The day on which it would be destroyed.</param>
    public static Plan Of(IAws aws, EdgePlace edge, DeployedStack stack, DateOnly today)
    {
        var kept = stack.Resources.Where(resource => IsKept(resource) && !GoesWithFunction(stack, resource)).ToList();
        var deleted = stack.Resources.Except(kept).ToList();
        return new(
            Savings.Of(aws, edge, deleted),
            deleted.CountBy(resource => resource.Template.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).ToDictionary(),
            [.. Delays(edge, deleted, today)],
            [.. kept.Select(resource => new Fate(resource.Template.Kind, resource.PhysicalId, $"{resource.Path} stays: its DeletionPolicy is {Policy(resource)}"))],
            [.. stack.Resources.Where(resource => resource.Status == "DELETE_FAILED").Select(resource => new Fate(resource.Template.Kind, resource.PhysicalId, $"{resource.Path} could not be deleted: {resource.Reason}"))],
            [.. Order(edge, stack)]);
    }

    private static string? Policy(DeployedResource resource) => (string?)resource.Template.Json["DeletionPolicy"];

    private static bool IsKept(DeployedResource resource) => Policy(resource) is "Retain" or "RetainExceptOnCreate" or "Snapshot";

    // Versions are kept by their policy so that an update leaves old ones; without their function there are none.
    private static bool GoesWithFunction(DeployedStack stack, DeployedResource resource) =>
        resource.Type == "AWS::Lambda::Version" && stack.Target(resource.Template.Properties["FunctionName"]) is { } function && !IsKept(function);

    private static IEnumerable<Fate> Delays(EdgePlace edge, IReadOnlyList<DeployedResource> deleted, DateOnly today)
    {
        foreach (var key in deleted.Where(resource => resource.Type == "AWS::KMS::Key"))
        {
            var days = (int?)key.Template.Properties["PendingWindowInDays"] ?? 30;
            var date = today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return new(
                key.Template.Kind, key.PhysicalId, $"{key.Path} is of no use at once, and gone after {days} days, on {date}: nothing that it encrypts can be read then", Removal.Rescue(key.PhysicalId, edge.Region));
        }

        foreach (var function in deleted.Where(resource => resource.Type == "AWS::Lambda::Function" && resource.Template.Properties["VpcConfig"] is not null))
            yield return new(function.Template.Kind, function.PhysicalId, $"{function.Path} is in the VPC: AWS takes 20 to 40 minutes to detach its network interfaces, and security groups wait for that");
    }

    private static IEnumerable<string> Order(EdgePlace edge, DeployedStack stack)
    {
        var failed = stack.Resources.Where(resource => resource.Status == "DELETE_FAILED").Select(resource => resource.Id).ToList();
        yield return "save what you need, as above";
        if ((bool?)stack.Json["EnableTerminationProtection"] is true)
            yield return $"aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name {stack.Name} --region {edge.Region}";
        var destroy = Destruction(edge, stack);
        yield return failed.Count == 0
            ? destroy
            : $"remove the cause and do it again ({destroy}), or leave what failed: aws cloudformation delete-stack --stack-name {stack.Name} --region {edge.Region} --retain-resources {string.Join(' ', failed)}";
        yield return $"npx edge destroy-plan {edge.Name} --after";
        yield return $"tell the vendor that the edge {edge.Name} of account {stack.Outputs.GetValueOrDefault("AccountId")} in {edge.Region} is gone, so that its registration is removed";
    }

    // Whoever made the stack must delete it: otherwise the stack set, or Service Catalog, believes that it is still there.
    private static string Destruction(EdgePlace edge, DeployedStack stack) => stack.Name.Split('-') switch
    {
        // SC-<account>-pp-<id>
        ["SC", _, "pp", .. var id] => $"aws servicecatalog terminate-provisioned-product --provisioned-product-id pp-{string.Join('-', id)} --region {edge.Region}",
        // StackSet-<name of the set>-<five groups of an id>
        ["StackSet", .. var set, _, _, _, _, _] =>
            $"aws cloudformation delete-stack-instances --stack-set-name {string.Join('-', set)} --accounts {stack.Outputs.GetValueOrDefault("AccountId")} --regions {edge.Region} --no-retain-stacks, with credentials and --region of the stack set",
        _ => $"npx cdk destroy {stack.Name}, or, without the CDK CLI, aws cloudformation delete-stack --stack-name {stack.Name} --region {edge.Region}",
    };
}
