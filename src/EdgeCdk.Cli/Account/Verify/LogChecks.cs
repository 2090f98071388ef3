using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What the components wrote.</summary>
internal static class LogChecks
{
    // A regular expression of CloudWatch Logs, whose words alone would not find NullPointerException. It knows no groups.
    private const string Errors = "%ERROR|FATAL|SEVERE|[Ee]xception|Traceback|timed.out|level.{1,3}error%";

    // More of them say no more, and an error that repeats itself would be read for minutes.
    private const int Most = 1000;

    private const int LongestLine = 200;

    /// <summary>What findings of logs are called.</summary>
    public const string Name = "logs";

    /// <summary>The log groups of the components; none when they are not to be searched.</summary>
    public static IReadOnlyList<string> Groups(VerifyTarget edge) => edge.Back == TimeSpan.Zero ? [] :
        [.. edge.Stack.OfType("AWS::Logs::LogGroup").Select(group => group.PhysicalId).Where(name => name.StartsWith(edge.Edge.LogGroupPrefix, StringComparison.Ordinal))];

    /// <summary>The errors of one component; nothing when it wrote none lately.</summary>
    public static IEnumerable<Finding> Recent(VerifyTarget edge, string group)
    {
        var events = Search(edge, group);
        if (events.Count > 0)
            yield return Finding.Failed(Name, $"{(events.Count < Most ? "" : "at least ")}{ProblemReport.Counted(events.Count, "error")} in {group}, first: {Line(events[0])}", edge.Command($"logs tail {group} --since 1h"));
    }

    /// <summary>What is said when no component wrote an error.</summary>
    public static Finding Silent(VerifyTarget edge, int groups) => edge.Back == TimeSpan.Zero ? new Finding(Name, Outcome.Skipped, "not searched") :
        Finding.Ok(Name, $"no errors in {groups} log groups in the last {edge.Back.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} minutes");

    private static IReadOnlyList<JsonObject> Search(VerifyTarget edge, string group) => edge.List(
        "events",
        "logs", "filter-log-events", "--log-group-name", group, "--filter-pattern", Errors, "--max-items", Most.ToString(CultureInfo.InvariantCulture),
        "--start-time", (DateTimeOffset.UtcNow - edge.Back).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    private static string Line(JsonObject found)
    {
        // Redacted as a whole: what is cut could be half of a secret that nothing recognizes.
        var text = new Redaction().Redact("", (string?)found["message"] ?? "").Trim().Split('\n')[0].TrimEnd();
        return text.Length > LongestLine ? $"{text[..LongestLine]}…" : text;
    }
}
