using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>Why tasks stopped: the cause of a service that does not become steady.</summary>
internal static class StoppedTasks
{
    /// <summary>The reason of the last task of a service that stopped, as the end of a sentence; empty when none did.</summary>
    public static string LastReason(VerifyTarget target, string cluster, string service)
    {
        try
        {
            var last = EcsTasks.Of(target.Aws, cluster, "STOPPED").Where(task => task.Text("group") == $"service:{service}")
                .MaxBy(task => task["stoppedAt"] is { } time ? AwsTime.Parse(time) : default);
            return last is null ? "" : $"; last stopped task: {string.Join("; ", Reasons(last))}";
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            // The state of the service is known all the same.
            return $"; why its tasks stopped could not be read: {exception.Message}";
        }
    }

    private static IEnumerable<string> Reasons(JsonNode task)
    {
        yield return task.Text("stoppedReason");
        foreach (var container in task.Items("containers"))
        {
            if (container.Text("reason") is { Length: > 0 } reason)
                yield return $"container {container.Text("name")}: {reason}";
            else if (container.Number("exitCode") != 0)
                yield return $"container {container.Text("name")} ended with exit code {container.Text("exitCode")}";
        }
    }
}
