using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Documentation;

/// <summary>What commands write in a user's repository, and whether it is under version control there.</summary>
public sealed partial class OutputTests
{
    private static readonly string Operations = File.ReadAllText(Repository.Path("docs", "operations.md"));

    private static readonly string Tutorial = File.ReadAllText(Repository.Path("docs", "tutorial.md"));

    [Fact]
    public void The_page_about_a_repository_names_everything_that_a_command_writes_when_it_is_given_no_place()
    {
        var rows = Rows().SelectMany(row => row.Names).ToList();
        var outputs = CommandTree.Leaves.SelectMany(leaf => leaf.Command.Options)
            .Where(option => option.Name == "--output")
            .SelectMany(option => Default().Match(option.Description ?? "").Groups["name"].Captures)
            .Select(name => name.Value.Split('/') is [var folder, _, ..] ? folder : name.Value).Distinct().ToList();

        Assert.NotEmpty(outputs);
        Assert.DoesNotContain(outputs, output => !rows.Exists(
            row => row == output || row == $"{output}/" || (row[0] == '*' && output.EndsWith(row[1..], StringComparison.Ordinal))));
    }

    [Fact]
    public void What_is_not_under_version_control_is_what_the_tutorial_has_git_ignore()
    {
        var ignored = Tutorial.Split('\n').Single(line => line.EndsWith("> .gitignore", StringComparison.Ordinal)).Split(' ')
            .Select(word => word.Trim('\'').TrimStart('/')).ToHashSet();

        Assert.Empty(Rows().Where(row => row.Meaning.EndsWith("not under version control", StringComparison.Ordinal))
            .SelectMany(row => row.Names).Except(ignored));
        Assert.Empty(Rows().Where(row => !row.Meaning.EndsWith("not under version control", StringComparison.Ordinal))
            .SelectMany(row => row.Names).Intersect(ignored));
    }

    private static IEnumerable<(IReadOnlyList<string> Names, string Meaning)> Rows() =>
        from line in Operations.Split("## Your repository")[1].Split("\n## ")[0].Split('\n')
        let cells = line.Split('|')
        where cells.Length == 4 && cells[1].Contains('`', StringComparison.Ordinal)
        select ((IReadOnlyList<string>)[.. Name().Matches(cells[1]).Select(name => name.Groups[1].Value)], cells[2].Trim());

    [GeneratedRegex("Default: (?<name>[\\w./-]+?[\\w])(?:/<edge>)?(?: or (?<name>[\\w./-]+))?\\z")]
    private static partial Regex Default();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
