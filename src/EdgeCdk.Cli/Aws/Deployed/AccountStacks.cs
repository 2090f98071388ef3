using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>
/// What CloudFormation says of the stacks of an account. A question that AWS refuses is an exception: only AWS's own "does not exist"
/// means that there is none.
/// </summary>
internal static class AccountStacks
{
    /// <summary>What CloudFormation says of a stack; null when there is none of that name or id.</summary>
    public static JsonObject? Describe(IAws aws, string region, string name)
    {
        try
        {
            return aws.Ask(region, "cloudformation", "describe-stacks", "--stack-name", name).Items("Stacks").First().AsObject();
        }
        catch (AwsException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>The stack in a region that owns a resource, by the resource's physical id; null when none does.</summary>
    public static JsonObject? OwnerOf(IAws aws, string region, string physicalId)
    {
        string stack;
        try
        {
            // Version 1 of the AWS CLI replaces an argument that is a URL, as that of a queue, by what it finds there.
            string[] id = physicalId.StartsWith("http", StringComparison.Ordinal)
                ? ["--cli-input-json", new JsonObject { ["PhysicalResourceId"] = physicalId }.ToJsonString()]
                : ["--physical-resource-id", physicalId];
            var first = aws.Ask(region, ["cloudformation", "describe-stack-resources", .. id]).Items("StackResources").ToList();
            if (first.Count == 0)
                return null;
            stack = first[0].Text("StackId");
            // These are the first 100 resources of the stack that has it, and it may not be among them.
            var all = first.Exists(resource => resource.Text("PhysicalResourceId") == physicalId)
                ? first
                : aws.Ask(region, "cloudformation", "list-stack-resources", "--stack-name", stack).Items("StackResourceSummaries");
            if (!all.Any(resource => resource.Text("PhysicalResourceId") == physicalId
                && resource.Text("ResourceStatus") is not ("DELETE_COMPLETE" or "DELETE_SKIPPED")))
            {
                return null;
            }
        }
        catch (AwsException exception) when (exception.IsNotFound)
        {
            return null;
        }

        // What a deleted stack retained is known to CloudFormation for some time, by the id of the stack.
        return Describe(aws, region, stack) is { } found && found.Text("StackStatus") != "DELETE_COMPLETE" ? found : null;
    }

    /// <summary>The regions that the account uses, a given one first: names of IAM are taken in all of them.</summary>
    public static IEnumerable<string> Regions(IAws aws, string first) =>
        ((string[])[first]).Concat(Others(aws, first));

    // Asked only by whoever goes on beyond the first.
    private static IEnumerable<string> Others(IAws aws, string first)
    {
        foreach (var region in aws.Ask(first, "ec2", "describe-regions").Items("Regions").Select(region => region.Text("RegionName"))
            .Where(region => region != first))
        {
            yield return region;
        }
    }
}
