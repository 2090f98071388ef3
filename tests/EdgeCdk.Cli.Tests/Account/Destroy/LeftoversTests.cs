using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Destroy;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Destroy;

/// <summary>What is left over, what is in use, and what nobody knows are three answers, and only the first of them has commands.</summary>
public sealed class LeftoversTests
{
    private const string Role = "demo-job-dqc";
    private const string LogGroup = "/ataccama/edge/demo/dqc";
    private const string Nothing = ", and no resource tagged with this edge.";

    [Fact]
    public void What_a_stack_owns_is_not_left_over()
    {
        var aws = new FakeAccount { LogGroups = { LogGroup } };
        aws.Stack("own-name", edge: null, physicalIds: LogGroup);

        Is(aws, left: [], inUse: [LogGroup], notKnown: [], canBeRemoved: false);
    }

    [Fact]
    public void A_role_may_belong_to_a_stack_of_a_region_that_does_not_answer_and_a_log_group_may_not() => Is(
        new FakeAccount { Roles = { Role }, LogGroups = { LogGroup }, Refused = { "cloudformation describe-stack-resources us-east-1" } },
        left: [LogGroup], inUse: [], notKnown: [Role], canBeRemoved: false);

    [Fact]
    public void What_may_belong_to_a_stack_is_not_nothing() => Is(
        new FakeAccount { Roles = { Role }, Refused = { "cloudformation describe-stack-resources us-east-1" } },
        left: [], inUse: [], notKnown: [Role], canBeRemoved: false);

    [Fact]
    public void What_is_left_is_not_asked_for_while_there_is_a_stack()
    {
        using var session = new Session().Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        var aws = new FakeAccount();
        aws.Stack("Edge-demo");

        Assert.Equal(
            new CommandResult(1, "", "edge: Edge-demo still exists, in UPDATE_COMPLETE: the last update succeeded; "
                + "`npx edge destroy-plan demo` shows what to do\n"),
            session.Run(aws, "destroy-plan", "demo", "--after"));
    }

    [Fact]
    public void What_is_found_in_two_ways_is_left_once() => Is(
        new FakeAccount
        {
            LogGroups = { LogGroup },
            Tagged = { ($"arn:aws:logs:eu-central-1:123456789011:log-group:{LogGroup}", "Edge-demo") },
        },
        left: [LogGroup], inUse: [], notKnown: [], canBeRemoved: true);

    [Fact]
    public void Who_owns_a_key_that_is_being_deleted_is_not_asked() => Is(
        new FakeAccount
        {
            Tagged = { ("arn:aws:kms:eu-central-1:123456789011:key/1", null) },
            Answers =
            {
                ["kms describe-key"] = new()
                {
                    ["KeyMetadata"] = new JsonObject { ["KeyState"] = "PendingDeletion", ["DeletionDate"] = "2026-12-06T00:00:00Z" },
                },
            },
            Refused = { "cloudformation describe-stack-resources" },
        },
        left: ["1"], inUse: [], notKnown: [], canBeRemoved: false);

    [Fact]
    public void That_nothing_is_left_is_said_when_AWS_answered_everything()
    {
        Assert.Contains(Nothing, Is(new FakeAccount(), [], [], [], false), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Nothing, Is(new FakeAccount { Refused = { "logs describe-log-groups" } }, [], [], [], false, isAnswered: false),
            StringComparison.Ordinal);
    }

    // The answer for people.
    private static string Is(
        FakeAccount aws, string[] left, string[] inUse, string[] notKnown, bool canBeRemoved, bool isAnswered = true)
    {
        using var output = new StringWriter();
        var context = new CommandContext(output, TextWriter.Null, "/") { Aws = aws };
        var edge = new EdgePlace("demo", FakeAccount.Region) { Account = FakeAccount.Account };

        var found = new Leftovers(context, edge);

        Assert.Equal(left, found.Left.Select(item => item.Name));
        Assert.Equal(inUse, found.Owned.Select(item => item.Name));
        Assert.Equal(notKnown, found.NotKnown.Select(item => item.Name));
        Assert.All(found.Left, item => Assert.Equal(canBeRemoved, item.Command is not null));
        var isCertain = isAnswered && inUse.Length == 0 && notKnown.Length == 0;
        Assert.Equal((isCertain, isCertain && left.Length == 0), (found.IsCertain, found.IsNothing));
        Assert.Equal(isCertain ? 0 : 1, LeftoverReport.Answer(context, edge, found));
        var text = output.ToString();
        Assert.Equal(found.IsNothing, text.Contains(Nothing, StringComparison.Ordinal));
        Assert.Equal(found.Left.Any(item => item.Keep is not null), text.Contains("to keep it instead: ", StringComparison.Ordinal));
        return text;
    }
}
