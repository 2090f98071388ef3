using System.Net;
using System.Text;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Writing;

/// <summary>A review as one page that needs nothing else: no script, nothing from the network.</summary>
internal static class HtmlWriting
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1f2328; }
        code { font-size: 85%; color: #57606a; overflow-wrap: anywhere; }
        li.open { font-weight: 600; } li.open::marker { content: "! "; color: #b42318; }
        .why { font-weight: 400; color: #1a7f37; }
        .verdict { padding: .6rem 1rem; border-left: .4rem solid; }
        .passed { border-color: #1a7f37; background: #e6f4ea; } .failed { border-color: #b42318; background: #fdecea; }
        .stack { display: flex; flex-wrap: wrap; gap: .7rem; }
        .part { border: 1px solid #8c959f; border-radius: .4rem; padding: .4rem; max-width: 22rem; }
        .part h4 { margin: 0 0 .3rem; } .part p { margin: .2rem 0 0; color: #57606a; font-size: 85%; }
        .resource { display: inline-block; margin: .1rem; padding: 0 .4rem; font-size: 85%; }
        .resource { border-radius: .3rem; border: 1px solid #8c959f; }
        .added { background: #d4f4dd; } .updated { background: #dbeafe; }
        .replaced { background: #ffe3b8; } .removed { background: #f7c9c4; text-decoration: line-through; }
        .grave { border: 2px solid #b42318; }
        """;

    public static string Page(ReviewReport report)
    {
        var page = new StringBuilder(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Change review</title>\n");
        page.Append($"<style>\n{Style}\n</style>\n</head>\n<body>\n<h1>Change review</h1>\n");
        page.Append($"<p class=\"verdict {(report.IsPassed ? "passed" : "failed")}\">{Escaped(report.Verdict)}</p>\n");
        foreach (var problem in report.Problems)
            page.Append($"<p class=\"verdict failed\">{Escaped(problem.ToString())}</p>\n");
        foreach (var stack in report.Stacks)
        {
            page.Append($"<h2>{Escaped(stack.Name)}: {ReviewReport.Summary(stack)}</h2>\n");
            Draw(page, stack);
            foreach (var group in ReviewReport.Groups(stack))
                List(page, group);
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void List(StringBuilder page, IGrouping<Consequence, Change> group)
    {
        page.Append($"<h3>{Change.Title(group.Key)}</h3>\n<ul>\n");
        foreach (var change in group)
        {
            page.Append(
                $"<li{(change.IsOpen ? " class=\"open\"" : "")}><b>{Escaped(change.Construct)}</b> {Escaped(change.Words)} "
                    + $"<code>{Escaped(change.Property)}</code>");
            page.Append(change.Why is null ? "</li>\n" : $" <span class=\"why\">Decided: {Escaped(change.Why)}</span></li>\n");
        }

        page.Append("</ul>\n");
    }

    /// <summary>A box for each part of the stack, with what changes in it; what stays the same is only counted.</summary>
    private static void Draw(StringBuilder page, StackReview stack)
    {
        var resources = new[] { stack.Base, stack.Head }.OfType<StackTemplate>()
            .SelectMany(side => side.Resources.Values)
            .DistinctBy(resource => resource.Path)
            .ToList();
        var changes = stack.Changes.ToLookup(change => change.Construct);
        page.Append("<div class=\"stack\">\n");
        foreach (var part in resources.GroupBy(resource => resource.Path.Split('/')[0]))
        {
            page.Append($"<div class=\"part\"><h4>{Escaped(part.Key)}</h4>");
            var shown = part.Select(resource => (Resource: resource, State: State(stack, changes[resource.Path]))).ToList();
            foreach (var (resource, state) in shown.Where(pair => pair.State.Length > 0))
            {
                var grave = changes[resource.Path].Any(change => change.IsOpen) ? " grave" : "";
                page.Append(
                    $"<span class=\"resource {state}{grave}\" title=\"{Escaped(resource.Kind)}\">{Escaped(NameIn(part.Key, resource))}: "
                        + $"{state}</span>");
            }

            var unchanged = shown.Count(pair => pair.State.Length == 0);
            page.Append(unchanged > 0 ? $"<p>{unchanged} unchanged</p></div>\n" : "</div>\n");
        }

        page.Append("</div>\n");
    }

    private static string State(StackReview stack, IEnumerable<Change> changes) => (stack.Base, stack.Head) switch
    {
        (_, null) => "removed",
        (null, _) => "added",
        _ => State([.. changes.Select(KindOf)]),
    };

    // A new revision for a release is no reason for an alarm.
    private static ChangeKind KindOf(Change change) =>
        change is { Consequence: Consequence.Release, Kind: ChangeKind.Replaced } ? ChangeKind.Updated : change.Kind;

    private static string State(HashSet<ChangeKind> kinds)
    {
        if (kinds.Count == 0)
            return "";
        ChangeKind[] gravest = [ChangeKind.Replaced, ChangeKind.Removed, ChangeKind.Added];
        return gravest.FirstOrDefault(kinds.Contains, ChangeKind.Updated).ToString().ToLowerInvariant();
    }

    private static string NameIn(string part, StackResource resource) => resource.Path == part
        ? resource.Kind
        : resource.Path[(part.Length + 1)..];

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
