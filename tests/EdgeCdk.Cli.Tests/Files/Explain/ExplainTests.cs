using EdgeCdk.Config.Reference;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Explain;

public sealed class ExplainTests : IDisposable
{
    private readonly Session _session = new();

    public static TheoryData<string> Leaves => [.. AllKeys.Where(key => key.Children.Count == 0).Select(key => key.Path).Distinct()];

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_key_is_told_with_default_effect_and_consequence()
    {
        Assert.Equal(
            new CommandResult(
                0,
                """
                logRetentionDays, in an edge file
                  Days that log events are kept.
                  use             one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
                                  2192, 2557, 2922, 3288, 3653
                  default         30
                  on the stack    Retention of every log group, Container Insights' included. A shorter time deletes
                                  older events within days.
                  cost, security  Stored events cost by the GiB and month. Audits often ask for 365 or more: AWS
                                  Control Tower (CT.CLOUDWATCH.PR.2), Security Hub (CloudWatch.16), PCI DSS.

                """,
                ""),
            _session.Run("explain", "logRetentionDays"));
    }

    [Theory]
    [InlineData("jobs.dqc.cpu", "jobs.<job>.cpu")]
    [InlineData("vpc.cidrBlocks[1]", "vpc.cidrBlocks")]
    [InlineData("tags.cost.center", "tags")]
    [InlineData("images.dqc.tag", "images.<image>.tag")]
    public void A_path_as_in_a_message_leads_to_its_key(string path, string key) =>
        Assert.StartsWith($"{key}, in ", _session.Run("explain", path).Output, StringComparison.Ordinal);

    [Fact]
    public void A_block_is_told_with_the_keys_in_it() =>
        Assert.Contains(
            "  alarms.create  Whether the stack makes a topic for its alarms.\n", _session.Run("explain", "alarms").Output,
            StringComparison.Ordinal);

    [Fact]
    public void A_key_of_both_kinds_of_file_is_told_for_both()
    {
        var output = _session.Run("explain", "planeManager.cpu").Output;

        Assert.Contains("planeManager.cpu, in an edge file\n", output, StringComparison.Ordinal);
        Assert.Contains("planeManager.cpu, in a release file\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vpc.cidrBlock", "did you mean vpc.cidrBlocks?")]
    [InlineData("provisionedConcurrency", "did you mean functions.metadataBrowsing.provisionedConcurrency?")]
    [InlineData("nothing.like.it", "`npx edge explain` lists them all")]
    public void An_unknown_key_is_refused_with_the_one_that_was_meant(string path, string remedy) =>
        Assert.Equal(
            new CommandResult(1, $"{path} is not a key; use the path of one, such as vpc.cidrBlocks; {remedy}\n1 problem\n", ""),
            _session.Run("explain", path));

    [Fact]
    public void Without_a_key_all_are_listed()
    {
        var output = _session.Run("explain").Output;

        Assert.All(AllKeys, key => Assert.Contains($"  {key.Path} ", output, StringComparison.Ordinal));
    }

    [Fact]
    public void Json_has_the_same()
    {
        var key = Assert.Single(_session.Json("explain", "vpc.additionalEndpoints", "--json")["keys"]!.AsArray())!;

        Assert.Equal("vpc.additionalEndpoints", (string?)key["key"]);
        Assert.Equal("none", (string?)key["default"]);
        Assert.False((bool)key["required"]!);
        Assert.Equal(1, _session.Run("explain", "x", "--json").ExitCode);
        Assert.Equal("x", (string?)_session.Json("explain", "x", "--json")["problems"]![0]!["key"]);
    }

    [Theory, MemberData(nameof(Leaves))]
    public void Every_key_with_a_value_says_what_it_does_to_the_stack(string path) =>
        Assert.All(AllKeys.Where(key => key.Path == path), key => Assert.False(string.IsNullOrEmpty(key.Effect)));

    [Fact]
    public void Every_key_that_may_be_absent_says_its_default_and_no_other_does() =>
        Assert.All(AllKeys, key => Assert.Equal(key.IsRequired, key.Default is null));

    [Fact]
    public void A_default_that_a_document_states_is_the_one_that_the_code_has()
    {
        var simple = AllKeys.Where(key => key is { Kind: KeyKind.Value, Initial: not null }).ToList();

        Assert.NotEmpty(simple);
        Assert.All(simple, key => Assert.Equal(ConfigKey.Written(key.Initial!), key.Default));
    }

    [Fact]
    public void The_reference_has_every_key_and_is_what_the_command_writes()
    {
        var page = _session.Run("explain", "--markdown").Output;

        Assert.All(AllKeys, key => Assert.Contains($"\n### `{key.Path}`\n", page, StringComparison.Ordinal));
        Assert.Null(Snapshot.Compare(page, "docs", "configuration.md"));
    }

    private static IReadOnlyList<ConfigKey> AllKeys { get; } =
    [
        .. ConfigKey.OfEdge.Concat(ConfigKey.OfRelease).SelectMany(key => key.WithDescendants()),
    ];
}
