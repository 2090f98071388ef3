using System.Text.RegularExpressions;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Documentation;

/// <summary>A command that a message or a script shows can be copied: it begins with what users type.</summary>
public sealed partial class CopyableCommandTests
{
    // What the pages of a trial tell about its steps is no command to copy.
    private static readonly string[] Telling = [Path.Combine("Trial", "Steps"), Path.Combine("Trial", "Claims")];

    [Fact]
    public void No_message_names_a_command_that_a_shell_does_not_find()
    {
        var names = EdgeCommands.Root(new(TextWriter.Null, TextWriter.Null, Repository.Root)).Subcommands.Select(command => command.Name);
        var bare = new Regex($"(`|  |: |no answer of )edge (\\{{|<|(?:{string.Join('|', names)})\\b)", RegexOptions.CultureInvariant);

        var found =
            from code in Code()
            where !Telling.Any(part => code.File.Contains(part, StringComparison.Ordinal)) && bare.IsMatch(code.Line)
            select $"{Path.GetFileName(code.File)}: {code.Line.Trim()}";

        Assert.Empty(found);
    }

    // What only tells what a command does has no arguments: "which `npx edge split` writes".
    [Fact]
    public void A_command_that_a_message_advises_has_its_arguments()
    {
        var root = EdgeCommands.Root(new(TextWriter.Null, TextWriter.Null, Repository.Root));
        var found =
            from code in Code()
            from Match command in Advised().Matches(code.Line)
                // What stands for a value may be any.
            let words = Value().Replace(command.Groups["words"].Value, "x").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where !words[0].StartsWith('x') && !Told().IsMatch(code.Line[(command.Index + command.Length)..])
            let wrong = Misspelling.Of(root.Parse(words))
            where wrong is not null
            select $"{Path.GetFileName(code.File)}: {command.Value}: {wrong}";

        Assert.Empty(found);
    }

    // A shell reads a file when it meets "<", and would take "…" for the value.
    [Fact]
    public void What_stands_for_a_value_in_a_command_is_in_quotes()
    {
        var found =
            from code in Code()
            where Unquoted().IsMatch(code.Line)
            select $"{Path.GetFileName(code.File)}: {code.Line.Trim()}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("docs")]
    [InlineData("")]
    public void No_block_of_a_document_has_one(string directory)
    {
        var files = Directory.GetFiles(
            Repository.Path(directory), "*.md", directory.Length > 0 ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly);

        Assert.Empty(
            from file in files
            from block in Block().Matches(File.ReadAllText(file))
            from line in block.Value.Split('\n')
            where line.StartsWith("edge ", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {line}");
    }

    [Theory]
    [InlineData("--help", "Usage:\n  npx edge [command] [options]\n")]
    [InlineData("verify --help", "Usage:\n  npx edge verify <edge> [options]\n")]
    [InlineData("fleet script --help", "Usage:\n  npx edge fleet script [options]\n")]
    public void The_help_shows_it_as_users_type_it(string line, string usage)
    {
        using var session = new Session();

        Assert.Contains(usage, session.Run(line.Split(' ')).Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_with_a_command_line_is_followed_by_a_command_to_copy()
    {
        using var session = new Session();

        Assert.EndsWith($"\nedge: see `{Product.Command} verify --help`\n", session.Run("verify").Error, StringComparison.Ordinal);
    }

    // The lines of all sources, without comments.
    private static IEnumerable<(string File, string Line)> Code() =>
        from file in Directory.GetFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from line in File.ReadLines(file)
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select (file, line);

    [GeneratedRegex("`npx edge (?<words>[^`]+)`")]
    private static partial Regex Advised();

    [GeneratedRegex(@"\{[^}]*\}|<[^>]*>")]
    private static partial Regex Value();

    [GeneratedRegex("^(?: from Terraform's state| can use| takes a mapping file| writes| wrote| reads|, as |`)")]
    private static partial Regex Told();

    [GeneratedRegex("(?:--[a-z-]+ |[A-Za-z_]=|(?<!')s3://)<[a-z]|[A-Z_]=…")]
    private static partial Regex Unquoted();

    [GeneratedRegex("^```(?:bash|sh)\\n.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
