using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account;

/// <summary>Every command that asks AWS about an edge, with the credentials of somebody else, with none, and in the wrong region: none
/// passes.</summary>
public sealed class GuardTests
{
    private static readonly string[] Commands =
    [
        "verify demo", "support demo", "destroy-plan demo", "destroy-plan demo --after", "preflight demo", "discover demo --yes",
            "upgrade demo --deployed account --yes", "validate --deployed account",
    ];

    private static readonly string[] Deletions = ["delete-", "schedule-key-deletion", "npx cdk d"];

    public static TheoryData<string> All => [.. Commands];

    // Discover does not look at stacks.
    public static TheoryData<string> OfStacks => [.. Commands.Where(command => !command.StartsWith("discover", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(All))]
    public void Credentials_of_another_account_never_pass(string command)
    {
        var (result, aws) = Run(new FakeAccount { Caller = "222233334444" }, command);

        Fails(result, "222233334444", "123456789011", "AWS_PROFILE");
        Assert.All(aws.Asked, asked => Assert.StartsWith("sts ", asked, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(All))]
    public void Credentials_that_have_expired_never_pass(string command) =>
        Fails(Run(new FakeAccount { Refused = { "sts get-caller-identity" }, Code = "ExpiredToken" }, command).Result,
            "refused for a test", "og in to account 123456789011");

    [Theory, MemberData(nameof(All))]
    public void Whoever_is_not_logged_in_is_told_where_to_log_in(string command)
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        var aws = new WatchedAws(new FakeAccount(), (_, _) => Assert.ThrowsAny<Exception>(
            () => AwsCli.Read(253, "", "Unable to locate credentials.")));

        Fails(session.Run(aws, command.Split(' ')),
            "Unable to locate credentials. Log in to account 123456789011 (region eu-central-1) or set AWS_PROFILE, then repeat.");
    }

    [Theory, MemberData(nameof(OfStacks))]
    public void A_file_with_another_region_than_the_edge_never_passes(string command)
    {
        var aws = new FakeAccount { Roles = { "demo-plane-manager", "demo-job-dqc" } };
        aws.Stack("Edge-demo", region: "us-east-1", physicalIds: ["demo-plane-manager", "demo-job-dqc"]);

        Fails(Run(aws, command).Result, "the edge demo is deployed in us-east-1, as the stack Edge-demo, not in eu-central-1");
    }

    [Theory, MemberData(nameof(OfStacks))]
    public void A_refusal_to_show_stacks_is_not_taken_for_an_edge_that_is_not_deployed(string command)
    {
        if (command.StartsWith("preflight", StringComparison.Ordinal) || command.StartsWith("support", StringComparison.Ordinal))
        {
            // They go on, and say what they could not check.
            Assert.Contains("refused for a test",
                Run(new FakeAccount { Refused = { "cloudformation describe-stacks" } }, command).Result.Output, StringComparison.Ordinal);
            return;
        }

        Fails(Run(new FakeAccount { Refused = { "cloudformation describe-stacks" } }, command).Result, "refused for a test");
    }

    [Fact]
    public void Of_edges_in_several_accounts_those_of_the_others_are_not_known()
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        session.Write("edges/other.yaml",
            EdgeFiles.Text(EdgeFiles.Demo).With("name: demo ", "name: other ")
            .Replace(FakeAccount.Account, "012345678901", StringComparison.Ordinal));
        var aws = new FakeAccount();
        aws.Stack("Edge-demo");

        var result = session.Run(aws, "validate", "--deployed", "account");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("edge: cannot find out which release of other is deployed: the credentials belong to account 123456789011, the edge "
            + "is in 012345678901; use those of 012345678901, for example with AWS_PROFILE. "
            + "Correct that, or pass the release with --deployed\n", result.Error);
    }

    [Theory]
    [InlineData("SC-123456789011-pp-abcd", "next: aws servicecatalog update-provisioned-product")]
    [InlineData("Edge-demo", "next: `npx cdk diff Edge-demo`, then deploy")]
    public void An_upgrade_reads_the_release_of_the_stack_and_says_what_comes_next(string stack, string next)
    {
        var aws = new FakeAccount { Roles = { "demo-plane-manager" } };
        aws.Stack(stack, physicalIds: "demo-plane-manager");
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo).Replace("16.6.5", "16.6.4", StringComparison.Ordinal));

        var result = session.Run(aws, "upgrade", "demo", "--deployed", "account", "--yes");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains(next, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_is_named_only_where_the_account_is_asked() =>
        Assert.StartsWith("edge: --stack goes with --deployed account\n", Run(new FakeAccount(), "upgrade demo --stack x").Result.Error,
            StringComparison.Ordinal);

    private static void Fails(CommandResult result, params string[] words)
    {
        var told = result.Output + result.Error;
        Assert.True(result.ExitCode == 1, told);
        Assert.All(words, word => Assert.Contains(word, told, StringComparison.Ordinal));
        Assert.All(Deletions, deletion => Assert.DoesNotContain(deletion, told, StringComparison.Ordinal));
    }

    private static (CommandResult Result, FakeAccount Aws) Run(FakeAccount aws, string command)
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        return (session.Run(aws, command.Split(' ')), aws);
    }
}
