using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The alarms of the stack.</summary>
internal static class AlarmChecks
{
    /// <summary>None of them is on.</summary>
    public static IEnumerable<Finding> Silent(VerifyTarget edge)
    {
        var alarms = edge.Stack.OfType("AWS::CloudWatch::Alarm").ToDictionary(alarm => alarm.PhysicalId, alarm => alarm.Path.Split('/')[^1]);
        if (alarms.Count == 0)
            return [Finding.Ok("alarms", "the edge has none")];
        var on = edge.List("MetricAlarms", ["cloudwatch", "describe-alarms", "--alarm-names", .. alarms.Keys]).Where(alarm => (string?)alarm["StateValue"] == "ALARM").ToList();
        if (on.Count == 0)
            return [Finding.Ok("alarms", $"{alarms.Count} alarms, none is on")];
        return on.Select(alarm => Finding.Failed("alarms", $"{alarms.GetValueOrDefault((string)alarm["AlarmName"]!)} is on: {Meaning(alarm)}", "docs/alarms.md tells what it means; it must end before the edge is registered"));
    }

    private static string Meaning(JsonObject alarm) => (string?)alarm["AlarmDescription"] ?? (string?)alarm["StateReason"] ?? "";
}
