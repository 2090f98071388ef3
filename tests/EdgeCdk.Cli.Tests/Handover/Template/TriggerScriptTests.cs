using EdgeCdk.Cli.Handover.Bundle;
using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Handover.Template;

/// <summary>A script with the AWS CLI alone gives the stack its rollback triggers, with an AWS CLI that says what a test wants.</summary>
public sealed class TriggerScriptTests
{
    private const string Age = "arn:aws:cloudwatch:eu-central-1:123456789011:alarm:Age";
    private const string Tasks = "arn:aws:cloudwatch:eu-central-1:123456789011:alarm:Tasks";
    private const string On = "alarms: { create: true, rollbackTriggers: true }";

    [Fact]
    public void Before_the_first_deployment_nothing_is_changed() => Assert.Empty(Changes(On, "", "", ""));

    [Fact]
    public void Silent_alarms_become_triggers_and_the_parameters_stay()
    {
        var change = Assert.Single(Changes(On, $"{Age},{Tasks}", $"{Age}\t{Tasks}", "None"));

        Assert.Contains(
            $$"""{"RollbackTriggers":[{{Trigger(Age)}},{{Trigger(Tasks)}}],"MonitoringTimeInMinutes":15} """
                + "--parameters ParameterKey=EdgeName,UsePreviousValue=true",
            change, StringComparison.Ordinal);
    }

    [Fact]
    public void Alarms_are_asked_for_by_their_names() =>
        Assert.Contains("--alarm-names Age Tasks ", Log(On, $"{Age},{Tasks}", "", "None").Log, StringComparison.Ordinal);

    [Fact]
    public void Triggers_that_the_stack_has_already_are_not_given_again() =>
        Assert.Empty(Changes(On, $"{Age},{Tasks}", $"{Tasks}\t{Age}", $"{Age}\t{Tasks}\t15"));

    [Fact]
    public void Another_time_is_given_to_the_stack() => Assert.Contains(
        "\"MonitoringTimeInMinutes\":15}", Assert.Single(Changes(On, Age, Age, $"{Age}\t30")), StringComparison.Ordinal);

    [Fact]
    public void A_stack_whose_triggers_were_removed_is_not_changed_again() =>
        Assert.Empty(Changes("alarms: { create: true }", Age, Age, "0"));

    [Fact]
    public void An_alarm_that_went_off_is_left_out() => Assert.Contains(
        $"[{Trigger(Tasks)}]", Assert.Single(Changes(On, $"{Age},{Tasks}", Tasks, $"{Age}\t{Tasks}")), StringComparison.Ordinal);

    [Fact]
    public void Triggers_of_earlier_deployments_are_removed_when_the_file_has_none() => Assert.Contains(
        "{\"RollbackTriggers\":[],\"MonitoringTimeInMinutes\":0}",
        Assert.Single(Changes("alarms: { create: true }", $"{Age},{Tasks}", Age, Age)), StringComparison.Ordinal);

    [Fact]
    public void A_refusal_is_told_and_the_script_goes_on()
    {
        var (log, result) = Log(On, Age, Age, "None", refuses: true);

        Assert.Equal(
            (0, "The rollback triggers of the stack could not be changed: this deployment has those of the last one\n"),
            (result.ExitCode, result.Error));
        Assert.DoesNotContain("wait", log, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_without_alarms_has_none_of_it() => Assert.Equal("", TriggerScript.Of(Edge("").Config));

    [Theory]
    [InlineData(On, "Alarms of the edge roll an upgrade back when you run this before it")]
    [InlineData("alarms: { create: true }", "No alarm rolls an upgrade back. ")]
    public void A_bundle_has_the_same_commands_for_both_ways_of_deployment(string alarms, string words)
    {
        var edge = Edge(alarms);

        var text = new BundleReadme(edge, true, [], "hnb659fds").Text();

        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains($"```bash\n{TriggerScript.Of(edge.Config).Trim('\n')}\n```\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rollback-configuration", new BundleReadme(Edge(""), true, [], "x").Text(), StringComparison.Ordinal);
    }

    private static string Trigger(string arn) => $$"""{"Arn":"{{arn}}","Type":"AWS::CloudWatch::Alarm"}""";

    private static List<string> Changes(string alarms, string output, string silent, string kept)
    {
        var (log, result) = Log(alarms, output, silent, kept);
        Assert.True(result.ExitCode == 0, result.Error);
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Count(line => line.Contains(" update-stack ", StringComparison.Ordinal)),
            lines.Count(line => line.Contains("wait stack-update-complete", StringComparison.Ordinal)));
        return [.. lines.Where(line => line.Contains(" update-stack ", StringComparison.Ordinal))];
    }

    private static (string Log, CommandResult Result) Log(string alarms, string output, string silent, string kept, bool refuses = false)
    {
        using var directory = new TemporaryDirectory();
        // The output of a stack that does not exist is an error.
        var aws = $$"""
            aws() {
              echo "$*" >> log
              case "$*" in
                *describe-stacks*RollbackConfiguration*) [ -n '{{output}}' ] && echo '{{kept}}' ;;
                *describe-stacks*Outputs*) [ -n '{{output}}' ] && echo '{{output}}' ;;
                *describe-stacks*) echo ParameterKey=EdgeName,UsePreviousValue=true ;;
                *describe-alarms*) echo '{{silent}}' ;;
                *update-stack*) {{(refuses ? "return 254" : ":")}} ;;
              esac
            }
            """;
        var result = ChildProcess.Run(
            "sh", ["-c", $"set -eu\n{aws}\n{TriggerScript.Of(Edge(alarms).Config)}"], directory.Path, input: "");
        var log = Path.Combine(directory.Path, "log");
        return (File.Exists(log) ? File.ReadAllText(log) : "", result);
    }

    private static EdgeDefinition Edge(string alarms)
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", $"{EdgeFiles.Text(EdgeFiles.Demo)}\n{alarms}\n");
        return Fleet.Load(session.PathOf("edges/demo.yaml"), Repository.Releases).Single();
    }
}
