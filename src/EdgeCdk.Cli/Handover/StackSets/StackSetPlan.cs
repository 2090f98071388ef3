using EdgeCdk.Config;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>
/// Which edge is in which stack set. An edge stays in its own for good: moving a stack to another would need it to be taken over by hand. So the plan of
/// the last export decides, and new edges are added to it.
/// </summary>
internal sealed record StackSetPlan(IReadOnlyList<StackSet> Sets, IReadOnlyList<(string Edge, Problem Problem)> Refused)
{
    /// <summary>Plans an export.</summary>
    /// <param name="edges">The edges to export.</param>
    /// <param name="last">The stack sets of the last export; empty the first time.</param>
    /// <param name="name">Beginning of the names of new stack sets.</param>
    public static StackSetPlan Of(IReadOnlyList<EdgeDefinition> edges, IReadOnlyList<StackSet> last, string name)
    {
        var sets = new List<StackSet>();
        var refused = new List<(string, Problem)>();
        var byName = edges.ToDictionary(edge => edge.Config.Edge.Name);
        var places = last.SelectMany(set => set.Members).ToDictionary(member => member.Edge);
        foreach (var set in last)
        {
            var known = set.Members.Where(member => byName.ContainsKey(member.Edge)).Select(member => byName[member.Edge]).ToList();
            var traits = known.Select(edge => Traits.Of(edge.Config)).ToList();
            // All together may change; one alone may not.
            var common = traits.Count > 0 && traits.TrueForAll(other => other.DifferenceTo(traits[0]) is null) ? traits[0] : set.Traits;
            sets.Add(set with { Traits = common });
            refused.AddRange(known.Select(edge => (edge.Config.Edge.Name, Differs(edge, common, set.Name) ?? Moved(edge, places))).Where(found => found.Item2 is not null).Select(found => (found.Name, found.Item2!)));
        }

        foreach (var edge in edges.Where(edge => !places.ContainsKey(edge.Config.Edge.Name)))
        {
            var (member, traits) = (Member.Of(edge.Config), Traits.Of(edge.Config));
            var index = sets.FindIndex(set => set.Traits.DifferenceTo(traits) is null && !set.Members.Any(other => other.IsWhere(member)));
            if (index < 0)
                sets.Add(new StackSet($"{name}-{sets.Count + 1}", traits, [member]));
            else
                sets[index] = sets[index] with { Members = [.. sets[index].Members, member] };
        }

        return new StackSetPlan(sets, refused);
    }

    private static Problem? Differs(EdgeDefinition edge, Traits common, string set) => Traits.Of(edge.Config).DifferenceTo(common) is { } key
        ? new Problem(key, $"differs from that of {set}, the stack set that the edge is in", "use the same for all edges of a stack set: it has one template and one set of tags", "change all of them together")
        : null;

    private static Problem? Moved(EdgeDefinition edge, Dictionary<string, Member> places)
    {
        var (now, before) = (Member.Of(edge.Config), places[edge.Config.Edge.Name]);
        return now.IsWhere(before)
            ? null
            : new Problem("account", $"is {now.AccountId} in {now.Region}, but the edge is deployed to {before.AccountId} in {before.Region}", "use that account and region", "correct them, or give the edge that is somewhere else another name");
    }
}
