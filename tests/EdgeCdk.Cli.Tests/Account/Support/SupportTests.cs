using System.IO.Compression;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Support;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Tests.Account.Verify;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Support;

/// <summary>What <c>edge support</c> collects, and what it says that it could not.</summary>
public sealed class SupportTests : IDisposable
{
    private static readonly string[] OfFiles = ["edge.yaml", "release.yaml", "verify.json", "versions.json"];
    private static readonly string[] OfStack =
        ["events.json", "failed-events.json", "resources.json", "services.json", "stack.json", "stopped-tasks.json"];

    private readonly Session _session = new Session().Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("", 200)]
    [InlineData("--lines 10000 -o other.zip --at 2026-11-22T10:00Z --hide-accounts", 10_000)]
    [InlineData("--lines 0", 0)]
    public void The_archive_has_the_files_the_stack_and_the_end_of_each_log(string options, int lines)
    {
        var aws = new WatchedAws(Account());

        var result = Run(aws, options);

        Assert.True(result.ExitCode == 0, result.Error);
        using var zip = ZipFile.OpenRead(_session.PathOf(
            options.Contains("-o ", StringComparison.Ordinal) ? "other.zip" : "edge-support-demo.zip"));
        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.Equal(
            ["REDACTED.txt", .. OfFiles.Concat(OfStack).Order(StringComparer.Ordinal)],
            names.Where(name => !name.StartsWith("logs/", StringComparison.Ordinal)));
        // Not of Container Insights.
        Assert.Equal(lines == 0 ? 0 : 15, names.Count(name => name.StartsWith("logs/", StringComparison.Ordinal)));
        Assert.Equal(lines == 0 ? [] : [$"{lines}"], aws.Calls.Where(call => call.Contains("get-log-events", StringComparison.Ordinal))
            .Select(call => call.Split("--limit ")[1]).Distinct());
        // Neither waits for a detection of drift, which takes minutes.
        Assert.DoesNotContain("cloudformation detect-stack-drift", aws.Operations);
        var isHidden = options.Contains("--hide-accounts", StringComparison.Ordinal);
        Assert.Equal(isHidden, !Text(zip, "edge.yaml").Contains("123456789011", StringComparison.Ordinal));
        Assert.Contains("999988887777", Text(zip, "edge.yaml"), StringComparison.Ordinal);
        Assert.Equal(isHidden, Text(zip, "REDACTED.txt").Contains("edge.yaml: ", StringComparison.Ordinal));
        Assert.Equal(
            isHidden ? new DateTime(2026, 11, 22, 10, 0, 0) : new DateTime(2026, 10, 1, 8, 0, 0),
            Assert.Single(zip.Entries.Select(entry => entry.LastWriteTime.DateTime).Distinct()));
        Assert.All(Text(zip, "REDACTED.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(
            $"{line}\n", result.Output, StringComparison.Ordinal));
        Assert.EndsWith($": {names.Count} files. Look through it before you send it.\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not collected", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_was_removed_that_is_said()
    {
        _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo).With("16.6.5", "16.6.4"));

        var result = Run(new FakeAccount(), "");

        using var zip = ZipFile.OpenRead(_session.PathOf("edge-support-demo.zip"));
        Assert.Equal("nothing was removed\n", Text(zip, "REDACTED.txt"));
        Assert.StartsWith("nothing was removed\n", result.Output, StringComparison.Ordinal);
        // The oldest year that a zip has.
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
    }

    // AWS that refuses says nothing about the stack that the user named.
    public static TheoryData<string, string, string> Missing => new()
    {
        {
            "AccessDenied", "--stack mine",
            "whether there is a stack could not be checked: AWS refused the call (AccessDenied): for a test"
        },
        { "", "", "there is no stack Edge-demo in eu-central-1 of account 123456789011" },
        { "AccessDenied", "", "whether there is a stack could not be checked: AWS refused the call (AccessDenied): for a test" },
        { "timeout", "", "whether there is a stack could not be checked: timed out" },
    };

    [Theory, MemberData(nameof(Missing))]
    public void Without_a_stack_the_files_are_collected_and_the_reason_is_told(string refusal, string options, string reason)
    {
        var aws = new WatchedAws(new FakeAccount(), (_, operation) => operation != "describe-stacks" || refusal.Length == 0 ? null
            : refusal == "timeout" ? new CommandException("timed out") : new AwsException(refusal, "for a test"));

        var result = Run(aws, options);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains($"not collected: stack.json: {reason}\n", result.Output, StringComparison.Ordinal);
        using var zip = ZipFile.OpenRead(_session.PathOf("edge-support-demo.zip"));
        Assert.Equal(["REDACTED.txt", .. OfFiles], zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void A_stack_that_the_user_named_and_that_is_not_there_is_a_mistake_of_the_user()
    {
        var result = Run(new FakeAccount(), "--stack other");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("edge: there is no stack other in eu-central-1", result.Error, StringComparison.Ordinal);
        Assert.False(_session.Has("edge-support-demo.zip"));
    }

    [Fact]
    public void What_AWS_refuses_is_not_collected_and_said()
    {
        var refusal = new AwsException("AccessDenied", "for a test");

        var result = Run(new WatchedAws(Account(), (_, operation) => operation == "describe-events" ? refusal : null), "");

        Assert.Contains(
            "not collected: failed-events.json: AWS refused the call (AccessDenied): for a test\n",
            result.Output, StringComparison.Ordinal);
        using var zip = ZipFile.OpenRead(_session.PathOf("edge-support-demo.zip"));
        Assert.Null(zip.GetEntry("failed-events.json"));
    }

    [Theory]
    [InlineData("--lines 10001", "--lines 10001 is not a number of lines from 0 to 10000")]
    // A zip has neither.
    [InlineData("--at 1979-12-31T23:59Z", "--at 1979-12-31T23:59Z is not a time such as 2026-11-22T10:00Z")]
    [InlineData("--at 2108-01-01T00:00Z", "--at 2108-01-01T00:00Z is not a time such as 2026-11-22T10:00Z")]
    public void What_no_archive_can_have_is_refused(string options, string message) =>
        Assert.StartsWith($"edge: {message}", Run(new FakeAccount(), options).Error, StringComparison.Ordinal);

    [Fact]
    public void The_result_of_the_checks_has_the_registration_of_a_healthy_edge()
    {
        var account = new FakeAccount();
        account.Stack("Edge-watched", edge: "watched")["Outputs"]!.AsArray()[3]!["OutputValue"] = GoldenTemplates.Releases[^1];
        var edge = DeployedEdges.Of(text => text.With("eventSources: enabled", "eventSources: disabled"), null, null).Edge;
        using var progress = new StringWriter();
        var context = new CommandContext(TextWriter.Null, progress, _session.Directory) { Aws = account, ShowsProgress = true };

        var files = FileSources.Of(context, edge).ToDictionary(file => file.Name);

        // There is neither a path of the file nor a text of the release.
        Assert.Equal(["verify.json", "versions.json"], files.Keys.Order());
        Assert.NotNull(JsonNode.Parse(files["verify.json"].Read().Text!)!["registration"]);
        // The collection has its own.
        Assert.Equal("", progress.ToString());
        Assert.Equal(["versions.json"], FileSources.Of(context, new EdgePlace("demo", FakeAccount.Region)).Select(file => file.Name));
    }

    [Theory]
    [InlineData("123456789011", true, true)]
    [InlineData("999988887777", false, true)]
    [InlineData("777788889999", false, true)]
    public void All_accounts_are_the_customers_but_those_of_what_the_vendor_sent(string account, bool withFile, bool withoutFile)
    {
        // Queues may be in another account than the role.
        var edge = DeployedEdges.Of(text => text.With("999988887777:demo-requests", "777788889999:demo-requests"), null, null).Edge;

        Assert.Equal(withFile, CustomerAccounts.Of(edge)(account));
        Assert.Equal(withoutFile, CustomerAccounts.Of(new EdgePlace("demo", FakeAccount.Region))(account));
    }

    private CommandResult Run(IAws aws, string options) =>
        _session.Run(aws, ["support", "demo", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    private static FakeAccount Account()
    {
        var account = DeployedDemo.Account();
        account.Answers["cloudformation describe-stack-events"] = JsonNode.Parse("""
            {"StackEvents":[{"Timestamp":"2026-10-01T08:00:00Z"},{"Timestamp":"2026-09-01T08:00:00Z"},{}]}
            """)!.AsObject();
        account.Answers["logs describe-log-streams"] = JsonNode.Parse("""{"logStreams":[{"logStreamName":"one"}]}""")!.AsObject();
        return account;
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
