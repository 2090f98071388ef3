using System.Text;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Review.Writing;

/// <summary>A review for the comment of a pull request. What needs no decision and changes with every release is folded away.</summary>
internal static partial class MarkdownWriting
{
    public static string Markdown(ReviewReport report)
    {
        var notice = report.Notice is null ? "" : $"{Escaped(report.Notice)}\n\n";
        var text = new StringBuilder($"## Change review\n\n{notice}{(report.IsPassed ? "✅" : "⛔")} {Escaped(report.Verdict)}\n");
        foreach (var problem in report.Problems)
            text.Append($"\n- ⛔ {Escaped(problem.ToString())}\n");
        foreach (var stack in report.Stacks)
        {
            text.Append($"\n### {Escaped(stack.Name)}: {ReviewReport.Summary(stack)}\n");
            foreach (var group in ReviewReport.Groups(stack))
                Append(text, group.Key, [.. group]);
        }

        if (report.Open > 0)
        {
            text.Append($"\n{Escaped(report.PolicyTitle)}\n\n");
            text.Append($"```yaml\n{string.Concat(report.PolicyLines.Select(line => $"{line}\n"))}```\n");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Consequence consequence, List<SameChange> changes)
    {
        var isFolded = consequence is Consequence.Release or Consequence.Rest && !changes.Any(change => change.First.NeedsDecision);
        var title = $"{Change.Title(consequence)} ({changes.Sum(change => change.Changes.Count)})";
        text.Append(isFolded ? $"\n<details><summary>{title}</summary>\n\n" : $"\n**{title}**\n\n");
        foreach (var change in changes)
            Append(text, change);

        if (isFolded)
            text.Append("\n</details>\n");
    }

    private static void Append(StringBuilder text, SameChange change)
    {
        var mark = change.First.IsOpen ? "⛔ " : change.First.NeedsDecision ? "☑️ " : "";
        text.Append($"- {mark}**{Escaped(change.Subject)}** {Escaped(change.Words)} — {Kind(change.First)}`{change.Property}`\n");
        if (change.Constructs.Count > 0)
            text.Append($"  {Escaped(string.Join(", ", change.Constructs))}\n");
        if (change.First.Why is { } why)
            text.Append($"  Decided: {Escaped(why)}\n");
    }

    // The word that the file of allowed changes wants.
    private static string Kind(Change change) => change.NeedsDecision ? $"{Names.Value(change.Kind)}: " : "";

    // Text of a template must not become mark-up, or a mention of somebody.
    private static string Escaped(string text) => Special().Replace(text.ReplaceLineEndings(" "), match => match.Value switch
    {
        "<" => "&lt;",
        ">" => "&gt;",
        "@" => "@\u200b",
        _ => $@"\{match.Value}",
    });

    [GeneratedRegex(@"[\\`*_\[\]<>|@#~]")]
    private static partial Regex Special();
}
