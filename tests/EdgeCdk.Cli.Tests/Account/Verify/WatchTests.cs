using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>Watching ends when nothing is left that waiting can change.</summary>
public sealed class WatchTests
{
    private static readonly Finding SwitchedOff = Failed("event sources", false);

    private static readonly Finding Updating = Failed("file system", true);

    [Fact]
    public void What_somebody_switched_off_by_hand_is_not_waited_for() => Assert.Equal(1, Rounds([SwitchedOff], [SwitchedOff]).Count);

    [Fact]
    public void What_is_in_transit_is_waited_for_also_beside_what_needs_an_action() =>
        Assert.Equal((3, "event sources"), Rounds([SwitchedOff, Updating], [SwitchedOff, Updating], [SwitchedOff], [SwitchedOff]));

    [Fact]
    public void Watching_ends_when_all_is_well() => Assert.Equal((2, ""), Rounds([Updating], [], [Updating]));

    [Fact]
    public void Watching_ends_before_a_round_that_would_be_too_late()
    {
        var count = 0;
        new Watch(new CommandContext(TextWriter.Null, TextWriter.Null, ""), TimeSpan.FromDays(2), TimeSpan.FromDays(1)).Run(
            () => new Verification(new EdgePlace("demo", "eu-central-1"), null, [count++ == 0 ? Updating : SwitchedOff]), repeats: true);

        Assert.Equal(1, count);
    }

    [Theory]
    [InlineData("ResourceNotFoundException", false)]
    [InlineData("Throttling", true)]
    [InlineData("ServiceUnavailable", true)]
    [InlineData("AccessDenied", false)]
    [InlineData("ExpiredToken", false)]
    public void A_refused_question_is_asked_again_unless_permissions_or_credentials_are_missing(string code, bool isAskedAgain) =>
        Assert.Equal(isAskedAgain, Check.NotChecked("roles", new AwsException(code, "for a test", "GetRole")).WaitingCanHelp);

    [Theory]
    [InlineData("the AWS CLI failed: Could not connect to the endpoint URL: \"https://sqs.eu-central-1.amazonaws.com/\"", true)]
    [InlineData("the AWS CLI failed: Read timeout on endpoint URL", true)]
    [InlineData("cannot run aws (No such file or directory)", false)]
    [InlineData("the AWS CLI failed: Unable to locate credentials", false)]
    public void A_connection_may_come_back_and_an_AWS_CLI_that_is_not_there_does_not(string message, bool isAskedAgain) =>
        Assert.Equal(isAskedAgain, Check.NotChecked("roles", new CommandException(message)).WaitingCanHelp);

    [Fact]
    public void A_bug_stays() => Assert.False(Check.NotChecked("roles", new TimeoutException()).WaitingCanHelp);

    private static Finding Failed(string about, bool waitingCanHelp) => new(Outcome.Failed, about)
    {
        What = "is not well",
        WaitingCanHelp = waitingCanHelp,
    };

    // How many rounds there were, and what was not healthy in the last.
    private static (int Count, string NotHealthy) Rounds(params Finding[][] findings)
    {
        var count = 0;
        var last = new Watch(new CommandContext(TextWriter.Null, TextWriter.Null, ""), TimeSpan.Zero, TimeSpan.FromDays(1))
            .Run(() => new Verification(new EdgePlace("demo", "eu-central-1"), null, findings[count++]), repeats: true);
        return (count, string.Join(", ", last.NotHealthy));
    }
}
