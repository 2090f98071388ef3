using System.Globalization;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>The end of a log group.</summary>
internal static class LogTail
{
    // Streams of tasks that ended long ago do not help today.
    private const string Streams = "5";

    /// <summary>The last lines of the streams with the newest events, by time.</summary>
    public static string Of(RegionalAws aws, string name, int lines)
    {
        var events =
            from stream in aws.List(
                "logStreams", "logs", "describe-log-streams", "--log-group-name", name, "--order-by", "LastEventTime", "--descending",
                "--max-items", Streams)
            from happened in aws.List(
                "events", "logs", "get-log-events", "--log-group-name", name, "--log-stream-name", stream.Text("logStreamName"),
                "--limit", lines.ToString(CultureInfo.InvariantCulture))
            let time = (long)happened.Number("timestamp")
            orderby time
            select $"{Time(time)} {happened.Text("message").TrimEnd()}\n";
        return string.Concat(events.TakeLast(lines));
    }

    private static string Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime
        .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
