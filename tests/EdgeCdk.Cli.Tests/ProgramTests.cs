using System.Diagnostics;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests;

/// <summary>The command as a process.</summary>
public sealed class ProgramTests
{
    [Fact]
    public void The_files_of_the_repository_are_sound_and_that_is_told_within_a_second()
    {
        var time = Stopwatch.StartNew();

        var result = Run("validate");

        Assert.Equal(new CommandResult(0, "1 edge: nothing to correct\n", ""), result);
        Assert.InRange(time.Elapsed.TotalSeconds, 0, 1);
    }

    [Fact]
    public void Questions_are_not_asked_where_nobody_can_answer()
    {
        var result = Run("init");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("edge.name is missing; ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unrecognized command or argument 'valdate'.", "edge", "valdate")]
    [InlineData("--json and --sarif exclude each other", "edge validate", "validate", "--json", "--sarif")]
    public void A_command_line_that_cannot_be_understood_is_told_in_two_lines(string message, string help, params string[] arguments) =>
        Assert.Equal(new CommandResult(1, "", $"edge: {message}\nedge: `{help} --help` tells what it takes\n"), Run(arguments));

    [Fact]
    public void Without_a_command_all_are_listed()
    {
        var result = Run();

        Assert.Equal(0, result.ExitCode);
        Assert.All((string[])["init", "validate", "explain", "schema", "review"], command => Assert.Contains($"\n  {command} ", result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_of_the_program_says_so_and_ends_with_2()
    {
        using var error = new StringWriter();

        // Streams that are closed already stand for whatever nobody thought of.
        var closed = new StringWriter();
        closed.Dispose();
        var exitCode = EdgeCommand.Run(["explain"], new Terminal(closed, error, Repository.Root));

        Assert.Equal(2, exitCode);
        Assert.StartsWith("This is a fault of Edge CDK, not of your files.", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""echo '{"Stacks":[{"Outputs":[{"OutputKey":"Release","OutputValue":"16.6.4"}]}]}'""", 0, "")]
    [InlineData("""echo '{"Stacks":[{"Outputs":[{"OutputKey":"Release","OutputValue":"16.6.7"}]}]}'""", 1, "")]
    [InlineData("echo 'An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id Edge-demo does not exist' >&2; exit 254", 0, "")]
    [InlineData("""echo '{"Stacks":[{}]}'""", 1, "edge: what is deployed of demo is not known: the stack has no output Release; say it with --deployed\n")]
    [InlineData("echo 'Unable to locate credentials' >&2; exit 253", 1, "edge: what is deployed of demo is not known: AWS cannot be asked: Unable to locate credentials; say it with --deployed\n")]
    public void What_is_deployed_is_asked_of_aws_when_that_is_wanted(string answer, int exitCode, string error)
    {
        using var session = new Session();
        var asked = session.PathOf("asked");
        session.Write("bin/aws", $"#!/bin/sh\necho \"$@\" >> {asked}\n[ $1 = cloudformation ] || {{ echo '{{}}'; exit; }}\n{answer}\n");
        Command.Run("chmod", ["+x", session.PathOf("bin/aws")]);
        var path = new Dictionary<string, string?> { ["PATH"] = $"{session.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}" };

        var result = Command.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "EdgeCdk.Cli.dll"), "validate", "--deployed", "account"], environment: path, input: "");

        Assert.Equal((exitCode, error), (result.ExitCode, result.Error));
        Assert.StartsWith("cloudformation describe-stacks --stack-name Edge-demo --region eu-central-1 ", session.Read("asked"), StringComparison.Ordinal);
    }

    private static CommandResult Run(params string[] arguments) => Command.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "EdgeCdk.Cli.dll"), .. arguments], input: "");
}
