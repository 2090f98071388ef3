using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Support;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Checks;

/// <summary>Whatever one check throws, all others are reported, and the report asks for a report of the bug.</summary>
public sealed class CheckWithABugTests
{
    public static TheoryData<Type> Exceptions =>
    [
        typeof(InvalidOperationException), typeof(FormatException), typeof(NullReferenceException), typeof(InvalidCastException),
        typeof(KeyNotFoundException), typeof(IndexOutOfRangeException), typeof(ArgumentException), typeof(OverflowException),
        typeof(System.Text.Json.JsonException), typeof(NotSupportedException), typeof(TimeoutException),
    ];

    [Theory, MemberData(nameof(Exceptions))]
    public void A_check_that_throws_is_a_finding_that_asks_for_a_report(Type type)
    {
        var found = new Check("routes", () => Throws(type)).Run();

        Assert.Equal(Outcome.Ok, found[0].Outcome);
        Assert.Equal(Outcome.Unknown, found[1].Outcome);
        Assert.StartsWith($"could not be checked: a bug of Edge CDK ({type.Name}: ", found[1].What, StringComparison.Ordinal);
        Assert.Contains("please report it", found[1].What, StringComparison.Ordinal);
        Assert.Contains("the check of routes", found[1].Remedy!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify demo", "ecs describe-services", "dead letters")]
    [InlineData("preflight demo", "ec2 describe-route-tables", "organization")]
    [InlineData("destroy-plan demo", "logs describe-log-groups", "What to do, in this order")]
    [InlineData("discover demo", "route53 list-hosted-zones-by-vpc", "vpc.cidrBlocks")]
    public void The_command_reports_all_others_and_does_not_end_with_a_fault(string line, string operation, string other)
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        var aws = new WatchedAws(
            DeployedDemo.Account(), (service, asked) => $"{service} {asked}" == operation ? new InvalidCastException("for a test") : null);

        var result = session.Run(aws, line.Split(' '));

        Assert.True(result.ExitCode < 2, result.Error);
        Assert.Contains("a bug of Edge CDK (InvalidCastException: for a test", result.Output, StringComparison.Ordinal);
        Assert.Contains(other, result.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string> Statuses =>
        [.. StackState.All.Select(state => state.Status).Where(status => status != "DELETE_COMPLETE")];

    [Theory, MemberData(nameof(Statuses))]
    public void The_archive_for_support_says_what_the_status_of_the_stack_means(string status)
    {
        var aws = new FakeAccount();
        aws.Stack("Edge-demo", status);
        var place = new EdgePlace("demo", FakeAccount.Region)
        {
            Definition = Fleet.Load(EdgeExamples.PathOf(EdgeExamples.Smallest), Repository.Releases).Single(),
            Account = FakeAccount.Account,
        };
        var context = new CommandContext(TextWriter.Null, TextWriter.Null, Repository.Root) { Aws = aws };

        var verified = JsonNode.Parse(FileSources.Of(context, place).Single(file => file.Name == "verify.json").Read().Text!)!;
        var what = (string)verified["findings"]!.AsArray().Single(finding => (string?)finding!["about"] == "stack")!["what"]!;

        Assert.Contains(status, what, StringComparison.Ordinal);
        if (StackState.Of(status).Phase is not StackPhase.Complete)
            Assert.Contains(StackState.Of(status).Meaning, what, StringComparison.Ordinal);
    }

    private static IEnumerable<Finding> Throws(Type type)
    {
        yield return Finding.Ok("routes", "found before");
        throw (Exception)Activator.CreateInstance(type, "for a test")!;
    }
}
