using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Observability;

public sealed class EdgeAlarmsTests(SynthesizedEdges edges)
{
    private readonly Template _watched = edges.Assertions(EdgeFiles.Watched);

    private static readonly Dictionary<string, string> Services =
        new()
        {
            ["AWS/SQS"] = "SQS",
            ["AWS/Lambda"] = "Lambda",
            ["AWS/Events"] = "EventBridge",
            ["ECS/ContainerInsights"] = "Container Insights",
        };

    [Theory]
    [InlineData("AWS::CloudWatch::Alarm")]
    [InlineData("AWS::CloudWatch::Dashboard")]
    [InlineData("AWS::SNS::Topic")]
    [InlineData("AWS::SNS::TopicPolicy")]
    public void Without_them_nothing_of_them_is_there(string type) => edges.Assertions(EdgeFiles.Demo).ResourceCountIs(type, 0);

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
    public void The_documented_rollback_triggers_are_those_of_the_output()
    {
        var documented =
            from line in File.ReadAllLines(Repository.Path("docs", "alarms.md"))
            where line.StartsWith("| `", StringComparison.Ordinal)
            let cells = line.Split('|', StringSplitOptions.TrimEntries)
            where cells[5] == "yes"
            select cells[1].Trim('`');

        Assert.Equal(documented.Order(StringComparer.Ordinal), Triggers(edges.Watched));
    }

    [Fact]
    public void A_deployment_has_at_most_five_rollback_triggers_in_every_release() => Assert.All(
        GoldenTemplates.Releases,
        release => Assert.InRange(Triggers(edges.Synthesize(GoldenTemplates.EdgeText(EdgeFiles.Watched, release))).Count, 1, 5));

    // Old faults keep these in ALARM, and CloudFormation rolls back at once then.
    [Fact]
    public void Dead_letters_roll_nothing_back() =>
        Assert.DoesNotContain(Triggers(edges.Watched), name => name.Contains("Letters", StringComparison.Ordinal)
            || name.Contains("Undelivered", StringComparison.Ordinal));

    [Fact]
    public void Without_alarms_there_are_no_rollback_triggers() =>
        Assert.Empty(edges.Assertions(EdgeFiles.Demo).FindOutputs("RollbackTriggerArns"));

    [Fact]
    public void Every_alarm_tells_the_topic_when_it_begins_and_when_it_ends() =>
        _watched.AllResourcesProperties("AWS::CloudWatch::Alarm", new Map
        {
            ["AlarmActions"] = new[] { edges.Watched.Ref("AlarmTopic/Topic") },
            ["OKActions"] = new[] { edges.Watched.Ref("AlarmTopic/Topic") },
        });

    [Fact]
    public void A_topic_of_the_customers_is_told_instead_and_none_is_made()
    {
        const string topic = "arn:aws:sns:eu-central-1:123456789011:on-call";
        var edge = edges.SynthesizeDemoAnd($"alarms: {{ topicArn: \"{topic}\" }}");
        var template = Template.FromString(edge.Text);

        template.ResourceCountIs("AWS::SNS::Topic", 0);
        template.AllResourcesProperties("AWS::CloudWatch::Alarm", new Map { ["AlarmActions"] = new[] { topic } });
        Assert.DoesNotContain("cloudwatch.amazonaws.com", edge.Text("GeneralKey/Key"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_topic_that_the_stack_makes_is_an_output_to_subscribe_to()
    {
        _watched.HasOutput("AlarmTopicArn", new Map { ["Value"] = edges.Watched.Ref("AlarmTopic/Topic") });
        Assert.Empty(edges.Assertions(EdgeFiles.Demo).FindOutputs("AlarmTopicArn"));
    }

    [Fact]
    public void The_topic_is_under_the_general_key_which_lets_alarms_publish()
    {
        _watched.HasResourceProperties("AWS::SNS::Topic", new Map { ["KmsMasterKeyId"] = edges.Watched.GetAtt("GeneralKey/Key") });
        _watched.HasResourceProperties("AWS::KMS::Key", new Map
        {
            ["KeyPolicy"] = new Map
            {
                ["Statement"] = Match.ArrayWith(
                [
                    Match.ObjectEquals(new Map
                    {
                        ["Sid"] = "PublishAlarms",
                        ["Effect"] = "Allow",
                        ["Principal"] = new Map { ["Service"] = "cloudwatch.amazonaws.com" },
                        ["Action"] = new[] { "kms:Decrypt", "kms:GenerateDataKey" },
                        ["Resource"] = "*",
                        ["Condition"] = new Map { ["StringEquals"] = new Map { ["aws:SourceAccount"] = "123456789011" } },
                    }),
                ]),
            },
        });
    }

    [Fact]
    public void Mappings_are_watched_only_where_they_are_and_count_what_becomes_of_events()
    {
        var ofMappings = new Map { ["MetricName"] = "FailedInvokeEventCount" };
        var unconnected = Template.FromString(edges.SynthesizeDemoAnd("alarms: { create: true }").Text);

        unconnected.ResourcePropertiesCountIs("AWS::CloudWatch::Alarm", ofMappings, 0);
        _watched.ResourcePropertiesCountIs("AWS::CloudWatch::Alarm", ofMappings, 2);
        _watched.AllResourcesProperties(
            "AWS::Lambda::EventSourceMapping", new Map { ["MetricsConfig"] = new Map { ["Metrics"] = new[] { "EventCount" } } });
    }

    [Fact]
    public void A_plane_manager_without_tasks_is_not_watched()
    {
        var ofTasks = new Map { ["MetricName"] = "RunningTaskCount" };
        var stopped = Template.FromString(edges.SynthesizeDemoAnd("alarms: { create: true }\nplaneManager: { replicas: 0 }").Text);

        stopped.ResourcePropertiesCountIs("AWS::CloudWatch::Alarm", ofTasks, 0);
        _watched.HasResourceProperties("AWS::CloudWatch::Alarm", ofTasks);
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

    private static IReadOnlyList<string> Triggers(SynthesizedTemplate template)
    {
        var output = template.Json["Outputs"]!["RollbackTriggerArns"]!.ToJsonString();
        return
        [
            .. template.OfType("AWS::CloudWatch::Alarm")
                .Where(alarm => output.Contains($"\"{alarm.LogicalId}\"", StringComparison.Ordinal))
                .Select(alarm => alarm.Path.Split('/')[1]).Order(StringComparer.Ordinal),
        ];
    }

    private static string Sign(string comparison) => comparison switch
    {
        "GreaterThanThreshold" => ">",
        "LessThanThreshold" => "<",
        _ => comparison,
    };
}
