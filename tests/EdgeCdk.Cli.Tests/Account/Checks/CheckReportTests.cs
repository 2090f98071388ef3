using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Tests.Account.Checks;

/// <summary>Findings as people and programs read them.</summary>
public sealed class CheckReportTests
{
    private static readonly Finding Ok = Finding.Ok("network", "well");

    private static readonly Finding Failed = new(Outcome.Failed, "vpc")
    {
        What = "is not there",
        Later = "InvalidVpcID",
        Remedy = "correct it",
        WaitingCanHelp = true,
    };

    private static readonly Finding Warning = new(Outcome.Warning, "roles") { What = "somebody should look" };

    [Fact]
    public void The_worst_comes_first_with_what_happens_then_and_what_to_do_and_all_are_counted()
    {
        using var output = new StringWriter { NewLine = "\n" };

        CheckReport.Write(new CommandContext(output, TextWriter.Null, "/"), [Ok, Warning, Failed]);

        Assert.Equal("""
            FAILED   vpc      is not there
                              then: InvalidVpcID
                              do: correct it
            warning  roles    somebody should look
            ok       network  well

            1 failed, 1 warning, 0 could not be checked

            """, output.ToString().ReplaceLineEndings(Environment.NewLine));
    }

    [Fact]
    public void A_program_is_told_of_waiting_where_it_can_help_alone() => Assert.Equal(
        ["failed True", "ok "],
        new[] { Failed, Ok }.Select(finding => JsonNode.Parse(JsonText.Of(CheckReport.Json(finding)))!)
            .Select(json => $"{json["outcome"]} {(bool?)json["waitingCanHelp"]}"));

    [Fact]
    public void What_two_checks_find_is_told_once() => Assert.Equal(
        [Ok, Failed],
        CheckRun.Of(
            new CommandContext(TextWriter.Null, TextWriter.Null, "/"), "checking", [new("a", () => [Ok, Failed]), new("b", () => [Ok])]));

    [Theory]
    [InlineData("AccessDenied", "GetRole", "allow the caller to call iam:GetRole, and run this again")]
    [InlineData("AccessDenied", "", "use credentials that may read this, and run this again")]
    [InlineData("NoSuchEntity", "GetRole", "what does not exist does not come by itself: ")]
    [InlineData("Throttling", "GetRole", "run this again; with AWS_MAX_ATTEMPTS=10, ")]
    [InlineData("ServiceUnavailable", "GetRole", "run this again")]
    [InlineData("a connection", "", "make sure that the AWS CLI can reach the service from here, and run this again")]
    [InlineData("a bug", "", "report this to the maintainers of Edge CDK: the check of roles, with the line above")]
    public void What_could_not_be_checked_has_the_remedy_of_its_cause(string code, string operation, string remedy)
    {
        var finding = Check.NotChecked("roles", code switch
        {
            "a connection" => new CommandException("the AWS CLI failed"),
            "a bug" => new TimeoutException(),
            _ => new AwsException(code, "for a test", operation, "iam"),
        });

        Assert.Equal((Outcome.Unknown, "roles"), (finding.Outcome, finding.About));
        Assert.StartsWith(remedy, finding.Remedy, StringComparison.Ordinal);
        Assert.Equal(remedy.EndsWith(' ') || remedy == finding.Remedy, remedy.Length > 0);
    }
}
