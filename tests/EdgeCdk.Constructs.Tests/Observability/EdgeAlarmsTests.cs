using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

public sealed class EdgeAlarmsTests(SynthesizedEdges edges)
{
    private static readonly Dictionary<string, string> Services =
        new()
        {
            ["AWS/SQS"] = "SQS",
            ["AWS/Lambda"] = "Lambda",
            ["AWS/Events"] = "EventBridge",
            ["ECS/ContainerInsights"] = "Container Insights",
        };

    [Fact]
    public void Without_them_nothing_of_them_is_there() =>
        Assert.DoesNotContain(
            edges.Demo.Resources,
            resource => resource.Type.StartsWith(
                "AWS::CloudWatch::", StringComparison.Ordinal) || resource.Type.StartsWith("AWS::SNS::", StringComparison.Ordinal));

    [Fact]
    public void The_documented_alarms_are_exactly_those_of_the_template()
    {
        var documented =
            from line in File.ReadAllLines(Repository.Path("docs", "alarms.md"))
            where line.StartsWith("| `", StringComparison.Ordinal)
            let cells = line.Split('|', StringSplitOptions.TrimEntries)
            select $"{cells[1].Trim('`')}: {cells[2]} "
                + $"{cells[3].Replace(" s", "", StringComparison.Ordinal).Replace("replicas", "2", StringComparison.Ordinal)}, "
                + $"{cells[4]}";
        var given =
            from alarm in edges.Watched.OfType("AWS::CloudWatch::Alarm")
            let comparison = Sign(alarm.String("ComparisonOperator")!)
            select $"{alarm.Path.Split('/')[1]}: {Services[alarm.String("Namespace")!]} {alarm.String("MetricName")} {comparison} "
                + $"{alarm["Threshold"]}, {alarm["EvaluationPeriods"]} × {alarm["Period"]} s";

        Assert.Equal(given.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_alarm_tells_the_topic_when_it_begins_and_when_it_ends()
    {
        var topic = edges.Watched.At("AlarmTopic/Topic").LogicalId;

        Assert.All(edges.Watched.OfType("AWS::CloudWatch::Alarm"), alarm =>
        {
            Assert.Equal(topic, Resource.TargetOf(alarm["AlarmActions[0]"]));
            Assert.Equal(topic, Resource.TargetOf(alarm["OKActions[0]"]));
        });
    }

    [Fact]
    public void A_topic_of_the_customers_is_told_instead_and_none_is_made()
    {
        const string topic = "arn:aws:sns:eu-central-1:123456789011:on-call";
        var template = edges.SynthesizeDemoAnd($"alarms: {{ topicArn: \"{topic}\" }}");

        Assert.Empty(template.OfType("AWS::SNS::Topic"));
        Assert.All(template.OfType("AWS::CloudWatch::Alarm"), alarm => Assert.Equal(topic, alarm.String("AlarmActions[0]")));
        Assert.DoesNotContain("cloudwatch.amazonaws.com", template.Text("GeneralKey/Key"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_topic_that_the_stack_makes_is_an_output_to_subscribe_to()
    {
        Assert.Equal(
            edges.Watched.At("AlarmTopic/Topic").LogicalId, Resource.TargetOf(edges.Watched.Json["Outputs"]!["AlarmTopicArn"]!["Value"]));
        Assert.Null(edges.Demo.Json["Outputs"]!["AlarmTopicArn"]);
    }

    [Fact]
    public void The_topic_is_under_the_general_key_which_lets_alarms_publish()
    {
        var topic = edges.Watched.At("AlarmTopic/Topic");
        var statement = PolicyStatement.Of(edges.Watched.At("GeneralKey/Key")["KeyPolicy"])
            .Single(statement => statement.Sid == "PublishAlarms");

        Assert.Equal("GeneralKey/Key", edges.Watched.Target(topic["KmsMasterKeyId"])!.Path);
        Assert.Equal("""{"Service":"cloudwatch.amazonaws.com"}""", statement.Principal!.ToJsonString());
        Assert.Equal(["kms:Decrypt", "kms:GenerateDataKey"], statement.Actions);
        Assert.Equal(["123456789011"], statement.Condition("StringEquals", "aws:SourceAccount"));
    }

    [Fact]
    public void Mappings_are_watched_only_where_they_are_and_count_what_becomes_of_events()
    {
        var unconnected = edges.SynthesizeDemoAnd("alarms: { create: true }");

        Assert.DoesNotContain(
            unconnected.OfType("AWS::CloudWatch::Alarm"), alarm => alarm.String("MetricName") == "FailedInvokeEventCount");
        Assert.All(
            edges.Watched.OfType("AWS::Lambda::EventSourceMapping"),
            mapping => Assert.Equal("""{"Metrics":["EventCount"]}""", mapping["MetricsConfig"]!.ToJsonString()));
    }

    [Fact]
    public void A_plane_manager_without_tasks_is_not_watched()
    {
        var template = edges.SynthesizeDemoAnd("alarms: { create: true }\nplaneManager: { replicas: 0 }");

        Assert.Null(template.Find("Alarms/PlaneManagerTasks"));
    }

    [Fact]
    public void The_dashboard_shows_every_alarm_in_a_place_of_its_own()
    {
        var join = edges.Watched.At("Alarms/Dashboard")["DashboardBody.Fn::Join[1]"]!.AsArray();
        var body = JsonNode.Parse(
            string.Concat(join.Select(part => part is JsonValue ? part.GetValue<string>() : Resource.TargetOf(part))))!;
        var widgets = body["widgets"]!.AsArray();

        Assert.Equal(
            edges.Watched.OfType("AWS::CloudWatch::Alarm").Select(alarm => alarm.Path.Split('/')[1]).Order(StringComparer.Ordinal),
            widgets.Select(widget => widget!["properties"]!["title"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(widgets.Count, widgets.Select(widget => $"{widget!["x"]},{widget["y"]}").Distinct().Count());
    }

    private static string Sign(string comparison) => comparison switch
    {
        "GreaterThanThreshold" => ">",
        "LessThanThreshold" => "<",
        _ => comparison,
    };
}
