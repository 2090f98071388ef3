using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.DeployOptions;

/// <summary>Which alarms roll the next deployment back: only those that are there before and after it, and are silent.</summary>
public sealed class DeployOptionsTests
{
    private const string Age = "arn:aws:cloudwatch:eu-central-1:123456789011:alarm:Edge-demo-Age-1";
    private const string Tasks = "arn:aws:cloudwatch:eu-central-1:123456789011:alarm:Edge-demo-Tasks-1";
    private const string OfOthers = "arn:aws:cloudwatch:eu-central-1:123456789011:alarm:of-others";
    private const string On = "alarms: { create: true, rollbackTriggers: true }";
    private const string Off = "alarms: { create: true }";

    private static readonly string[] Both = ["Age", "Tasks"];

    [Fact]
    public void Silent_alarms_are_options_of_the_cdk_cli() => Assert.Equal(
        $"--rollback-trigger-alarm-arns {Age} --rollback-trigger-alarm-arns {Tasks} --monitoring-time-minutes 15\n",
        Run(Account(), On).Output);

    [Fact]
    public void For_the_aws_cli_they_are_one_word_after_the_option_and_the_time_is_that_of_the_file()
    {
        var printed = Run(Account(), "alarms: { create: true, rollbackTriggers: true, monitoringTimeInMinutes: 0 }", "--aws-cli").Output;

        var words = printed.TrimEnd('\n').Split(' ');
        Assert.Equal(("--rollback-configuration", 2), (words[0], words.Length));
        var given = JsonNode.Parse(words[1])!;
        Assert.Equal([Age, Tasks], given["RollbackTriggers"]!.AsArray().Select(trigger => (string)trigger!["Arn"]!));
        Assert.All(given["RollbackTriggers"]!.AsArray(), trigger => Assert.Equal("AWS::CloudWatch::Alarm", (string)trigger!["Type"]!));
        Assert.Equal(0, (int)given["MonitoringTimeInMinutes"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("--aws-cli")]
    public void Before_the_first_deployment_nothing_is_printed(string? option) =>
        Assert.Equal("", Run(new FakeAccount(), On, option).Output);

    [Fact]
    public void Json_has_the_alarms_and_none_before_the_first_deployment()
    {
        Assert.Equal([Age, Tasks], Json(Account()));
        Assert.Equal([], Json(new FakeAccount()));

        static IEnumerable<string> Json(FakeAccount aws) =>
            JsonNode.Parse(Run(aws, On, "--json").Output)!["triggers"]!.AsArray().Select(arn => (string)arn!);
    }

    [Fact]
    public void Without_a_cloud_assembly_one_is_synthesized()
    {
        using var session = Session(On);

        var result = session.Run(Account(), "deploy-options", "demo");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("edge: there is no node_modules/edge-cdk in ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alarm_that_no_stack_has_is_named_by_its_name() => Assert.Contains(
        "no rollback trigger of this deployment: of-others is deleted by the deployment\n",
        Run(Account(output: OfOthers, alarm: OfOthers), On).Error,
        StringComparison.Ordinal);

    [Fact]
    public void A_time_that_the_stack_keeps_without_alarms_is_removed()
    {
        var aws = Account();
        var stack = aws.Ask(FakeAccount.Region, "cloudformation", "describe-stacks", "--stack-name", "Edge-demo");
        stack["Stacks"]![0]!["RollbackConfiguration"] = new JsonObject { ["MonitoringTimeInMinutes"] = 5 };
        aws.Answers["cloudformation describe-stacks"] = stack;

        Assert.Equal("--rollback-trigger-alarm-arns none --monitoring-time-minutes 0\n", Run(aws, Off).Output);
    }

    [Theory]
    [InlineData("SC-123456789011-pp-abcd", "by Service Catalog")]
    [InlineData("StackSet-edges-1-2-3-4-5", "by the stack set edges")]
    public void Who_takes_no_triggers_is_given_none(string stack, string how)
    {
        var result = Run(Account(stack: stack), On, $"--stack={stack}");

        Assert.Equal("", result.Output);
        Assert.Equal(
            $"edge: no rollback trigger of this deployment: {stack} is deployed {how}, which takes no rollback triggers\n", result.Error);
    }

    [Fact]
    public void A_stack_of_an_earlier_version_that_lists_no_triggers_gets_none() =>
        Assert.Equal("", Run(Account(output: null), On).Output);

    [Fact]
    public void An_alarm_that_went_off_is_left_out_so_that_the_edge_can_be_repaired()
    {
        var result = Run(Account(age: "ALARM"), On);

        Assert.Equal($"--rollback-trigger-alarm-arns {Tasks} --monitoring-time-minutes 15\n", result.Output);
        Assert.Equal(
            "edge: no rollback trigger of this deployment: Alarms/Age is in ALARM: CloudFormation would roll the deployment back at "
                + "once\n",
            result.Error);
    }

    [Fact]
    public void An_alarm_that_was_deleted_by_hand_is_left_out() =>
        Assert.Contains("Alarms/Age does not exist: it was deleted by hand", Run(Account(age: null), On).Error, StringComparison.Ordinal);

    [Fact]
    public void An_alarm_that_the_deployment_deletes_is_left_out()
    {
        var result = Run(Account(), On, next: ["Age"]);

        Assert.Equal($"--rollback-trigger-alarm-arns {Age} --monitoring-time-minutes 15\n", result.Output);
        Assert.Contains("Alarms/Tasks is deleted by the deployment", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Off)]
    public void Triggers_that_the_stack_keeps_are_removed_when_the_file_has_none(string file)
    {
        Assert.Equal("", Run(Account(), file).Output);
        Assert.Equal(
            "--rollback-trigger-alarm-arns none --monitoring-time-minutes 0\n", Run(Account(keeps: true), file).Output);
        Assert.Equal(
            "--rollback-configuration {\"RollbackTriggers\":[],\"MonitoringTimeInMinutes\":0}\n",
            Run(Account(keeps: true), file, "--aws-cli").Output);
    }

    [Fact]
    public void Triggers_that_the_stack_keeps_are_removed_when_all_of_them_went_off() => Assert.Equal(
        "--rollback-trigger-alarm-arns none --monitoring-time-minutes 0\n",
        Run(Account(age: "ALARM", keeps: true), On, next: ["Age"]).Output);

    [Fact]
    public void A_cloud_assembly_without_the_stack_is_an_error()
    {
        using var session = Session(On);
        session.Write("elsewhere/manifest.json", "{}");

        var result = session.Run(Account(), "deploy-options", "demo", "--app", "elsewhere");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(Path.Combine("elsewhere", "Edge-demo.template.json") + " does not exist", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(On)]
    [InlineData("")]
    public void A_cloud_assembly_that_is_not_there_is_an_error_whether_it_is_needed_or_not(string alarms)
    {
        using var session = Session(alarms);

        Assert.Equal(
            new CommandResult(1, "", "edge: --app elsewhere does not exist: use the directory that `cdk synth --output` wrote\n"
                + "edge: see `npx edge deploy-options --help`\n"),
            session.Run(Account(), "deploy-options", "demo", "--app", "elsewhere"));
    }

    private static CommandResult Run(FakeAccount aws, string alarms, string? option = null, string[]? next = null)
    {
        using var session = Session(alarms);
        session.Write("cdk.out/Edge-demo.template.json", Template(next ?? Both).ToJsonString());
        var result = session.Run(aws, ["deploy-options", "demo", "--app=cdk.out", .. option is null ? (string[])[] : [option]]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }

    private static Session Session(string alarms)
    {
        var session = new Session();
        session.Write("edges/demo.yaml", $"{EdgeFiles.Text(EdgeFiles.Demo)}{alarms}\n");
        return session;
    }

    // State: null, there is no such alarm.
    private static FakeAccount Account(
        string? age = "OK", string? output = $"{Age},{Tasks}", bool keeps = false, string stack = "Edge-demo", string alarm = Age)
    {
        var aws = new FakeAccount();
        var json = aws.Stack(stack);
        if (output is not null)
            json["Outputs"]!.AsArray().Add(FakeAccount.Pair("Output", "RollbackTriggerArns", output));
        if (keeps)
            json["RollbackConfiguration"] = new JsonObject { ["RollbackTriggers"] = new JsonArray(new JsonObject { ["Arn"] = Age }) };
        aws.Answers["cloudformation get-template"] = new() { ["TemplateBody"] = Template(Both) };
        aws.Answers["cloudformation list-stack-resources"] = new()
        {
            ["StackResourceSummaries"] = new JsonArray([.. Both.Select(name => new JsonObject
            {
                ["LogicalResourceId"] = name,
                ["PhysicalResourceId"] = $"Edge-demo-{name}-1",
                ["ResourceStatus"] = "CREATE_COMPLETE",
            })]),
        };
        aws.Answers["cloudwatch describe-alarms"] = new()
        {
            ["MetricAlarms"] = new JsonArray([.. age is null ? [] : new[] { State(alarm, age) }, State(Tasks, "INSUFFICIENT_DATA")]),
        };
        return aws;
    }

    private static JsonObject State(string arn, string state) => new() { ["AlarmArn"] = arn, ["StateValue"] = state };

    private static JsonObject Template(string[] alarms) => new()
    {
        ["Resources"] = new JsonObject(alarms.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject
        {
            ["Type"] = "AWS::CloudWatch::Alarm",
            ["Metadata"] = new JsonObject { ["aws:cdk:path"] = $"Edge-demo/Alarms/{name}" },
        }))),
    };
}
