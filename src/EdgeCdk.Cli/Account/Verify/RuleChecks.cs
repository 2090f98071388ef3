using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>Events that EventBridge could not deliver: a missing permission of a target is visible nowhere else.</summary>
internal static class RuleChecks
{
    private const string About = "event rules";

    private static readonly string[] Metrics = ["FailedInvocations", "InvocationsFailedToBeSentToDlq"];

    private sealed record Query(string Id, DeployedResource Rule, string Metric);

    /// <summary>All targets of all rules accepted their events, since the last deployment, but at most a day back.</summary>
    public static IEnumerable<Finding> Delivered(VerifyTarget target)
    {
        var rules = target.Stack.OfType("AWS::Events::Rule");
        if (rules.Count == 0)
            return [Finding.Ok(About, "the edge has none")];
        var queries = rules
            .SelectMany((rule, index) => Metrics.Select((metric, which) => new Query($"m{index}x{which}", rule, metric))).ToList();
        var since = Since(target);
        var sums = Sums(target, queries, since);
        var failed = queries.Where(query => sums.GetValueOrDefault(query.Id) > 0).ToList();
        return failed.Count == 0
            ? [Finding.Ok(About, $"{rules.Count} rules, and every event was delivered")]
            : failed.Select(query => NotDelivered(query, sums[query.Id], since));
    }

    private static Finding NotDelivered(Query query, double sum, DateTimeOffset since) => new(Outcome.Failed, About)
    {
        What = $"{query.Rule.Path}: {query.Metric} is {sum.ToString(CultureInfo.InvariantCulture)} since {Text(since)}",
        Remedy = query.Metric == Metrics[0]
            ? "its target does not accept the events, usually because a permission is missing: see the dead-letter queue of the rule"
            : "its dead-letter queue does not accept them either, so they are lost: see the policies of the queue and of its key",
    };

    private static Dictionary<string, double> Sums(VerifyTarget target, IEnumerable<Query> queries, DateTimeOffset since)
    {
        // A minute ahead: the last deployment may have ended this second, and CloudWatch accepts no empty period.
        var until = DateTimeOffset.UtcNow.AddMinutes(1);
        return target.Aws.List(
            "MetricDataResults", "cloudwatch", "get-metric-data", "--start-time", Text(since), "--end-time", Text(until),
            "--metric-data-queries", new JsonArray([.. queries.Select(Json)]).ToJsonString())
            .ToDictionary(
                result => result.Text("Id"),
                result => result.Texts("Values").Sum(value => double.Parse(value, CultureInfo.InvariantCulture)));
    }

    // During a deployment, events arrive before their targets are ready.
    private static DateTimeOffset Since(VerifyTarget target)
    {
        var dayBack = DateTimeOffset.UtcNow.AddDays(-1);
        var last = target.Aws.List(
            "StackEvents", "cloudformation", "describe-stack-events", "--stack-name", target.Stack.Name, "--max-items", "1")
            .Select(happened => AwsTime.Parse(happened["Timestamp"]!)).FirstOrDefault();
        return last > dayBack ? last : dayBack;
    }

    private static JsonObject Json(Query query) => new()
    {
        ["Id"] = query.Id,
        ["MetricStat"] = new JsonObject
        {
            ["Metric"] = new JsonObject
            {
                ["Namespace"] = "AWS/Events",
                ["MetricName"] = query.Metric,
                ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "RuleName", ["Value"] = query.Rule.PhysicalId }),
            },
            ["Period"] = 60,
            ["Stat"] = "Sum",
        },
    };

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
