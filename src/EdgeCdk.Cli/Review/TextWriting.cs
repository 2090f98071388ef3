namespace EdgeCdk.Cli.Review;

/// <summary>A review for a terminal.</summary>
internal static class TextWriting
{
    public static void Write(Terminal terminal, ReviewReport report)
    {
        foreach (var stack in report.Stacks)
        {
            terminal.WriteLine(stack.Name, $": {ReviewReport.Summary(stack)}");
            foreach (var group in ReviewReport.Groups(stack))
            {
                terminal.WriteLine("");
                terminal.WriteLine($"  {Change.Title(group.Key)}");
                foreach (var change in group)
                {
                    terminal.WriteLine($"  {(change.IsOpen ? '!' : ' ')} {change.Construct}", $" {change.Words} [{change.Property}]");
                    if (change.Why is not null)
                        terminal.WriteLine("", $"      decided: {change.Why}");
                }
            }

            terminal.WriteLine("");
        }

        foreach (var problem in report.Problems)
            terminal.WriteLine("", problem.ToString());
        terminal.WriteLine(report.Verdict);
    }
}
