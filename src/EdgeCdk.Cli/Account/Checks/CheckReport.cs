using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Checks;

/// <summary>Findings as lines, the worst first, and as JSON.</summary>
internal static class CheckReport
{
    /// <summary>Writes a line for each finding, with what happens later and what to do, and a line that counts them.</summary>
    public static void Write(CommandContext context, IReadOnlyList<Finding> findings)
    {
        var width = findings.Select(finding => finding.About.Length).DefaultIfEmpty().Max();
        var indent = new string(' ', 11 + width);
        foreach (var finding in findings.OrderByDescending(finding => finding.Outcome))
        {
            context.WriteLine($"{Word(finding.Outcome),-8} {finding.About.PadRight(width)}", $"  {finding.What}");
            if (finding.Later is { } later)
                context.WriteLine("", $"{indent}then: {later}");
            if (finding.Remedy is { } remedy)
                context.WriteLine("", $"{indent}do: {remedy}");
        }

        context.WriteLine("");
        context.WriteLine(Summary(findings));
    }

    /// <summary>A finding for programs.</summary>
    public static object Json(Finding finding) => new
    {
        finding.About,
        Outcome = finding.Outcome.ToString().ToLowerInvariant(),
        finding.What,
        finding.Later,
        finding.Remedy,
        WaitingCanHelp = finding.WaitingCanHelp ? true : (bool?)null,
    };

    private static string Summary(IReadOnlyList<Finding> findings) =>
        $"{Count(findings, Outcome.Failed)} failed, {ProblemReport.Counted(Count(findings, Outcome.Warning), "warning")}, "
            + $"{Count(findings, Outcome.Unknown)} could not be checked";

    private static int Count(IReadOnlyList<Finding> findings, Outcome outcome) => findings.Count(finding => finding.Outcome == outcome);

    private static string Word(Outcome outcome) => outcome is Outcome.Failed ? "FAILED" : outcome.ToString().ToLowerInvariant();
}
