using System.CommandLine;
using System.CommandLine.Help;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Documentation;

/// <summary>docs/commands.md has every command, argument and option, with the words of <c>--help</c>.</summary>
public sealed class CommandReferenceTests
{
    [Fact]
    public void The_page_is_in_step_with_the_commands() => Assert.Null(Snapshot.Compare(Page(), "docs", "commands.md"));

    private static string Page()
    {
        var root = EdgeCommands.Root(new CommandContext(TextWriter.Null, TextWriter.Null, Repository.Root));
        return $"""
            # Commands

            All commands of `npx edge`, made from the program. `UPDATE_SNAPSHOTS=1 dotnet test --project tests/EdgeCdk.Cli.Tests` rewrites
            this page. Every command has `--help` and, for programs, `--json`. The exit code is 0 when nothing is wrong, 1 when somebody
            has to act, and 2 for a fault of Edge CDK.

            {string.Join('\n', root.Subcommands.SelectMany(command => Sections(Product.Command, command)))}
            """.ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> Sections(string parent, Command command)
    {
        var name = $"{parent} {command.Name}";
        if (command.Subcommands.Count > 0)
            return command.Subcommands.SelectMany(child => Sections(name, child));
        var rows = command.Arguments.Select(argument => Row($"<{argument.Name}>", argument.Description))
            .Concat(command.Options.Where(option => option is not HelpOption && !option.Hidden).Select(Row));
        return [$"## `{name}`\n\n{command.Description}.\n\n| argument or option | meaning |\n|---|---|\n{string.Concat(rows)}"];
    }

    private static string Row(Option option)
    {
        var value = option.HelpName ?? option.Name.TrimStart('-');
        return Row(option.ValueType == typeof(bool) ? option.Name : $"{option.Name} <{value}>", option.Description);
    }

    private static string Row(string name, string? description)
    {
        var text = (description ?? "").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        return $"| `{name}` | {text} |\n";
    }
}
