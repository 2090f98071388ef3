using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>
/// Events that did not arrive: those that EventBridge could not deliver, and failed invocations that Lambda could not keep as dead letters.
/// A missing permission is visible nowhere else, and a rule that was disabled by hand fails nowhere.
/// </summary>
internal static class RuleChecks
{
    private const string About = "event rules";

    private const string NotInvoked = "FailedInvocations";

    private sealed record Query(string Id, DeployedResource Source, string Namespace, string Dimension, string Metric);

    /// <summary>All targets of all rules accepted their events, since the last deployment, but at most a day back.</summary>
    public static IEnumerable<Finding> Delivered(VerifyTarget target)
    {
        var rules = target.Stack.OfType("AWS::Events::Rule");
        if (rules.Count == 0)
            return [Finding.Ok(About, "the edge has none")];
        var queries = Queries(target.Stack, rules).Select((query, index) => query with { Id = $"m{index}" }).ToList();
        var since = Since(target);
        var sums = Sums(target, queries, since);
        var failed = queries.Where(query => sums.GetValueOrDefault(query.Id) > 0).ToList();
        IReadOnlyList<Finding> found =
        [
            .. failed.Select(query => NotDelivered(query, sums[query.Id], since)),
            .. rules.Select(rule => Lost(target, rule)).OfType<Finding>(),
        ];
        return found.Count == 0 ? [Finding.Ok(About, $"{rules.Count} rules, and every event was delivered")] : found;
    }

    private static IEnumerable<Query> Queries(DeployedStack stack, IEnumerable<DeployedResource> rules) =>
    [
        .. from rule in rules
           from metric in (string[])[NotInvoked, "InvocationsFailedToBeSentToDlq"]
           select new Query("", rule, "AWS/Events", "RuleName", metric),
        .. from function in stack.OfType("AWS::Lambda::Function")
           where function.Template.Properties["DeadLetterConfig"] is not null
           select new Query("", function, "AWS/Lambda", "FunctionName", "DeadLetterErrors"),
    ];

    private static Finding? Lost(VerifyTarget target, DeployedResource rule)
    {
        if (target.Aws.Find("events", "describe-rule", "--name", rule.PhysicalId) is not { } found)
            return DriftChecks.Deleted(target, About, rule.Path);
        return found.Text("State") == "DISABLED" && rule.Template.Properties.Text("State") != "DISABLED"
            ? new(Outcome.Failed, About)
            {
                What = $"{rule.Path} is disabled: no event is delivered",
                Remedy = target.Command($"events enable-rule --name {rule.PhysicalId}"),
            }
            : null;
    }

    private static Finding NotDelivered(Query query, double sum, DateTimeOffset since) => new(Outcome.Failed, About)
    {
        What = $"{query.Source.Path}: {query.Metric} is {sum.ToString(CultureInfo.InvariantCulture)} since {Text(since)}",
        Remedy = query.Metric == NotInvoked
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
            // A result may come in parts, page by page.
            .GroupBy(result => result.Text("Id"), result => result.Texts("Values"))
            .ToDictionary(
                parts => parts.Key,
                parts => parts.Sum(part => part.Sum(value => double.Parse(value, CultureInfo.InvariantCulture))));
    }

    // During a deployment, events arrive before their targets are ready.
    private static DateTimeOffset Since(VerifyTarget target)
    {
        var dayBack = DateTimeOffset.UtcNow.AddDays(-1);
        var last = target.Aws.List(
            "StackEvents", "cloudformation", "describe-stack-events", "--stack-name", target.Stack.Name, "--max-items", "1")
            .Select(happened => AwsTime.Parse(happened["Timestamp"]!));
        return last.Append(dayBack).Max();
    }

    private static JsonObject Json(Query query) => new()
    {
        ["Id"] = query.Id,
        ["MetricStat"] = new JsonObject
        {
            ["Metric"] = new JsonObject
            {
                ["Namespace"] = query.Namespace,
                ["MetricName"] = query.Metric,
                ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = query.Dimension, ["Value"] = query.Source.PhysicalId }),
            },
            ["Period"] = 60,
            ["Stat"] = "Sum",
        },
    };

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
