using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Reports what no other judge has reported, so that nothing is left out. Names properties, not their values.</summary>
internal static class RestJudge
{
    private const int MostNamed = 4;

    /// <summary>The changes left.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="reported">What other judges have reported.</param>
    public static IEnumerable<Change> Judge(StackChange stack, IReadOnlyList<Change> reported)
    {
        foreach (var change in stack.Resources.Where(change => change is { Base: not null, Head: not null }))
        {
            var paths = JsonPaths.Differences(change.Base!.Json, change.Head!.Json);
            var known = reported.Select(other => PlaceIn(other, change.Head.Path)).OfType<Change>().ToList();
            var open = paths.Where(
                path => !Within(path, "Metadata") && !known.Any(other => Covers(other, path))).ToList();
            foreach (var rest in Rest(change, open))
                yield return rest;
        }

        foreach (var section in new[] { "Parameters", "Outputs", "Conditions", "Mappings", "Rules", "Transform" })
        {
            var (before, after) = (Section(stack.Base, section), Section(stack.Head, section));
            foreach (var name in before.Select(pair => pair.Key).Union(after.Select(pair => pair.Key)).Order(StringComparer.Ordinal))
            {
                var kind = !before.ContainsKey(name)
                    ? ChangeKind.Added
                    : !after.ContainsKey(name)
                    ? ChangeKind.Removed
                    : ChangeKind.Updated;
                if (!JsonPaths.Same(before[name], after[name])
                        && !reported.Any(other => Within(other.Property, $"{section}.{name}")))
                {
                    yield return new Change(
                        Consequence.Rest, kind, name, $"is {Names(kind)}: {section.TrimEnd('s').ToLowerInvariant()}", $"{section}.{name}");
                }
            }
        }
    }

    // What is reported of a role may stand in a policy of its own, and what is reported of a security group in a rule: the property
    // then begins with that.
    private static Change? PlaceIn(Change change, string construct) =>
        change.Property.StartsWith($"{construct}: ", StringComparison.Ordinal)
            ? change with { Property = change.Property[(construct.Length + 2)..] }
        : change.Construct == construct ? change
        : null;

    // A path that was reported may stand for the pieces below it, and the other way round; causes of a replacement are several.
    private static bool Covers(Change change, string path)
    {
        if (change.Consequence == Consequence.Existence)
            return change.Property.Split(", ").Any(reported => Within(path, reported));
        return change.Kind != ChangeKind.Replaced
            && (Within(path, change.Property) || Within(change.Property, path) || SamePolicy(path, change.Property));
    }

    // Statements are compared as a whole, wherever in their list they stand.
    private static bool SamePolicy(string path, string reported) =>
        reported.IndexOf(".Statement[", StringComparison.Ordinal) is > 0 and var end && Within(path, $"{reported[..end]}.Statement");

    private static bool Within(string path, string outer) =>
        path.StartsWith(outer, StringComparison.Ordinal) && (path.Length == outer.Length || path[outer.Length] is '.' or '[');

    // The same variable of many resources is one change to a reader, whatever its number in their lists.
    private static IEnumerable<Change> Rest(ResourceChange change, IReadOnlyList<string> paths)
    {
        var named = paths.SelectMany(path => NamedValue.At(change, path).Select(value => (Path: path, value.Words)))
            .ToLookup(pair => pair.Words, pair => pair.Path);
        foreach (var value in named)
        {
            yield return new Change(Consequence.Rest, ChangeKind.Updated, change.Resource.Path, value.Key, Shown([.. value]))
            {
                NamesProperty = true,
            };
        }

        var others = paths.Except(named.SelectMany(value => value)).ToList();
        if (others.Count > 0)
        {
            yield return new Change(
                Consequence.Rest, ChangeKind.Updated, change.Resource.Path, $"is updated: {change.Resource.Kind}", Shown(others));
        }
    }

    private static string Shown(List<string> paths) => paths.Count <= MostNamed
        ? string.Join(", ", paths)
        : $"{string.Join(", ", paths.Take(MostNamed))} and {paths.Count - MostNamed} more";

    // Transform is the only one that is not a map: a name or a list of them.
    private static JsonObject Section(StackTemplate template, string name) => template.Json[name] as JsonObject
        ?? new JsonObject(
            JsonPaths.Many(template.Json[name]).Select(one => $"{one}").Distinct()
                .Select(one => KeyValuePair.Create(one, (JsonNode?)true)));

    private static string Names(ChangeKind kind) => kind.ToString().ToLowerInvariant();
}
