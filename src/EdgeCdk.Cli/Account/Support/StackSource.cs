using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>The files of the archive that come from the account.</summary>
internal sealed class StackSource(RegionalAws aws, EdgePlace edge, DeployedStack stack)
{
    // Enough to see a deployment, its failure and the rollback.
    private const string Events = "500";

    /// <summary>Time of the newest event of the stack; null before the events were collected.</summary>
    public DateTimeOffset? NewestEvent { get; private set; }

    /// <param name="lines">Last lines of each log group.</param>
    public IEnumerable<SupportSource> Files(int lines) =>
    [
        new("stack.json", () => JsonText.Of(StackParts.Description(stack))),
        new("resources.json", () => JsonText.Of(StackParts.Resources(stack))),
        new("events.json", EventsOfStack),
        // What AWS itself takes for failures, early validation and hooks included.
        new("failed-events.json", () => JsonText.Of(StackParts.Events(aws.List(
            "OperationEvents", "cloudformation", "describe-events", "--stack-name", stack.Name, "--filters", "FailedEvents=true",
            "--max-items", Events)))),
        new("services.json", () => JsonText.Of(StackParts.Services(aws, stack))),
        new("stopped-tasks.json", () => JsonText.Of(StackParts.StoppedTasks(aws, stack))),
        // CloudWatch Logs gives one line at least.
        .. stack.OfType("AWS::Logs::LogGroup").Select(group => group.PhysicalId)
            .Where(name => lines > 0 && name.StartsWith(edge.Names.LogGroupPrefix, StringComparison.Ordinal))
            .Select(name => new SupportSource(
                $"logs/{name[edge.Names.LogGroupPrefix.Length..]}.log", () => LogTail.Of(aws, name, lines))),
    ];

    private string EventsOfStack()
    {
        var events = aws.List(
            "StackEvents", "cloudformation", "describe-stack-events", "--stack-name", stack.Name, "--max-items", Events);
        NewestEvent = events.Select(happened => happened["Timestamp"]).OfType<JsonNode>()
            .Select(time => (DateTimeOffset?)AwsTime.Parse(time)).Max();
        return JsonText.Of(StackParts.Events(events));
    }
}
