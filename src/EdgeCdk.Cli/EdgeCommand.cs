using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli;

/// <summary>The command <c>edge</c>. Exit codes: 0 done, 1 the user has something to correct, 2 a fault of this program.</summary>
internal static class EdgeCommand
{
    /// <summary>Runs the command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandContext terminal)
    {
        using var answers = new AnswerWriter(terminal.Out);
        var context = terminal with { Out = answers };
        try
        {
            var parsed = EdgeCommands.Root(context).Parse(arguments.Count > 0 ? arguments : ["--help"]);
            if (parsed.Errors.Count > 0 || Misspelling.OptionIn(parsed) is not null)
                return RefuseCommandLine(parsed, context, Misspelling.Of(parsed) ?? parsed.Errors[^1].Message);
            return parsed.Action is not HelpText && OptionValues.Fault(parsed.CommandResult) is { } fault
                ? RefuseCommandLine(parsed, context, fault)
                : Invoke(parsed, context);
        }
        catch (ConfigException exception)
        {
            return context.Refuse(exception.Problems);
        }
        catch (Exception exception) when (exception is CommandException or AwsException)
        {
            Unfinished.StopIfEnding();
            return Fail(context, $"edge: {exception.Message}", exception.Message, 1);
        }
        catch (Exception exception)
        {
            // What a signal interrupts fails in its own ways.
            Unfinished.StopIfEnding();
            const string fault = "This is a fault of Edge CDK, not of your files.";
            return Fail(context, $"{fault} Please report it with the lines below.\n{exception}", $"{fault} {exception.Message}", 2);
        }
    }

    private static int Invoke(ParseResult parsed, CommandContext context)
    {
        context.AnswersInJson = parsed.GetValue(AnswerFormat.Json);
        foreach (var doubt in OptionValues.Doubts(parsed.CommandResult))
            Complain(context, $"edge: warning: {doubt}");
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
        });
    }

    private static int RefuseCommandLine(ParseResult parsed, CommandContext context, string message)
    {
        context.AnswersInJson = parsed.GetResult(AnswerFormat.Json) is { Implicit: false };
        return Fail(context, $"edge: {message}\nedge: see `{Chain(parsed.CommandResult)} --help`", message, 1);
    }

    // A program that asked for JSON gets it, whatever happened.
    private static int Fail(CommandContext context, string text, string message, int exitCode)
    {
        Complain(context, text);
        try
        {
            context.Answer(new { Problems = new[] { new { Severity = "error", Message = message } } }, () => { });
        }
        catch (Exception exception) when (exception is CommandException or ObjectDisposedException)
        {
            // There is nobody to answer.
        }

        return exitCode;
    }

    // The exit code is right even where nothing can be written.
    private static void Complain(CommandContext context, string text)
    {
        try
        {
            context.Error.WriteLine(text);
        }
        catch (IOException)
        {
            // There is nobody to tell.
        }
    }

    private static string Chain(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Chain(parent)} {command.Command.Name}" : Product.Command;
}
