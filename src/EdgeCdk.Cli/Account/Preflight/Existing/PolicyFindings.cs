using EdgeCdk.Cli.Account.Checks;

namespace EdgeCdk.Cli.Account.Preflight.Existing;

/// <summary>Says what a comparison of policies found.</summary>
/// <param name="edge">Name of the edge.</param>
/// <param name="about">What was compared: a role, or a key of the edge file.</param>
/// <param name="policy">The policy, in words.</param>
/// <param name="comparison">The comparison.</param>
internal sealed class PolicyFindings(string edge, string about, string policy, PolicyComparison comparison)
{
    private const int Shown = 5;

    /// <summary>What is missing, denied, or there for less than is needed.</summary>
    /// <param name="later">What happens because of it.</param>
    public IEnumerable<Finding> TooNarrow(string later)
    {
        if (comparison.Missing is { Count: > 0 } missing)
        {
            yield return new Finding(Outcome.Failed, about)
            {
                What = $"{policy} lacks {Number(missing.Count, "statement")} that the edge needs",
                Later = later,
                Remedy = $"add to {policy}: [{string.Join(", ", missing)}]",
            };
        }

        if (comparison.Denied is { Count: > 0 } denied)
        {
            yield return new Finding(Outcome.Failed, about)
            {
                What = $"{policy} denies what the edge needs: {List(denied)}",
                Later = later,
                Remedy = "remove these actions from the statement that denies them",
            };
        }

        if (comparison.Narrower is { Count: > 0 } narrower)
        {
            yield return new Finding(Outcome.Warning, about)
            {
                What = $"{policy} has {Number(narrower.Count, "statement")} with fewer resources than the edge may need, or with further "
                    + "conditions",
                Later = $"unless these are the resources of this edge, {later}",
                Remedy = $"compare with what is needed: [{string.Join(", ", narrower)}]",
            };
        }
    }

    /// <summary>What is there and not needed.</summary>
    public IEnumerable<Finding> TooWide()
    {
        if (comparison.MissingDenials is { Count: > 0 } denials)
        {
            yield return new Finding(Outcome.Warning, about)
            {
                What = $"{policy} does not deny what no edge needs",
                Remedy = $"add to {policy}: [{string.Join(", ", denials)}]",
            };
        }

        if (comparison.Wider is { Count: > 0 } wider)
        {
            yield return new Finding(Outcome.Warning, about)
            {
                What = $"{policy} allows more than the edge needs: {List(wider)}",
                Remedy = $"remove what is not meant; `npx edge split {edge}` writes exactly what is needed",
            };
        }
    }

    /// <summary>A list of which the first ones are shown.</summary>
    public static string List(IReadOnlyList<string> items) =>
        string.Join(", ", items.Take(Shown)) + (items.Count > Shown ? $" and {items.Count - Shown} more" : "");

    private static string Number(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
