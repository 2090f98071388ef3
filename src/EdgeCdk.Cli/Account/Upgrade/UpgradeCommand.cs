using System.CommandLine;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>Moves an edge file one release forward, or back: shows what changes, asks, writes.</summary>
internal static class UpgradeCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new UpgradeOptions();
        var command = new Command("upgrade", "Moves an edge to the next release: shows what changes, and writes it to the edge file");
        options.AddTo(command);
        command.SetAction(given => Upgrade(context, given, options));
        return command;
    }

    private static int Upgrade(CommandContext context, ParseResult given, UpgradeOptions options)
    {
        var edge = options.Edge.Definition(given, context);
        var step = new UpgradeStep(edge);
        if (given.GetValue(options.Deployed) is { } known and not DeployedReleases.Account)
            FleetDirectories.Release(step.Releases, known, $"{options.Deployed.Name} {known}: ");
        // The release and the checks ask for the same stack.
        var aws = new CachingAws(context.Aws);
        var deployed = Deployed(aws, given, options, edge);
        var refused = step.Refusal(given.GetValue(options.To), deployed.Release, given.GetValue(options.Back));
        if (refused is not null)
            return context.Refuse([refused]);
        var plan = step.Plan(given.GetValue(options.To), given.GetValue(options.Back)) with
        {
            Findings = deployed.Place is { } place ? UpgradeChecks.Of(context, aws, place, given.GetValue(options.Drift)) : [],
        };
        if (!context.AnswersInJson)
            UpgradeReport.Show(context, plan);
        var isWanted = given.GetValue(options.Yes) || context.Confirms("Write this?");
        var problems = isWanted ? step.Write(context, plan) : [];
        return UpgradeReport.Answer(context, plan, isWanted, problems, Next(edge, deployed.Deployer));
    }

    private static DeployedRelease Deployed(CachingAws aws, ParseResult given, UpgradeOptions options, NamedEdge edge)
    {
        var release = given.GetValue(options.Deployed);
        return release == DeployedReleases.Account
            ? DeployedReleases.Ask(aws, edge.Definition, options.Edge.Stack(given))
            : new DeployedRelease(release, Deployer.Of(new EdgePlace(edge.Name, edge.Definition.Config.Account.Region), null));
    }

    private static string Next(NamedEdge edge, Deployer deployer)
    {
        if (!deployer.IsCdk)
            return deployer.Deploy;
        var stack = new EdgePlace(edge.Name, "").Names.Stack;
        return edge.Definition.Config.Alarms is { RollbackTriggers: true }
            ? $"`npx cdk diff {stack}`, then `npx cdk deploy {stack} $(npx edge deploy-options {edge.Name})`"
            : $"`npx cdk diff {stack}`, then deploy";
    }
}
