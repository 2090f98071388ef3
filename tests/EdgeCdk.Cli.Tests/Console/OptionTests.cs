using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Console;

/// <summary>The options of all commands, as the command tree has them.</summary>
public sealed class OptionTests : IDisposable
{
    // Not a value of anything, and no place for a file.
    private const string Nowhere = "/proc/nowhere/x";

    // Whatever they have is right by itself, or is told as a problem of the files that it is about.
    private static readonly string[] Free =
        ["--set", "--edges", "--releases", "--module", "--answered-by", "review --base", "review --head"];

    private readonly Session _session = new();

    public OptionTests() => _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

    public static TheoryData<string, string> WithValue =>
    [
        .. from leaf in CommandTree.Leaves
           from option in leaf.Command.Options
           where option.Arity.MinimumNumberOfValues > 0
           where !Free.Contains(option.Name) && !Free.Contains($"{leaf.Path} {option.Name}")
           select (leaf.Path, option.Name),
    ];

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_options_are_found_in_the_tree() => Assert.Superset(
        new HashSet<string>
        {
            "verify --compare", "destroy-plan --region", "support --output", "trial --budget", "takeover --way", "init --from",
            "upgrade --deployed", "fleet export --name",
        },
        WithValue.Select(row => $"{row.Data.Item1} {row.Data.Item2}").ToHashSet());

    [Theory, MemberData(nameof(WithValue))]
    public void A_value_that_is_wrong_by_itself_is_told_before_anything_is_asked_or_read(string path, string option)
    {
        // Files with faults would be told, were they read.
        _session.Write("edges/demo.yaml", "edge: [");
        var aws = new WatchedAws(new FakeAccount());
        var command = CommandTree.Leaves.Single(leaf => leaf.Path == path).Command;
        var required = command.Options.Where(one => one.Required && one.Name != option).SelectMany(one => new[] { one.Name, "cdk.json" });
        var names = command.Arguments.Any(argument => argument.Name == "edge") && option != "--verify" ? (string[])["demo"]
            : command.Arguments.Any(argument => argument.Arity.MinimumNumberOfValues > 0) ? ["cdk.json"] : [];

        var result = _session.Run(aws, [.. path.Split(' '), .. names, .. required, option, Nowhere]);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(Nowhere, result.Error, StringComparison.Ordinal);
        Assert.Contains(option.TrimStart('-'), result.Error.Split('\n')[0], StringComparison.Ordinal);
        Assert.EndsWith($"\nedge: see `npx edge {path} --help`\n", result.Error, StringComparison.Ordinal);
        Assert.Empty(aws.Calls);
    }

    [Theory]
    [InlineData("verify demo --compare nope", "--compare nope does not exist: name a file that `npx edge verify <edge> --json` wrote")]
    [InlineData("verify demo --compare edges", "--compare edges is a directory: name a file that `npx edge verify <edge> --json` wrote")]
    [InlineData(
        "init --from nope.yaml", "--from nope.yaml does not exist: name the file with the onboarding values, or the vendor's bundle")]
    [InlineData("review --base x --policy nope", "--policy nope does not exist: name a file of allowed changes, or leave it out")]
    [InlineData("trial --budget 3dias", "--budget 3dias is not a duration; use a number with s, m or h, such as 90s, 15m or 2h")]
    [InlineData("trial --account 123 --region eu-central-1", "--account 123 is not an account id of 12 digits")]
    [InlineData("takeover demo --state cdk.json --way foo", "there is no way foo; use in-place, beside")]
    [InlineData("schema foo", "there is no kind foo; use edge, release")]
    [InlineData(
        "destroy-plan No_Edge --region eu-central-1",
        "<edge> is \"No_Edge\"; use 3 to 20 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a "
            + "hyphen; take the edge name that the vendor knows")]
    [InlineData("verify demo --edges a --edges b", "--edges has 2 values, and takes one: a, b")]
    public void What_is_wrong_is_told_in_words_of_ours(string line, string message) =>
        Assert.StartsWith($"edge: {message}\n", _session.Run(line.Split(' ')).Error, StringComparison.Ordinal);

    [Fact]
    public void An_option_that_is_required_is_named_with_what_it_is_for() => Assert.StartsWith(
        "edge: takeover needs --state (what `terraform show -json` prints, or a state file of version 4)\n",
        _session.Run("takeover", "demo").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("split demo --output edges")]
    [InlineData("split demo --output releases/new")]
    [InlineData("split demo --edges edges --output edges")]
    [InlineData("template demo --output edges/portable")]
    [InlineData("catalog --output releases")]
    [InlineData("network demo --firewall edges/firewall.json")]
    [InlineData("prerequisites --output cdk.json")]
    public void Nothing_is_written_among_the_files_that_edge_cdk_reads(string line)
    {
        var before = Directory.GetFileSystemEntries(_session.Directory, "*", SearchOption.AllDirectories);

        var result = _session.Run(line.Split(' '));

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches("among the (edge|release) files|is a file of the repository", result.Error);
        Assert.Equal(before, Directory.GetFileSystemEntries(_session.Directory, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Nothing_is_written_among_edge_files_that_are_elsewhere()
    {
        _session.Write("others/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

        Assert.StartsWith(
            "edge: --output others/x is among the files of --edges; name another directory\n",
            _session.Run("split", "demo", "--edges", "others", "--output", "others/x").Error, StringComparison.Ordinal);
    }

    // Of other programs, and of a page that somebody wrote.
    [Fact]
    public void A_page_that_is_not_ours_is_not_replaced()
    {
        _session.Write("README.md", "# Our edges\n");

        Assert.StartsWith(
            "edge: README.md is there, and is another file; name another directory with --output\n",
            _session.Run("split", "demo", "--output", ".").Error, StringComparison.Ordinal);
        Assert.Equal("# Our edges\n", _session.Read("README.md"));
    }

    [Theory]
    [InlineData("verify demo --compare nope --json")]
    [InlineData("verify nobody --json")]
    [InlineData("nothing --json")]
    [InlineData("verify --json")]
    [InlineData("template --json")]
    [InlineData("upgrade demo --deployed account --json")]
    [InlineData("validate --deployed account --json")]
    [InlineData("verify demo --json")]
    public void Json_is_what_a_program_gets_whatever_is_wrong(string line)
    {
        var aws = new WatchedAws(
            new FakeAccount(), (service, _) => service == "sts" ? new AwsException("ExpiredToken", "expired", "Operation") : null);

        var result = _session.Run(aws, line.Split(' '));

        Assert.Equal(1, result.ExitCode);
        var problem = Assert.Single(JsonNode.Parse(result.Output)!["problems"]!.AsArray())!;
        Assert.Equal("error", (string?)problem["severity"]);
        Assert.StartsWith($"edge: {problem["message"]}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_default_is_told_once() => Assert.All(
        CommandTree.Leaves,
        leaf => Assert.DoesNotContain("[default:", _session.Run([.. leaf.Path.Split(' '), "--help"]).Output, StringComparison.Ordinal));

    [Fact]
    public void Every_option_that_has_a_default_says_it() => Assert.All(
        CommandTree.Leaves.SelectMany(leaf => leaf.Command.Options)
            .Where(option => option.HasDefaultValue && option.ValueType == typeof(string)),
        option => Assert.Contains("Default: ", option.Description, StringComparison.Ordinal));
}
