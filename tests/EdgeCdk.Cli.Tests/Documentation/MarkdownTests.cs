using System.CommandLine;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Console;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Documentation;

/// <summary>What the Markdown files name exists: each command of <c>edge</c> with its options, each linked file and heading.</summary>
public sealed partial class MarkdownTests
{
    public static TheoryData<string> Files
    {
        get
        {
            var pages = Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories);
            var files = Directory.GetFiles(Repository.Root, "*.md").Concat(pages);
            return [.. files.Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal)];
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void The_command_takes_every_command_line(string file)
    {
        var root = EdgeCommands.Root(new CommandContext(TextWriter.Null, TextWriter.Null, Repository.Root));
        var commands = EdgeCommandLine().Matches(Read(file)).Select(match => match.Groups["arguments"].Value.Trim());

        Assert.Empty(
            from command in commands
            let parsed = root.Parse(command)
            where parsed.Errors.Count > 0 && !IsName(command, parsed)
            select $"npx edge {command}: {parsed.Errors[^1].Message}");
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_link_leads_to_a_file_and_a_heading(string file)
    {
        var links = Link().Matches(Read(file)).Select(link => (Target: link.Groups["target"].Value, Heading: link.Groups["heading"].Value));
        var inTheRepository = links.Where(link => !link.Target.Contains("://", StringComparison.Ordinal));

        Assert.All(inTheRepository, link => Assert.True(Exists(file, link.Target, link.Heading), $"{link.Target}#{link.Heading}"));
    }

    // Whoever has another default region would otherwise ask there. The services that are left out have no regions.
    [Theory, MemberData(nameof(Files))]
    public void Every_command_of_the_AWS_CLI_names_its_region(string file)
    {
        var commands = AwsCommandLine().Matches(Read(file).Replace("\\\n", " ", StringComparison.Ordinal)).Select(match => match.Value);

        Assert.All(commands, command => Assert.Contains("--region ", command, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_and_commands_are_found()
    {
        Assert.NotEmpty(AwsCommandLine().Matches(Read(Path.Combine("docs", "tutorial.md"))));
        Assert.NotEmpty(Link().Matches(Read("README.md")));
        Assert.NotEmpty(EdgeCommandLine().Matches(Read(Path.Combine("docs", "tutorial.md"))));
    }

    // A sentence may name a command without its arguments.
    private static bool IsName(string command, ParseResult parsed) => command == parsed.CommandResult.Command.Name;

    private static bool Exists(string from, string target, string heading)
    {
        var file = target.Length == 0 ? from : Path.Combine(Path.GetDirectoryName(from)!, target);
        var path = Repository.Path(file);
        return heading.Length == 0 ? Path.Exists(path) : File.Exists(path) && Headings(File.ReadAllText(path)).Contains(heading);
    }

    // As GitHub and GitLab make them of headings.
    private static IEnumerable<string> Headings(string text) =>
        from heading in Heading().Matches(text)
        select NotInAnchors().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-');

    private static string Read(string file) => File.ReadAllText(Repository.Path(file));

    [GeneratedRegex(@"npx edge (?<arguments>[^`#\n|&>]+)")]
    private static partial Regex EdgeCommandLine();

    // With options: a sentence may name an operation alone.
    [GeneratedRegex(@"(?<=^|`)aws (?!iam |sts |s3 )[a-z0-9-]+ [a-z0-9-]+ --[^`\n]+", RegexOptions.Multiline)]
    private static partial Regex AwsCommandLine();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]*)(?:#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<text>.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
