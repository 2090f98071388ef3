using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Support;

namespace EdgeCdk.Cli.Verify;

/// <summary>What the components wrote.</summary>
internal static class LogChecks
{
    // A regular expression of CloudWatch Logs, whose words alone would not find NullPointerException. It knows no groups.
    private const string Errors = "%ERROR|FATAL|SEVERE|[Ee]xception|Traceback|timed.out|level.{1,3}error%";

    // More of them say no more, and an error that repeats itself would be read for minutes.
    private const int Most = 1000;

    private const int LongestLine = 200;

    /// <summary>No component wrote an error lately.</summary>
    public static IEnumerable<Finding> Recent(Inspection edge)
    {
        var groups = edge.Stack.OfType("AWS::Logs::LogGroup").Select(group => group.PhysicalId).Where(name => name.StartsWith(edge.Edge.LogGroupPrefix, StringComparison.Ordinal)).ToList();
        var noisy = groups.AsParallel().AsOrdered().WithDegreeOfParallelism(Verification.AtATime).Select(group => (Group: group, Events: Search(edge, group))).Where(item => item.Events.Count > 0).ToList();
        if (noisy.Count == 0)
            return [Finding.Ok("logs", $"no errors in {groups.Count} log groups in the last {edge.Back.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} minutes")];
        return noisy.Select(item => Finding.Failed(
            "logs",
            $"{(item.Events.Count < Most ? "" : "at least ")}{ProblemReport.Counted(item.Events.Count, "error")} in {item.Group}, first: {Line(item.Events[0])}",
            edge.Command($"logs tail {item.Group} --since 1h")));
    }

    private static IReadOnlyList<JsonObject> Search(Inspection edge, string group) => edge.List(
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
