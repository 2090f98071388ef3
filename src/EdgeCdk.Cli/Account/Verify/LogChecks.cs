using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The logs of the components.</summary>
internal static class LogChecks
{
    /// <summary>What findings of logs are about.</summary>
    public const string About = "logs";

    // A regular expression of CloudWatch Logs: plain words would not match NullPointerException. It has no groups.
    private const string Errors = "%ERROR|FATAL|SEVERE|[Ee]xception|Traceback|timed.out|level.{1,3}error%";

    // More add nothing, and an error that repeats would be read for minutes.
    private const int Most = 1000;

    private const int LongestLine = 200;

    /// <summary>A check for each log group; none when logs are not to be searched.</summary>
    public static IEnumerable<Check> Of(VerifyTarget target) =>
        Groups(target).Select(group => new Check(About, () => Recent(target, group)));

    /// <summary>What is said when no component wrote an error.</summary>
    public static Finding Silent(VerifyTarget target)
    {
        var minutes = target.Back.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture);
        return target.Back == TimeSpan.Zero
            ? new(Outcome.Skipped, About) { What = "not searched" }
            : Finding.Ok(About, $"no errors in {Groups(target).Count} log groups in the last {minutes} minutes");
    }

    private static IReadOnlyList<string> Groups(VerifyTarget target) => target.Back == TimeSpan.Zero ? [] :
    [
        .. target.Stack.OfType("AWS::Logs::LogGroup").Select(group => group.PhysicalId)
            .Where(name => name.StartsWith(target.Edge.Names.LogGroupPrefix, StringComparison.Ordinal)),
    ];

    private static IEnumerable<Finding> Recent(VerifyTarget target, string group)
    {
        var start = (DateTimeOffset.UtcNow - target.Back).ToUnixTimeMilliseconds();
        var found = target.Aws.Find(
            "logs", "filter-log-events", "--log-group-name", group, "--filter-pattern", Errors,
            "--max-items", Most.ToString(CultureInfo.InvariantCulture), "--start-time", start.ToString(CultureInfo.InvariantCulture));
        if (found is null)
            yield return DriftChecks.Deleted(target, About, $"the log group {group}");
        var events = found.Items("events").ToList();
        if (events.Count > 0)
        {
            var count = $"{(events.Count < Most ? "" : "at least ")}{ProblemReport.Counted(events.Count, "error")}";
            yield return new Finding(Outcome.Failed, About)
            {
                What = $"{count} in {group}, first: {Line(events[0])}",
                Remedy = target.Command($"logs tail {group} --since 1h"),
                // They become older than what is searched.
                WaitingCanHelp = true,
            };
        }
    }

    private static string Line(JsonNode found)
    {
        // Redacted as a whole: the cut could go through a secret, and nothing recognizes half of one.
        var text = new Redaction().Redact("", found.Text("message")).Trim().Split('\n')[0].TrimEnd();
        return text.Length > LongestLine ? $"{text[..LongestLine]}…" : text;
    }
}
