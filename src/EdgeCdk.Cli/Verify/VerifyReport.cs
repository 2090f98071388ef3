namespace EdgeCdk.Cli.Verify;

/// <summary>A round of checks as lines, and as JSON.</summary>
internal static class VerifyReport
{
    /// <summary>Writes a line for each finding, then the registration, or what is in its way.</summary>
    public static void Write(Terminal terminal, Verification round)
    {
        var width = round.Findings.Max(finding => finding.Check.Length);
        foreach (var finding in round.Findings)
        {
            terminal.WriteLine($"{Word(finding.Outcome),-8} {finding.Check.PadRight(width)}", $"  {finding.What}");
            if (finding.Remedy.Length > 0)
                terminal.WriteLine("", $"         {"".PadRight(width)}  do: {finding.Remedy}");
        }

        terminal.WriteLine("");
        if (!round.IsOk)
        {
            terminal.WriteLine($"{ProblemReport.Counted(round.Findings.Count(finding => finding.IsInTheWay), "thing")} in the way of the registration: {string.Join(", ", InTheWay(round))}");
            return;
        }

        terminal.WriteLine("All is well. Send this to the vendor:");
        terminal.WriteLine("");
        foreach (var line in Registration.Of(round).Lines())
            terminal.WriteLine("", $"  {line}");
    }

    /// <summary>The same for programs; without a registration when something is in its way.</summary>
    public static object Json(Verification round) => new
    {
        Edge = round.Edge.Name,
        Ok = round.IsOk,
        Findings = round.Findings.Select(finding => new { finding.Check, Outcome = finding.Outcome.ToString().ToLowerInvariant(), finding.What, Remedy = finding.Remedy.Length == 0 ? null : finding.Remedy }),
        Registration = round.IsOk ? Registration.Of(round) : null,
    };

    /// <summary>Names of the checks that did not end well.</summary>
    public static IEnumerable<string> InTheWay(Verification round) => round.Findings.Where(finding => finding.IsInTheWay).Select(finding => finding.Check).Distinct();

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Ok => "ok",
        Outcome.Skipped => "-",
        Outcome.Unknown => "unknown",
        _ => "FAILED",
    };
}
