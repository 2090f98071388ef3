using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What EventBridge could not deliver: a wrong permission of a target shows nowhere else.</summary>
internal static class RuleChecks
{
    private const string Name = "event rules";

    private static readonly string[] Metrics = ["FailedInvocations", "InvocationsFailedToBeSentToDlq"];

    /// <summary>All targets of all rules took what they were sent, since the last deployment, a day back at most.</summary>
    public static IEnumerable<Finding> Delivered(VerifyTarget edge)
    {
        var rules = edge.Stack.OfType("AWS::Events::Rule");
        if (rules.Count == 0)
            return [Finding.Ok(Name, "the edge has none")];
        var queries = rules
            .SelectMany((rule, index) => Metrics.Select((metric, which) => (Id: $"m{index}x{which}", Rule: rule, Metric: metric)))
            .ToList();
        // A minute ahead: the last deployment may have ended this second, and CloudWatch takes no empty span of time.
        var (since, until) = (Since(edge), DateTimeOffset.UtcNow.AddMinutes(1));
        var sums = edge.List(
            "MetricDataResults", "cloudwatch", "get-metric-data", "--start-time", Text(since), "--end-time", Text(until),
            "--metric-data-queries",
                new JsonArray([.. queries.Select(query => Query(query.Id, query.Rule.PhysicalId, query.Metric))]).ToJsonString())
            .ToDictionary(result => result.Text("Id"), result => (result["Values"] as JsonArray ?? []).Sum(value => (double)value!));
        var failed = queries.Where(query => sums.GetValueOrDefault(query.Id) > 0).ToList();
        return failed.Count == 0
            ? [Finding.Ok(Name, $"{rules.Count} rules, and nothing that they could not deliver")]
            : failed.Select(query => Finding.Failed(
                Name, $"{query.Rule.Path}: {query.Metric} is {sums[query.Id].ToString(CultureInfo.InvariantCulture)} since {Text(since)}",
                query.Metric == Metrics[0]
                    ? "its target does not accept the events, mostly for lack of a permission: see the dead-letter queue of the rule"
                    : "its dead-letter queue does not accept them either, so they are lost: look at the policies of the queue and of its "
                        + "key"));
    }

    // While a stack is being deployed, events come before their targets are ready.
    private static DateTimeOffset Since(VerifyTarget edge)
    {
        var dayBack = DateTimeOffset.UtcNow.AddDays(-1);
        var last = edge.List("StackEvents", "cloudformation", "describe-stack-events", "--stack-name", edge.Stack.Name, "--max-items",
            "1").Select(happened => AwsTime.Parse(happened["Timestamp"]!)).FirstOrDefault();
        return last > dayBack ? last : dayBack;
    }

    private static JsonObject Query(string id, string rule, string metric) => new JsonObject
    {
        ["Id"] = id,
        ["MetricStat"] = new JsonObject
        {
            ["Metric"] = new JsonObject
            {
                ["Namespace"] = "AWS/Events",
                ["MetricName"] = metric,
                ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "RuleName", ["Value"] = rule }),
            },
            ["Period"] = 60,
            ["Stat"] = "Sum",
        },
    };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
