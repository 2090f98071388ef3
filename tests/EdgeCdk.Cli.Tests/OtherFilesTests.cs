using System.Collections.Concurrent;
using System.CommandLine;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests;

/// <summary>
/// Faults in the files of other edges, and in releases that an edge is not on, change nothing for a command that names its edge. The
/// commands are those of the command tree.
/// </summary>
public sealed class OtherFilesTests
{
    private static readonly ConcurrentDictionary<string, CommandResult> Without = new(StringComparer.Ordinal);

    private static readonly string[] Switches = ["--yes", "--all"];

    public static TheoryData<string> Commands { get; } =
        [.. CommandTree.Leaves.Where(leaf => TakesEdge(leaf.Command)).Select(leaf => leaf.Path)];

    [Fact]
    public void The_commands_of_one_edge_are_found_in_the_tree()
    {
        Assert.Superset(
            new HashSet<string> { "preflight", "upgrade", "verify", "destroy-plan", "bundle", "template" },
            Commands.Select(row => row.Data).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_fault_in_a_file_of_another_edge_changes_nothing(string command) => Same(command, "edges/other.yaml", "edge: [");

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_wrong_value_in_a_file_of_another_edge_changes_nothing(string command) => Same(
        command, "edges/other.yaml",
        EdgeFiles.Text(EdgeFiles.Demo).With("name: demo ", "name: other ").Replace("vpc-0", "vcp-0", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_fault_in_another_release_changes_nothing(string command) =>
        Same(command, "releases/9.9.9.yaml", "version: 9.9.9\nimages: [");

    private static void Same(string command, string file, string text)
    {
        var without = Without.GetOrAdd(command, _ => Run(command, null, ""));
        var with = Run(command, file, text);

        Assert.DoesNotContain(Path.GetFileName(file), with.Output + with.Error, StringComparison.Ordinal);
        Assert.Equal(without.ExitCode, with.ExitCode);
        Assert.Equal(without.Error, with.Error);
    }

    private static CommandResult Run(string command, string? file, string text)
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        if (file is not null)
            session.Write(file, text);
        var aws = new FakeAccount { Roles = { "demo-plane-manager" } };
        aws.Stack("Edge-demo", physicalIds: "demo-plane-manager");
        var options = CommandTree.Leaves.Single(leaf => leaf.Path == command).Command.Options.Select(option => option.Name);
        var result = session.Run(aws, [.. command.Split(' '), "demo", .. options.Intersect(Switches)]);
        string Shown(string said) => said.Replace(session.Directory, "", StringComparison.Ordinal);
        return new CommandResult(result.ExitCode, Shown(result.Output), Shown(result.Error));
    }

    private static bool TakesEdge(Command command) => command.Arguments.Any(argument => argument.Name == "edge");
}
