using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Tests;

/// <summary>The commands of <c>edge</c>.</summary>
internal static class CommandTree
{
    /// <summary>Those that do something, by what a user types after <c>edge</c>.</summary>
    public static IEnumerable<(string Path, Command Command)> Leaves =>
        Below(EdgeCommands.Root(new CommandContext(TextWriter.Null, TextWriter.Null, "/")), "");

    private static IEnumerable<(string Path, Command Command)> Below(Command command, string path) => command.Subcommands.Count == 0
        ? [(path, command)]
        : command.Subcommands.SelectMany(child => Below(child, path.Length == 0 ? child.Name : $"{path} {child.Name}"));
}
