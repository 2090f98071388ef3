using System.Text;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Review.Writing;

/// <summary>A review as one page that needs nothing else: no script, nothing from the network. What needs a decision comes first.</summary>
internal static class HtmlWriting
{
    // A group that needs no decision and is longer is folded.
    private const int Short = 20;

    public static string Page(ReviewReport report)
    {
        var stacks = report.Stacks.Select((stack, index) => (Stack: stack, Map: new HtmlMap(stack, index + 1))).ToList();
        var names = string.Join(", ", report.Stacks.Where(stack => stack.Changes.Count > 0).Select(stack => stack.Name));
        var title = $"Change review{(names.Length > 0 ? $": {names}" : "")}, {report.Base} to {report.Head}";
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append($"<title>{HtmlText.Escaped(title)}</title>\n<style>\n{HtmlStyle.Css}\n</style>\n</head>\n<body>\n");
        page.Append("<a class=\"skip\" href=\"#changes\">Skip to all changes</a>\n<header>\n<h1>Change review</h1>\n");
        page.Append($"<p class=\"muted\">Base: {HtmlText.Escaped(report.Base)}. Head: {HtmlText.Escaped(report.Head)}.</p>\n");
        page.Append(report.Notice is null ? "" : $"<p>{HtmlText.Escaped(report.Notice)}</p>\n");
        page.Append("</header>\n<main>\n");
        Decide(page, report, stacks);
        page.Append("<section id=\"changes\">\n");
        if (names.Length > 0)
            page.Append(HtmlMap.Legend);
        foreach (var (stack, map) in stacks)
            Show(page, stack, map);
        return page.Append("</section>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void Decide(StringBuilder page, ReviewReport report, IEnumerable<(StackReview Stack, HtmlMap Map)> stacks)
    {
        page.Append("<section id=\"decisions\">\n");
        page.Append($"<p class=\"verdict {(report.IsPassed ? "passed" : "failed")}\">{HtmlText.Escaped(report.Verdict)}</p>\n");
        foreach (var problem in report.Problems)
            page.Append($"<p class=\"verdict failed\">{HtmlText.Escaped(problem.ToString())}</p>\n");
        foreach (var (stack, map) in stacks.Where(pair => pair.Stack.Changes.Any(change => change.IsOpen)))
        {
            page.Append($"<h2>To decide in {HtmlText.Escaped(stack.Name)}</h2>\n");
            foreach (var group in ReviewReport.Groups(stack).Where(group => group.Any(change => change.First.IsOpen)))
                List(page, $"<h3>{Change.Title(group.Key)}</h3>", group.Where(change => change.First.IsOpen), map);
        }

        if (report.Open > 0)
        {
            page.Append($"<details id=\"policy\"><summary>{HtmlText.Escaped(report.PolicyTitle)}</summary>\n<pre tabindex=\"0\">");
            page.Append($"{HtmlText.Escaped(string.Join('\n', report.PolicyLines))}</pre></details>\n");
        }

        page.Append("</section>\n");
    }

    private static void Show(StringBuilder page, StackReview stack, HtmlMap map)
    {
        page.Append($"<h2>{HtmlText.Escaped(stack.Name)}: {ReviewReport.Summary(stack)}</h2>\n");
        if (stack.Changes.Count == 0)
            return;
        map.Draw(page);
        foreach (var group in ReviewReport.Groups(stack))
        {
            var rest = group.Where(change => !change.First.IsOpen).ToList();
            var count = rest.Sum(change => change.Changes.Count);
            if (count == 0)
                continue;
            var isFolded = count > Short && !rest.Exists(change => change.First.NeedsDecision);
            page.Append($"<details{(isFolded ? "" : " open")}>");
            List(page, $"<summary>{Change.Title(group.Key)} ({count})</summary>", rest, map);
            page.Append("</details>\n");
        }
    }

    private static void List(StringBuilder page, string title, IEnumerable<SameChange> changes, HtmlMap map)
    {
        page.Append($"{title}\n<ul>\n");
        foreach (var change in changes)
        {
            page.Append(change.Constructs.Count == 0
                ? $"<li id=\"{map.ChangeId(change.Numbers[0])}\">{Link(change.First, map)}"
                : $"<li>{HtmlText.Escaped(change.Subject)}");
            page.Append($" {HtmlText.Escaped(change.Words)} <code>");
            page.Append(change.First.NeedsDecision ? $"{Names.Value(change.First.Kind)}: " : "");
            page.Append($"{HtmlText.Escaped(change.Property)}</code>");
            page.Append(change.First.Why is { } why ? $" <span class=\"why\">Decided: {HtmlText.Escaped(why)}</span>" : "");
            if (change.Constructs.Count > 0)
            {
                page.Append("\n<ul>\n");
                foreach (var (one, number) in change.Changes.Zip(change.Numbers))
                    page.Append($"<li id=\"{map.ChangeId(number)}\">{Link(one, map)}</li>\n");
                page.Append("</ul>\n");
            }

            page.Append("</li>\n");
        }

        page.Append("</ul>\n");
    }

    private static string Link(Change change, HtmlMap map) =>
        $"<a href=\"#{map.BoxId(change.Construct)}\">{HtmlText.Escaped(change.Construct)}</a>";
}
