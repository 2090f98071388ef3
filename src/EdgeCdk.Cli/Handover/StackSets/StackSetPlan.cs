using EdgeCdk.Config;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>
/// Which edge is in which stack set. An edge stays in its stack set: a stack can move to another one only by hand. So the plan of the last
/// export decides, and new edges are added to it.
/// </summary>
internal sealed record StackSetPlan(IReadOnlyList<StackSet> Sets, IReadOnlyList<(string Edge, Problem Problem)> Refused)
{
    /// <summary>Plans an export.</summary>
    /// <param name="edges">The edges to export.</param>
    /// <param name="last">The stack sets of the last export; empty the first time.</param>
    /// <param name="name">Beginning of the names of new stack sets.</param>
    public static StackSetPlan Of(IReadOnlyList<EdgeDefinition> edges, IReadOnlyList<StackSet> last, string name)
    {
        var byName = edges.ToDictionary(edge => edge.Config.Edge.Name);
        var members = last.SelectMany(set => set.Members).ToDictionary(member => member.Edge);
        var sets = last.Select(set => set with { Traits = Common(Known(set, byName), set) }).ToList();
        var refused = sets
            .SelectMany(
                set => Known(set, byName).Select(edge => (edge.Config.Edge.Name, Refusal(edge, set, members[edge.Config.Edge.Name]))))
            .Where(found => found.Item2 is not null)
            .Select(found => (found.Name, found.Item2!))
            .ToList();
        foreach (var edge in edges.Where(edge => !members.ContainsKey(edge.Config.Edge.Name)))
            Add(sets, edge, name);
        return new StackSetPlan(sets, refused);
    }

    private static IReadOnlyList<EdgeDefinition> Known(StackSet set, Dictionary<string, EdgeDefinition> edges) =>
        [.. set.Members.Where(member => edges.ContainsKey(member.Edge)).Select(member => edges[member.Edge])];

    // All edges of a stack set may change together; one alone may not.
    private static StackSetTraits Common(IReadOnlyList<EdgeDefinition> edges, StackSet set)
    {
        var traits = edges.Select(edge => StackSetTraits.Of(edge.Config)).ToList();
        return traits.Count > 0 && traits.TrueForAll(other => other.DifferenceTo(traits[0]) is null) ? traits[0] : set.Traits;
    }

    private static void Add(List<StackSet> sets, EdgeDefinition edge, string name)
    {
        var (member, traits) = (StackSetMember.Of(edge.Config), StackSetTraits.Of(edge.Config));
        var index = sets.FindIndex(
            set => set.Traits.DifferenceTo(traits) is null && !set.Members.Any(other => other.IsInSamePlace(member)));
        if (index < 0)
            sets.Add(new StackSet(FreeName(sets, name), traits, [member]));
        else
            sets[index] = sets[index] with { Members = [.. sets[index].Members, member] };
    }

    // Somebody may have taken a stack set that is gone out of the plan.
    private static string FreeName(List<StackSet> sets, string name) =>
        Enumerable.Range(sets.Count + 1, sets.Count + 1).Select(number => $"{name}-{number}")
            .First(free => !sets.Exists(set => set.Name == free));

    private static Problem? Refusal(EdgeDefinition edge, StackSet set, StackSetMember before)
    {
        if (StackSetTraits.Of(edge.Config).DifferenceTo(set.Traits) is { } key)
        {
            return new Problem(
                key,
                $"differs from that of {set.Name}, the stack set of the edge",
                "use the same value for all edges of a stack set: it has one template, one set of tags and one wave",
                "change all of them together");
        }

        var now = StackSetMember.Of(edge.Config);
        return now.IsInSamePlace(before) ? null : new Problem(
            "account",
            $"is {now.AccountId} in {now.Region}, but the edge is deployed to {before.AccountId} in {before.Region}",
            "use that account and region",
            "correct them, or give the edge in the other place another name");
    }
}
