using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>A round of checks as lines, and as JSON.</summary>
internal static class VerifyReport
{
    /// <summary>Writes a line for each finding, then whether all is well, and the registration when it is asked for.</summary>
    public static void Write(CommandContext context, Verification round, bool isToRegister)
    {
        var width = round.Findings.Max(finding => finding.Check.Length);
        foreach (var finding in round.Findings)
        {
            context.WriteLine($"{Word(finding.Outcome),-8} {finding.Check.PadRight(width)}", $"  {finding.What}");
            if (finding.Remedy.Length > 0)
                context.WriteLine("", $"         {"".PadRight(width)}  do: {finding.Remedy}");
        }

        context.WriteLine("");
        if (!round.IsOk)
        {
            string[] parts =
            [
                .. Part(round, Outcome.Failed, "failed"),
                .. Part(round, Outcome.Unknown, "could not be run"),
            ];
            context.WriteLine($"Not ready: {string.Join("; ", parts)}.");
            return;
        }

        if (!isToRegister)
        {
            context.WriteLine("All is well.");
            return;
        }

        context.WriteLine("All is well. Send this to the vendor:");
        context.WriteLine("");
        foreach (var line in Registration.Of(round).Lines())
            context.WriteLine("", $"  {line}");
    }

    /// <summary>The same for programs.</summary>
    public static object Json(Verification round, bool isToRegister) => new
    {
        Edge = round.Edge.Name,
        Ok = round.IsOk,
        Findings = round.Findings.Select(finding => new { finding.Check, Outcome = finding.Outcome.ToString().ToLowerInvariant(), finding.What, Remedy = finding.Remedy.Length == 0 ? null : finding.Remedy }),
        Registration = round.IsOk && isToRegister ? Registration.Of(round) : null,
    };

    private static IEnumerable<string> Part(Verification round, Outcome outcome, string words)
    {
        var found = round.Findings.Where(finding => finding.Outcome == outcome).ToList();
        return found.Count == 0 ? []
            : [$"{ProblemReport.Counted(found.Count, "check")} {words} "
            + $"({string.Join(", ", found.Select(finding => finding.Check).Distinct())})"];
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Ok => "ok",
        Outcome.Note => "note",
        Outcome.Skipped => "-",
        Outcome.Unknown => "unknown",
        _ => "FAILED",
    };
}
