using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Console;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>What <c>edge verify</c> says of a round of checks as a whole.</summary>
public sealed class VerificationTests
{
    private static readonly Finding Well = Finding.Ok("stack", "well");

    [Theory]
    [InlineData(false, "Failed", true, "The edge is not healthy: it.")]
    [InlineData(false, "Failed", false, "The edge is not healthy: it. Waiting does not help.")]
    [InlineData(true, "Unknown", false, "The edge is not healthy: it. Waiting does not help.")]
    [InlineData(false, "Warning", false, "The edge is healthy.")]
    [InlineData(true, "Warning", false, """
        The edge is healthy. Send this to the vendor:

          Edge name:   watched
          AWS account: 123456789011
          Region:      eu-central-1
          Release:     16.6.5
          Roles:
            arn:aws:iam::123456789011:role/first
            arn:aws:iam::123456789011:role/second
          The deployment completed without errors: the stack Edge-watched is UPDATE_COMPLETE, and its services are steady.
        """)]
    public void The_end_says_whether_the_edge_is_healthy_and_what_registers_it(
        bool isToRegister, string outcome, bool waits, string end)
    {
        // One part may have two faults.
        var fault = new Finding(Enum.Parse<Outcome>(outcome), "it") { What = "once", WaitingCanHelp = waits };
        var round = Round(Well, fault, fault with { What = "twice" });
        using var output = new StringWriter { NewLine = "\n" };
        var context = new CommandContext(output, TextWriter.Null, "");

        VerifyReport.Answer(context, round, isToRegister);
        var json = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(VerifyReport.Json(round, isToRegister)))!;

        Assert.EndsWith($"could not be checked\n{end}\n", output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(end.Contains("Send this", StringComparison.Ordinal), json["Registration"] is not null);
        Assert.Equal(outcome == "Warning", (bool)json["Ok"]!);
    }

    [Theory]
    [InlineData("enabled", true)]
    [InlineData("disabled", false)]
    public void An_edge_that_reads_its_queues_is_registered(string written, bool isRegistered)
    {
        var target = DeployedEdges.Of(text => text.With("eventSources: enabled", $"eventSources: {written}"), null, null);

        Assert.Equal(isRegistered, new Verification(target.Edge, target.Stack, []).IsRegistered);
    }

    [Fact]
    public void Of_a_stack_with_nothing_in_it_only_its_state_is_told()
    {
        var account = new FakeAccount();
        account.Stack("Edge-watched", "REVIEW_IN_PROGRESS", edge: "watched");

        var round = Checked(account);

        Assert.Equal(
            "Edge-watched is REVIEW_IN_PROGRESS: a change set was created and never executed: nothing is deployed",
            Assert.Single(round.Findings).What);
    }

    [Theory]
    [InlineData(null, "Ok no errors in 1 log groups in the last 60 minutes")]
    [InlineData("boom", "Failed 1 error in /ataccama/edge/watched/dqc, first: boom")]
    public void Of_logs_either_their_errors_are_told_or_that_there_are_none(string? error, string told)
    {
        var account = new FakeAccount();
        account.Stack("Edge-watched", edge: "watched", physicalIds: "/ataccama/edge/watched/dqc");
        account.Answers["cloudformation get-template"] = JsonNode.Parse(
            """{"TemplateBody":{"Resources":{"R0":{"Type":"AWS::Logs::LogGroup"}}}}""")!.AsObject();
        if (error is not null)
            account.Answers["logs filter-log-events"] = JsonNode.Parse($$"""{"events":[{"message":"{{error}}"}]}""")!.AsObject();

        var found = Assert.Single(Checked(account).Findings, finding => finding.About == "logs");

        Assert.Equal(told, $"{found.Outcome} {found.What}");
    }

    [Theory]
    [InlineData("disabled", false, true)]
    [InlineData("enabled", false, false)]
    [InlineData("enabled", true, true)]
    public void The_registration_is_written_until_the_queues_are_read_and_when_it_is_asked_for(
        string written, bool isAskedFor, bool isThere)
    {
        using var session = new Session().Write(
            "edges/watched.yaml", EdgeFiles.Text(EdgeFiles.Watched).With("eventSources: enabled", $"eventSources: {written}"));
        var account = new FakeAccount();
        account.Stack("Edge-mine", edge: "watched")["Outputs"]!.AsArray()[3]!["OutputValue"] = GoldenTemplates.Releases[^1];
        if (written == "enabled")
        {
            account.Answers["cloudformation get-template"] = JsonNode.Parse(
                """{"TemplateBody":{"Resources":{"R":{"Type":"AWS::Lambda::EventSourceMapping"}}}}""")!.AsObject();
            account.Answers["cloudformation list-stack-resources"] = JsonNode.Parse(
                """{"StackResourceSummaries":[{"LogicalResourceId":"R","PhysicalResourceId":"1"}]}""")!.AsObject();
            account.Answers["lambda get-event-source-mapping"] = new() { ["State"] = "Enabled" };
        }

        var result = session.Run(
            account, ["verify", "watched", "--stack", "Edge-mine", "--json", .. isAskedFor ? (string[])["--registration"] : []]);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Equal(isThere, JsonNode.Parse(result.Output)!["registration"] is not null);
        Assert.Equal(1, session.Run(account, "verify", "watched", "--stack", "Edge-other").ExitCode);
    }

    private static Verification Checked(FakeAccount account) => Verification.Of(
        new CommandContext(TextWriter.Null, TextWriter.Null, "") { Aws = account }, DeployedEdges.Of().Edge, TimeSpan.FromHours(1), false);

    private static Verification Round(params Finding[] findings)
    {
        var target = DeployedEdges.Of(null, stack =>
        {
            foreach (var (name, value) in ((string, string)[])
                [
                    ("EdgeName", "watched"), ("AccountId", FakeAccount.Account), ("Region", FakeAccount.Region),
                    ("SecondRoleArn", "arn:aws:iam::123456789011:role/second"), ("FirstRoleArn", "arn:aws:iam::123456789011:role/first"),
                ])
            {
                stack["Outputs"]!.AsArray().Add(FakeAccount.Pair("Output", name, value));
            }
        }, null);
        return new(target.Edge, target.Stack, findings);
    }
}
