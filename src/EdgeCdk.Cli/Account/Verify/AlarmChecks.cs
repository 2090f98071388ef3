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
        var active = target.Aws.List("MetricAlarms", ["cloudwatch", "describe-alarms", "--alarm-names", .. alarms.Keys])
            .Where(alarm => alarm.Text("StateValue") == "ALARM").ToList();
        return active.Count == 0
            ? [Finding.Ok(About, $"{alarms.Count} alarms, none is in ALARM")]
            : active.Select(alarm => Active(alarm, alarms.GetValueOrDefault(alarm.Text("AlarmName"), "")));
    }

    private static Finding Active(JsonNode alarm, string name) => new(Outcome.Failed, About)
    {
        What = $"{name} is in ALARM: {(alarm.Text("AlarmDescription") is { Length: > 0 } text ? text : alarm.Text("StateReason"))}",
        Remedy = "docs/alarms.md explains it; it must end before the edge is registered",
    };
}
