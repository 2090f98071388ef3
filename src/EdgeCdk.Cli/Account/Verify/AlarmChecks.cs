using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The alarms of the stack.</summary>
internal static class AlarmChecks
{
    private const string About = "alarms";

    /// <summary>None of them is in ALARM.</summary>
    public static IEnumerable<Finding> Silent(VerifyTarget target)
    {
        var alarms = target.Stack.OfType("AWS::CloudWatch::Alarm")
            .ToDictionary(alarm => alarm.PhysicalId, alarm => alarm.Path.Split('/')[^1]);
        if (alarms.Count == 0)
            return [Finding.Ok(About, "the edge has none")];
        var found = target.Aws.List("MetricAlarms", ["cloudwatch", "describe-alarms", "--alarm-names", .. alarms.Keys])
            .ToDictionary(alarm => alarm.Text("AlarmName"));
        var faults = alarms.Select(alarm => Fault(target, found.GetValueOrDefault(alarm.Key), alarm.Value)).OfType<Finding>().ToList();
        return faults.Count == 0 ? [Finding.Ok(About, $"{alarms.Count} alarms, none is in ALARM")] : faults;
    }

    private static Finding? Fault(VerifyTarget target, JsonNode? alarm, string name) => alarm is null
        ? new(Outcome.Failed, About)
        {
            What = $"{name} was deleted",
            Remedy = $"somebody deleted it: `npx edge verify {target.Edge.Name} --drift` shows what else was changed",
        }
        : alarm.Text("StateValue") switch
        {
            // An alarm has no data while nothing happens.
            "OK" or "INSUFFICIENT_DATA" => null,
            "ALARM" => Active(alarm, name),
            var other => new(Outcome.Unknown, About)
            {
                What = other.Length == 0
                    ? $"AWS does not show the state of {name}"
                    : $"{name} is in {other}, a state that this version of edge does not know",
                Remedy = "see it in CloudWatch",
            },
        };

    private static Finding Active(JsonNode alarm, string name) => new(Outcome.Failed, About)
    {
        What = $"{name} is in ALARM: {(alarm.Text("AlarmDescription") is { Length: > 0 } text ? text : alarm.Text("StateReason"))}",
        Remedy = "docs/alarms.md explains it; it must end before the edge is registered",
        WaitingCanHelp = true,
    };
}
