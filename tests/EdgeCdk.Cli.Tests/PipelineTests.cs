using System.Text.RegularExpressions;
using EdgeCdk.Cli.Console;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests;

/// <summary>What the pipelines in docs/ci run is there, with the options that they use.</summary>
public sealed partial class PipelineTests
{
    public static TheoryData<string, string> EdgeCommands => Commands("edge");

    // And what edge deploy-options prints.
    public static TheoryData<string, string> CdkCommands => Commands(
        "cdk", ("deploy-options", "deploy x --rollback-trigger-alarm-arns x --monitoring-time-minutes 15"));

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

    // The statuses of botocore 1.43.11; those of CreateChangeSet that end in FAILED differ in their reasons.
    [Theory]
    [InlineData("CREATE_COMPLETE None", 0, "true")]
    [InlineData("FAILED The submitted information didn't contain changes. Submit different information to create one.", 0, "false")]
    [InlineData("FAILED No updates are to be performed.", 0, "false")]
    [InlineData("FAILED The stack is in a state that cannot be updated", 1, "")]
    [InlineData("CREATE_PENDING None", 1, "")]
    [InlineData("CREATE_IN_PROGRESS None", 1, "")]
    [InlineData("DELETE_PENDING None", 1, "")]
    [InlineData("DELETE_IN_PROGRESS None", 1, "")]
    [InlineData("DELETE_COMPLETE None", 1, "")]
    [InlineData("DELETE_FAILED None", 1, "")]
    [InlineData("BRAND_NEW None", 1, "")]
    [InlineData("!An error occurred (ChangeSetNotFound) when calling the DescribeChangeSet operation: does not exist", 0, "false")]
    [InlineData("!An error occurred (AccessDenied) when calling the DescribeChangeSet operation: not authorized", 1, "")]
    public void Only_what_AWS_itself_says_means_that_nothing_changes(string answer, int exitCode, string changes)
    {
        foreach (var file in Directory.GetFiles(Repository.Path("docs", "ci"), "*.yml"))
        {
            var result = Bash(answer, $"{Part(file, "said=$(", "esac")}\necho \"changes: $changes\"");

            Assert.Equal(exitCode, result.ExitCode);
            if (changes.Length > 0)
                Assert.EndsWith($"changes: {changes}\n", result.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("AVAILABLE", 0)]
    [InlineData("UNAVAILABLE", 1)]
    [InlineData("EXECUTE_IN_PROGRESS", 1)]
    [InlineData("EXECUTE_COMPLETE", 1)]
    [InlineData("EXECUTE_FAILED", 1)]
    [InlineData("OBSOLETE", 1)]
    [InlineData("BRAND_NEW", 1)]
    public void A_change_set_that_cannot_be_executed_is_not_a_success(string status, int exitCode)
    {
        foreach (var file in Directory.GetFiles(Repository.Path("docs", "ci"), "*.yml"))
            Assert.Equal(exitCode, Bash(status, Part(file, "status=$(", "exit 1; fi")).ExitCode);
    }

    // How many times the AWS CLI stops waiting, and what the stack is then; ! is an error.
    [Theory]
    [InlineData(0, "UPDATE_COMPLETE", 0)]
    [InlineData(2, "UPDATE_IN_PROGRESS", 0)]
    [InlineData(1, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 0)]
    [InlineData(1, "UPDATE_ROLLBACK_COMPLETE", 1)]
    [InlineData(1, "UPDATE_ROLLBACK_FAILED", 1)]
    [InlineData(1, "!ExpiredToken", 254)]
    public void An_upgrade_is_a_success_only_when_it_is_complete_however_long_it_takes(int waits, string status, int exitCode)
    {
        foreach (var file in Directory.GetFiles(Repository.Path("docs", "ci"), "*.yml"))
        {
            using var directory = new TemporaryDirectory();
            var says = status.StartsWith('!') ? $"echo {status[1..]} >&2; return 254" : $"echo {status}";
            var aws = $"aws() {{ if [ $2 = wait ]; then echo >> waits; [ $(wc -l < waits) -gt {waits} ]; else {says}; fi; }}";

            var result = ChildProcess.Run(
                "bash", ["-c", $"set -eo pipefail\nSTACK=Edge-demo\n{aws}\n{Part(file, "until aws", "done")}"], directory.Path, input: "");

            Assert.Equal(exitCode, result.ExitCode);
        }
    }

    // The lines of a pipeline from one word to another, without what YAML adds.
    private static string Part(string file, string first, string last)
    {
        var lines = File.ReadLines(file).SkipWhile(line => !line.Contains(first, StringComparison.Ordinal)).ToList();
        var count = lines.FindIndex(line => line.TrimEnd('\'').EndsWith(last, StringComparison.Ordinal)) + 1;
        return string.Join('\n', lines.Take(count).Select(line => line.Trim().TrimStart('-').Trim(' ', '\'')));
    }

    // With an AWS CLI that says one thing; what begins with ! is an error.
    private static CommandResult Bash(string answer, string script)
    {
        var says = answer.StartsWith('!') ? $"echo {Quoted(answer[1..])} >&2; return 254" : $"echo {Quoted(answer)}";
        return ChildProcess.Run(
            "bash", ["-c", $"set -eo pipefail\nSTACK=Edge-demo\naws() {{ {says}; }}\n{Variable().Replace(script, Kept)}"], input: "");
    }

    // What the pipeline fills in; the variables of the shell stay.
    private static string Kept(Match match) => match.Value.StartsWith("${{", StringComparison.Ordinal) ? "1" : match.Value;

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static TheoryData<string, string> Commands(string program, params (string, string)[] more)
    {
        var found =
            from file in Directory.GetFiles(Repository.Path("docs", "ci"), "*.yml").Append(
                Repository.Path(".github", "workflows", "ci.yml"))
            from line in File.ReadLines(file)
            from Match match in Regex.Matches(line, $@"npx {program} (?<command>[^>|&]+)")
            select (
                Path.GetFileName(file),
                Variable().Replace(match.Groups["command"].Value, "x").Replace("\"", "", StringComparison.Ordinal).Trim());
        return [.. found, .. more];
    }

    [GeneratedRegex(@"\$\{\{[^}]*\}\}|\$\w+")]
    private static partial Regex Variable();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();
}
