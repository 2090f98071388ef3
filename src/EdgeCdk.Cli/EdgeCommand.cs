using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using EdgeCdk.Cli.Account.Destroy;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Prerequisites;
using EdgeCdk.Cli.Account.Support;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Discover;
using EdgeCdk.Cli.Files.Explain;
using EdgeCdk.Cli.Files.Init;
using EdgeCdk.Cli.Files.Schema;
using EdgeCdk.Cli.Files.Upgrade;
using EdgeCdk.Cli.Files.Validate;
using EdgeCdk.Cli.Handover.Bundle;
using EdgeCdk.Cli.Handover.Catalog;
using EdgeCdk.Cli.Handover.StackSets;
using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Cli.Review;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli;

/// <summary>The command <c>edge</c>. Exit codes: 0 done, 1 the user has something to correct, 2 a fault of this program.</summary>
internal static class EdgeCommand
{
    /// <summary>Asks for an answer that programs read; every command has it.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "Answer in JSON", Recursive = true };

    /// <summary>Runs the command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandContext context)
    {
        try
        {
            var parsed = Root(context).Parse(arguments.Count > 0 ? arguments : ["--help"]);
            if (parsed.Errors.Count == 0)
                return parsed.Invoke(new InvocationConfiguration { Output = context.Out, Error = context.Error, EnableDefaultExceptionHandler = false });
            // The last says most: that a command is missing is told before what stands in its place.
            context.Error.WriteLine($"edge: {parsed.Errors[^1].Message}");
            context.Error.WriteLine($"edge: `{Chain(parsed.CommandResult)} --help` tells what it takes");
            return 1;
        }
        catch (ConfigException exception)
        {
            foreach (var problem in context.Shown(exception.Problems))
                context.Error.WriteLine(problem);
            return 1;
        }
        catch (CommandException exception)
        {
            context.Error.WriteLine($"edge: {exception.Message}");
            return 1;
        }
        catch (AwsException exception)
        {
            context.Error.WriteLine(Credentials.WithHint(exception.Code,
                $"edge: AWS refused {exception.Operation} ({exception.Code}): {exception.Message}"));
            return 1;
        }
        catch (Exception exception)
        {
            context.Error.WriteLine($"This is a fault of Edge CDK, not of your files. Please report it with the lines below.\n{exception}");
            return 2;
        }
    }

    /// <summary>The command with all commands below it.</summary>
    internal static Command Root(CommandContext context) => new("edge", "An edge from onboarding to goodbye: its files, its account, its deployments")
    {
        PrerequisitesCommand.Create(context),
        InitCommand.Create(context),
        DiscoverCommand.Create(context),
        ValidateCommand.Create(context),
        ExplainCommand.Create(context),
        PreflightCommand.Create(context),
        UpgradeCommand.Create(context),
        ReviewCommand.Create(context),
        VerifyCommand.Create(context),
        SupportCommand.Create(context),
        DestroyPlanCommand.Create(context),
        TemplateCommand.Create(context),
        BundleCommand.Create(context),
        CatalogCommand.Create(context),
        FleetCommand.Create(context),
        SchemaCommand.Create(context),
        new HelpOption(),
        Json,
    };

    private static string Chain(CommandResult command) => command.Parent is CommandResult parent ? $"{Chain(parent)} {command.Command.Name}" : "edge";
}
