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
        foreach (var stack in report.Stacks)
        {
            context.WriteLine(stack.Name, $": {ReviewReport.Summary(stack)}");
            foreach (var group in ReviewReport.Groups(stack))
            {
                context.WriteLine("");
                context.WriteLine($"  {Change.Title(group.Key)}");
                foreach (var change in group)
                {
                    context.WriteLine(
                        $"  {(change.IsOpen ? '!' : ' ')} {change.Construct}", $" {change.Words} [{Kind(change)}{change.Property}]");
                    if (change.Why is not null)
                        context.WriteLine("", $"      decided: {change.Why}");
                }
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

    // The word that the file of allowed changes wants.
    private static string Kind(Change change) => change.NeedsDecision ? $"{Names.Value(change.Kind)}: " : "";
}
