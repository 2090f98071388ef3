using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>Who owns a resource, as far as CloudFormation says.</summary>
/// <param name="Stack">The stack, as describe-stacks shows it; null when none owns it, or that is not known.</param>
/// <param name="Region">Region of the stack.</param>
/// <param name="Unknown">Why it is not known; null when it is.</param>
internal sealed record Owner(JsonNode? Stack, string Region, string? Unknown)
{
    /// <summary>Asks in some regions, until a stack owns it.</summary>
    /// <param name="aws">The account.</param>
    /// <param name="regions">The regions: one for what is in a region, all for IAM.</param>
    /// <param name="physicalId">Name, id or ARN, as CloudFormation has it.</param>
    /// <param name="taggedStack">Name of a stack in its tags. What a stack retained keeps the tag. Default: null, none.</param>
    public static Owner Of(IAws aws, IEnumerable<string> regions, string physicalId, string? taggedStack = null)
    {
        var last = "";
        try
        {
            foreach (var region in regions)
            {
                last = region;
                if ((Tagged(aws, region, taggedStack) ?? AccountStacks.OwnerOf(aws, region, physicalId)) is { } stack)
                    return new(stack, region, null);
            }
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            return new(null, last, exception.Message);
        }

        return new(null, last, null);
    }

    private static JsonObject? Tagged(IAws aws, string region, string? name) =>
        name is not null && AccountStacks.Describe(aws, region, name) is { } stack && stack.Text("StackStatus") != "DELETE_COMPLETE"
            ? stack
            : null;
}
