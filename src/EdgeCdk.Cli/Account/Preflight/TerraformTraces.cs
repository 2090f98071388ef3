using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>
/// Resources with the names of the edge that no stack owns: an edge that the vendor's Terraform created runs with them. What a stack of
/// Edge CDK left has its tags.
/// </summary>
internal static class TerraformTraces
{
    private static readonly string[] Words = ["terraform", "opentofu", "tfstate"];

    /// <summary>A finding with what its resource's tags say of who created it.</summary>
    /// <param name="target">The edge and its account.</param>
    /// <param name="left">The finding, which advises what to do with something that is left over.</param>
    /// <param name="tags">Asks for the tags of the resource.</param>
    public static Finding Seen(PreflightTarget target, Finding left, Func<IEnumerable<(string Key, string Value)>> tags)
    {
        var takeover = $"npx edge takeover {target.Edge} --state '<what terraform show -json prints>'";
        try
        {
            var found = tags().ToList();
            if (found.Exists(tag => tag.Key == EdgeTags.ManagedBy))
                return left;
            if (found.Find(tag => Words.Any(word => IsIn(word, tag))) is { Key: not null } trace)
            {
                return left with
                {
                    What = $"{left.What}; its tag {trace.Key} says that Terraform created it, and no stack owns it",
                    Remedy = $"delete nothing: an edge that runs is taken over. {takeover} makes the plan; docs/from-terraform.md has the "
                        + "two ways",
                };
            }
        }
        catch (AwsException)
        {
            // Who created it is not known then.
        }

        return left with
        {
            Remedy = $"if the vendor's Terraform created it, delete nothing: {takeover} makes a plan. Otherwise: {left.Remedy}",
        };
    }

    private static bool IsIn(string word, (string Key, string Value) tag) =>
        tag.Key.Contains(word, StringComparison.OrdinalIgnoreCase) || tag.Value.Contains(word, StringComparison.OrdinalIgnoreCase);
}
