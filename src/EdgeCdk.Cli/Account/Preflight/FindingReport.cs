using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Findings as text, the worst first.</summary>
internal static class FindingReport
{
    private static readonly (Severity Severity, string Title)[] Groups =
        [(Severity.Error, "would fail"), (Severity.Warning, "may fail, or cost"), (Severity.Unknown, "could not be checked")];

    public static void Write(CommandContext context, IReadOnlyList<Finding> findings)
    {
        foreach (var (severity, title) in Groups)
        {
            var group = findings.Where(finding => finding.Severity == severity).ToList();
            if (group.Count == 0)
                continue;
            context.WriteLine(title);
            foreach (var finding in group)
            {
                context.WriteLine($"  {finding.About}: ", finding.Fault);
                context.WriteLine("", $"    then: {finding.Later}");
                context.WriteLine("", $"    do: {finding.Remedy}");
            }
        }

        string[] counts =
        [
            .. from counted in new[] { (Severity.Error, "error"), (Severity.Warning, "warning") }
               let count = findings.Count(finding => finding.Severity == counted.Item1)
               where count > 0
               select ProblemReport.Counted(count, counted.Item2),
        ];
        var unknown = findings.Count(finding => finding.Severity is Severity.Unknown);
        context.WriteLine($"{(counts.Length > 0 ? string.Join(", ", counts) : "nothing found that would fail")}; {unknown} could not be checked");
    }

    /// <summary>The severity as programs read it.</summary>
    public static string Name(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "unknown" };
}
