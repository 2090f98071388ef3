using System.CommandLine;
using System.CommandLine.Help;
using EdgeCdk.Cli.Account.DeployOptions;
using EdgeCdk.Cli.Account.Destroy;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Prerequisites;
using EdgeCdk.Cli.Account.Support;
using EdgeCdk.Cli.Account.Upgrade;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Discover;
using EdgeCdk.Cli.Files.Explain;
using EdgeCdk.Cli.Files.Import;
using EdgeCdk.Cli.Files.Init;
using EdgeCdk.Cli.Files.Network;
using EdgeCdk.Cli.Files.Schema;
using EdgeCdk.Cli.Files.Takeover;
using EdgeCdk.Cli.Files.Validate;
using EdgeCdk.Cli.Handover.Bundle;
using EdgeCdk.Cli.Handover.Catalog;
using EdgeCdk.Cli.Handover.Images;
using EdgeCdk.Cli.Handover.Split;
using EdgeCdk.Cli.Handover.StackSets;
using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Cli.Review;
using EdgeCdk.Cli.Trial;

namespace EdgeCdk.Cli;

/// <summary>All commands.</summary>
internal static class EdgeCommands
{
    /// <summary>The command with all its subcommands, in the order in which an edge needs them.</summary>
    public static Command Root(CommandContext context) => new("edge", "Configure, check, deploy, upgrade and remove Ataccama edges")
    {
        PrerequisitesCommand.Create(context),
        ImportCommand.Create(context),
        TakeoverCommand.Create(context),
        InitCommand.Create(context),
        DiscoverCommand.Create(context),
        ValidateCommand.Create(context),
        ExplainCommand.Create(context),
        NetworkCommand.Create(context),
        PreflightCommand.Create(context),
        UpgradeCommand.Create(context),
        ReviewCommand.Create(context),
        DeployOptionsCommand.Create(context),
        VerifyCommand.Create(context),
        SupportCommand.Create(context),
        DestroyPlanCommand.Create(context),
        TemplateCommand.Create(context),
        SplitCommand.Create(context),
        BundleCommand.Create(context),
        ProvenanceCommand.Create(context),
        ImagesCommand.Create(context),
        CatalogCommand.Create(context),
        FleetCommand.Create(context),
        TrialCommand.Create(context, EdgeCommand.Run),
        SchemaCommand.Create(context),
        new HelpOption { Action = new HelpText() },
        new Option<bool>("--version") { Description = "Show the version of Edge CDK", Action = new VersionAction(context) },
        AnswerFormat.Json,
    };
}
