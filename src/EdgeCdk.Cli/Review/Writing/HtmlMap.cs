using System.Text;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Writing;

/// <summary>The map of a stack: a box for each part that changes, with what changes in it as links to the sentences.</summary>
/// <param name="stack">The stack.</param>
/// <param name="number">Its number in the page.</param>
internal sealed class HtmlMap(StackReview stack, int number)
{
    private static readonly string[] States = ["added", "updated", "replaced", "removed"];

    private readonly IReadOnlyList<StackResource> _resources =
    [
        .. new[] { stack.Base, stack.Head }.OfType<StackTemplate>().SelectMany(side => side.Resources.Values)
            .DistinctBy(resource => resource.Path),
    ];

    private readonly ILookup<string, (Change Change, int Index)> _changes =
        stack.Changes.Select((change, index) => (change, index)).ToLookup(pair => pair.change.Construct);

    /// <summary>What the colours and the border mean.</summary>
    public static string Legend => "<p class=\"legend\" id=\"legend\">"
        + string.Concat(States.Select(state => $"<span class=\"resource {state}\">{state}</span> "))
        + "<span class=\"resource grave\">needs a decision</span></p>\n";

    /// <summary>The id of the box of a construct.</summary>
    public string BoxId(string construct)
    {
        var index = _resources.Index().FirstOrDefault(pair => pair.Item.Path == construct, (-1, null!)).Index;
        return index < 0 ? $"box-{number}" : $"box-{number}-{index + 1}";
    }

    /// <summary>The id of the sentence of a change.</summary>
    public string ChangeId(int index) => $"change-{number}-{index + 1}";

    /// <summary>Draws the map. What stays the same is only counted.</summary>
    public void Draw(StringBuilder page)
    {
        page.Append("<div class=\"parts\">\n");
        DrawRest(page);
        var parts = _resources.GroupBy(resource => resource.Path.Split('/')[0]).ToList();
        foreach (var part in parts.Where(part => part.Any(resource => _changes[resource.Path].Any())))
        {
            page.Append($"<div class=\"part\"><h4>{HtmlText.Escaped(part.Key)}</h4>");
            foreach (var resource in part.Where(resource => _changes[resource.Path].Any()))
                Draw(page, BoxId(resource.Path), NameIn(part.Key, resource), resource.Kind, [.. _changes[resource.Path]]);
            var unchanged = part.Count(resource => !_changes[resource.Path].Any());
            page.Append(unchanged > 0 ? $"<p class=\"muted\">{unchanged} unchanged</p></div>\n" : "</div>\n");
        }

        page.Append("</div>\n");
        var same = parts.Where(part => !part.Any(resource => _changes[resource.Path].Any())).Select(part => part.Key).ToList();
        if (same.Count > 0)
            page.Append($"<p class=\"muted\">Unchanged: {HtmlText.Escaped(string.Join(", ", same))}</p>\n");
    }

    // What is no resource, such as the protection of the whole stack.
    private void DrawRest(StringBuilder page)
    {
        var paths = _resources.Select(resource => resource.Path).ToHashSet();
        var rest = _changes.Where(group => !paths.Contains(group.Key)).SelectMany(group => group).OrderBy(pair => pair.Index).ToList();
        if (rest.Count == 0)
            return;
        page.Append($"<div class=\"part\"><h4>{HtmlText.Escaped(stack.Name)}</h4>");
        Draw(page, BoxId(stack.Name), "the stack", "", rest);
        page.Append("</div>\n");
    }

    private void Draw(StringBuilder page, string id, string name, string kind, IReadOnlyList<(Change Change, int Index)> changes)
    {
        var state = State([.. changes.Select(pair => KindOf(pair.Change))]);
        var (first, grave) = (changes.MinBy(pair => !pair.Change.IsOpen), changes.Any(pair => pair.Change.IsOpen) ? " grave" : "");
        page.Append($"<a class=\"resource {state}{grave}\" id=\"{id}\" href=\"#{ChangeId(first.Index)}\" ");
        page.Append($"title=\"{HtmlText.Escaped(kind)}\">{HtmlText.Escaped(name)}: {state}</a> ");
    }

    private string State(HashSet<ChangeKind> kinds)
    {
        if (stack.Head is null || stack.Base is null)
            return stack.Head is null ? "removed" : "added";
        ChangeKind[] gravest = [ChangeKind.Replaced, ChangeKind.Removed, ChangeKind.Added];
        return gravest.FirstOrDefault(kinds.Contains, ChangeKind.Updated).ToString().ToLowerInvariant();
    }

    // A new revision for a release is no reason for an alarm.
    private static ChangeKind KindOf(Change change) =>
        change is { Consequence: Consequence.Release, Kind: ChangeKind.Replaced } ? ChangeKind.Updated : change.Kind;

    private static string NameIn(string part, StackResource resource) => resource.Path == part
        ? resource.Kind
        : resource.Path[(part.Length + 1)..];
}
