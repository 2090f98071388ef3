using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Review.Writing;

/// <summary>A review for a context.</summary>
internal static class TextWriting
{
    public static void Write(CommandContext context, ReviewReport report)
    {
        if (report.Notice is { } notice)
        {
            context.WriteLine(notice);
            context.WriteLine("");
        }

        foreach (var stack in report.Stacks)
        {
            context.WriteLine(stack.Name, $": {ReviewReport.Summary(stack)}");
            foreach (var group in ReviewReport.Groups(stack))
            {
                context.WriteLine("");
                context.WriteLine($"  {Change.Title(group.Key)}");
                foreach (var change in group)
                    Write(context, change);
            }

            context.WriteLine("");
        }

        foreach (var problem in report.Problems)
            context.WriteLine("", problem.ToString());
        context.WriteLine(report.Verdict);
        if (report.Open == 0)
            return;
        context.WriteLine("");
        context.WriteLine("", report.PolicyTitle);
        context.WriteLine("");
        foreach (var line in report.PolicyLines)
            context.Out.WriteLine(line);
    }

    private static void Write(CommandContext context, SameChange change)
    {
        context.WriteLine(
            $"  {(change.First.IsOpen ? '!' : ' ')} {change.Subject}", $" {change.Words} [{Kind(change.First)}{change.Property}]");
        foreach (var construct in change.Constructs)
            context.WriteLine("", $"      {construct}");
        if (change.First.Why is { } why)
            context.WriteLine("", $"      decided: {why}");
    }

    // The word that the file of allowed changes wants.
    private static string Kind(Change change) => change.NeedsDecision ? $"{Names.Value(change.Kind)}: " : "";
}
