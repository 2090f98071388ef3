using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Bundle;
using EdgeCdk.Cli.Catalog;
using EdgeCdk.Cli.DestroyPlan;
using EdgeCdk.Cli.Discover;
using EdgeCdk.Cli.Explain;
using EdgeCdk.Cli.Init;
using EdgeCdk.Cli.Preflight;
using EdgeCdk.Cli.Prerequisites;
using EdgeCdk.Cli.Review;
using EdgeCdk.Cli.Schema;
using EdgeCdk.Cli.StackSets;
using EdgeCdk.Cli.Support;
using EdgeCdk.Cli.Template;
using EdgeCdk.Cli.Upgrade;
using EdgeCdk.Cli.Validate;
using EdgeCdk.Cli.Verify;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli;

/// <summary>The command <c>edge</c>. Exit codes: 0 done, 1 the user has something to correct, 2 a fault of this program.</summary>
internal static class EdgeCommand
{
    /// <summary>Asks for an answer that programs read; every command has it.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "Answer in JSON", Recursive = true };

    /// <summary>Runs the command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        try
        {
            var parsed = Root(terminal).Parse(arguments.Count > 0 ? arguments : ["--help"]);
            if (parsed.Errors.Count == 0)
                return parsed.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
            // The last says most: that a command is missing is told before what stands in its place.
            terminal.Error.WriteLine($"edge: {parsed.Errors[^1].Message}");
            terminal.Error.WriteLine($"edge: `{Chain(parsed.CommandResult)} --help` tells what it takes");
            return 1;
        }
        catch (ConfigException exception)
        {
            foreach (var problem in terminal.Shown(exception.Problems))
                terminal.Error.WriteLine(problem);
            return 1;
        }
        catch (CommandException exception)
        {
            terminal.Error.WriteLine($"edge: {exception.Message}");
            return 1;
        }
        catch (AwsException exception)
        {
            terminal.Error.WriteLine(Credentials.WithHint(exception.Code,
                $"edge: AWS refused {exception.Operation} ({exception.Code}): {exception.Message}"));
            return 1;
        }
        catch (Exception exception)
        {
            terminal.Error.WriteLine($"This is a fault of Edge CDK, not of your files. Please report it with the lines below.\n{exception}");
            return 2;
        }
    }

    /// <summary>The command with all commands below it.</summary>
    internal static Command Root(Terminal terminal) => new("edge", "An edge from onboarding to goodbye: its files, its account, its deployments")
    {
        PrerequisitesCommand.Create(terminal),
        InitCommand.Create(terminal),
        DiscoverCommand.Create(terminal),
        ValidateCommand.Create(terminal),
        ExplainCommand.Create(terminal),
        PreflightCommand.Create(terminal),
        UpgradeCommand.Create(terminal),
        ReviewCommand.Create(terminal),
        VerifyCommand.Create(terminal),
        SupportCommand.Create(terminal),
        DestroyPlanCommand.Create(terminal),
        TemplateCommand.Create(terminal),
        BundleCommand.Create(terminal),
        CatalogCommand.Create(terminal),
        FleetCommand.Create(terminal),
        SchemaCommand.Create(terminal),
        new HelpOption(),
        Json,
    };

    private static string Chain(CommandResult command) => command.Parent is CommandResult parent ? $"{Chain(parent)} {command.Command.Name}" : "edge";
}
