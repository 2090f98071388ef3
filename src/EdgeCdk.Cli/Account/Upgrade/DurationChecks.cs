using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>How long an upgrade takes, step by step: as long as the last one in the same account, by the events of its stack.</summary>
internal static class DurationChecks
{
    private const string About = "time";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IEnumerable<Finding> Find(VerifyTarget target)
    {
        var operations = StackOperations.Of(target.Aws, target.Stack.Json);
        var upgrade = operations.FirstOrDefault(events => EndsAs(events, "UPDATE_COMPLETE") && events.Any(IsOfRelease));
        var first = operations.FirstOrDefault(events => EndsAs(events, "CREATE_COMPLETE"));
        yield return (upgrade ?? first) is { } like
            ? Finding.Ok(About, Words(target, like, isUpgrade: upgrade is not null))
            : new(Outcome.Skipped, About) { What = "not known: CloudFormation shows no complete upgrade of the last 90 days" };
    }

    // A release replaces the tasks of every service.
    private static bool IsOfRelease(JsonNode happened) =>
        happened.Text("ResourceType") == "AWS::ECS::Service" && happened.Text("ResourceStatus") == "UPDATE_COMPLETE";

    private static bool EndsAs(IReadOnlyList<JsonNode> events, string status) =>
        events.FirstOrDefault(StackOperations.IsOfStack).Text("ResourceStatus") == status;

    private static string Words(VerifyTarget target, IReadOnlyList<JsonNode> events, bool isUpgrade)
    {
        var (start, end) = (TimeOf(events[^1]), TimeOf(events[0]));
        string[] steps = [.. Steps(target.Stack, events).Where(step => step.Time >= Minute)
            .Select(step => $"{step.Part} {Minutes(step.Time)}")];
        var watched = target.Config.Alarms is { RollbackTriggers: true, MonitoringTimeInMinutes: > 0 and var minutes }
            ? $"; the alarms watch each upgrade for {minutes} min when everything is deployed"
            : "";
        var which = isUpgrade ? "the last upgrade" : "there was no upgrade yet; the first deployment";
        return string.Create(CultureInfo.InvariantCulture, $"{which}, of {start:yyyy-MM-dd}, took {Minutes(end - start)}")
            + (steps.Length == 0 ? "" : $": {string.Join(", ", steps)}") + watched;
    }

    // From the first event of a part to the last one, in the order of their beginning. What is deleted at the end delays nobody.
    private static IEnumerable<(string Part, TimeSpan Time)> Steps(DeployedStack stack, IReadOnlyList<JsonNode> events)
    {
        var parts = stack.OfTemplate.ToDictionary(resource => resource.Id, resource => resource.Path.Split('/')[0]);
        return
            from happened in events
            where parts.ContainsKey(happened.Text("LogicalResourceId"))
                && !happened.Text("ResourceStatus").StartsWith("DELETE_", StringComparison.Ordinal)
            group TimeOf(happened) by parts[happened.Text("LogicalResourceId")] into part
            orderby part.Min()
            select (part.Key, part.Max() - part.Min());
    }

    private static DateTimeOffset TimeOf(JsonNode happened) => AwsTime.Parse(happened["Timestamp"]!);

    private static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes)} min");
}
