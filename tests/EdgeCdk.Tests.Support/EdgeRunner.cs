using EdgeCdk.Cli;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Console;
using Spectre.Console;

namespace EdgeCdk.Tests.Support;

/// <summary>Runs the command <c>edge</c> in this process, as its main program does.</summary>
/// <param name="Directory">Working directory of the command.</param>
internal sealed record EdgeRunner(string Directory)
{
    /// <summary>The customer's account. Default: as the AWS CLI reaches it.</summary>
    public IAws? Aws { get; init; }

    /// <summary>What is different from a terminal besides. Default: nothing.</summary>
    public Func<CommandContext, CommandContext> With { get; init; } = context => context;

    /// <summary>Answers questions. Default: none, as in a pipeline.</summary>
    public IAnsiConsole? Prompts { get; init; }

    /// <summary>Whether the output goes to a screen that shows colours. Default: false.</summary>
    public bool HasColours { get; init; }

    /// <summary>Runs a command line.</summary>
    public CommandResult Run(params IEnumerable<string> arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new CommandContext(output, error, Directory, Prompts, HasColours)
        {
            CdkDiff = (_, line) => LineProcess.Diff.Ask(line),
        };
        var exitCode = EdgeCommand.Run([.. arguments], With(Aws is null ? terminal : terminal with { Aws = Aws }));
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }
}
