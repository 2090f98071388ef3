using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>The end of a log group.</summary>
internal static class LogTail
{
    // Streams of tasks that ended long ago say nothing of today.
    private const int Streams = 5;

    /// <summary>The last lines of the streams that were written to last, by time.</summary>
    public static string Of(IAws aws, EdgePlace edge, string name, int lines)
    {
        var most = lines.ToString(CultureInfo.InvariantCulture);
        var streams = aws.Ask(edge.Region, "logs", "describe-log-streams", "--log-group-name", name, "--order-by", "LastEventTime", "--descending", "--max-items", Streams.ToString(CultureInfo.InvariantCulture))["logStreams"];
        var events = from stream in streams as JsonArray ?? []
                     from happened in aws.Ask(edge.Region, "logs", "get-log-events", "--log-group-name", name, "--log-stream-name", (string)stream!["logStreamName"]!, "--limit", most)["events"]!.AsArray()
                     select (Time: (long)happened!["timestamp"]!, Text: (string?)happened["message"] ?? "");
        return string.Concat(events.OrderBy(happened => happened.Time).TakeLast(lines).Select(happened => $"{Time(happened.Time)} {happened.Text.TrimEnd()}\n"));
    }

    private static string Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
