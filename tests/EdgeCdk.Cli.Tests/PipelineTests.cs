using System.Text.RegularExpressions;
using EdgeCdk.Cli.Console;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests;

/// <summary>What the pipelines in docs/ci run is there, with the options that they use.</summary>
public sealed partial class PipelineTests
{
    public static TheoryData<string, string> EdgeCommands => Commands("edge");

    public static TheoryData<string, string> CdkCommands => Commands("cdk");

    [Theory, MemberData(nameof(EdgeCommands))]
    public void Edge_takes_the_command_of_a_pipeline(string file, string command)
    {
        Assert.NotEmpty(file);
        Assert.Empty(EdgeCommand.Root(new CommandContext(TextWriter.Null, TextWriter.Null, Repository.Root)).Parse(command).Errors);
    }

    [Theory, MemberData(nameof(CdkCommands))]
    public void The_cdk_cli_has_the_options_of_a_pipeline(string file, string command)
    {
        Assert.NotEmpty(file);
        TestPackages.InstallNode();

        var help = ChildProcess.Run(Repository.Path("node_modules", ".bin", "cdk"), [command.Split(' ')[0], "--help"]).Output;

        Assert.All(Option().Matches(command), option => Assert.Matches($"{option.Value}[ ,\n]", help));
    }

    private static TheoryData<string, string> Commands(string program)
    {
        var found =
            from file in Directory.GetFiles(Repository.Path("docs", "ci"), "*.yml").Append(
                Repository.Path(".github", "workflows", "ci.yml"))
            from line in File.ReadLines(file)
            from Match match in Regex.Matches(line, $@"npx {program} (?<command>[^>|&]+)")
            select (
                Path.GetFileName(file),
                Variable().Replace(match.Groups["command"].Value, "x").Replace("\"", "", StringComparison.Ordinal).Trim());
        return [.. found];
    }

    [GeneratedRegex(@"\$\{\{[^}]*\}\}|\$\w+")]
    private static partial Regex Variable();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();
}
