using System.CommandLine;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;
using Spectre.Console;

namespace EdgeCdk.Cli.Files.Upgrade;

/// <summary>Moves an edge file one release forward, or back: tells what changes, asks, writes.</summary>
internal static class UpgradeCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("edge") { Description = "Name of the edge" };
        var to = new Option<string?>("--to") { Description = "Release to move to. Default: the next one" };
        var deployed = new Option<string?>("--deployed") { Description = "Release that is deployed; `account` asks AWS. Default: that of the file" };
        var back = new Option<bool>("--back") { Description = "Move back to the release before" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var stack = EdgeArguments.StackOption();
        var edges = new Option<string?>("--edges") { Description = "Directory of edge files. Default: edges" };
        var releases = new Option<string?>("--releases") { Description = "Directory of release files. Default: releases" };
        var command = new Command("upgrade",
            "Moves an edge to the next release: tells what changes, and writes it to the edge file") { name, to, deployed, back, yes,
            stack, edges, releases };
        command.Validators.Add(given =>
        {
            if (given.GetValue(stack) is not null && given.GetValue(deployed) != DeployedReleases.Account)
                given.AddError($"--stack goes with --deployed {DeployedReleases.Account}");
        });
        command.SetAction(given =>
        {
            var step = new UpgradeStep(context.PathOf(given.GetValue(edges), "edges"), context.PathOf(given.GetValue(releases), "releases"), given.GetValue(name)!);
            var known = given.GetValue(deployed);
            Deployer? deployer = null;
            if (known == DeployedReleases.Account)
            {
                known = null;
                // Without a sound file there is no edge to ask about, and the plan says why.
                if (step.Edge().SingleOrDefault() is { } edge)
                {
                    if (DeployedReleases.Ask(context.Aws, edge, given.GetValue(stack), context.Error) is not { } found)
                        return 1;
                    (known, deployer) = (found.Release, found.Deployer);
                }
            }

            var plan = step.Plan(given.GetValue(to), known, given.GetValue(back));
            var asJson = given.GetValue(EdgeCommand.Json);
            if (!asJson)
                Show(context, plan);
            var isWanted = plan.Problems.Count == 0 && (given.GetValue(yes) || !asJson && context.Prompts?.Confirm("Write this?") is true);
            var problems = isWanted ? step.Write(plan) : plan.Problems;
            var isWritten = isWanted && problems.All(problem => problem.IsWarning);
            var next = Next(given.GetValue(name)!, deployer);
            var outcome = isWritten ? $"{context.Shown(plan.File)} was changed; next: {next}" : "nothing was written; --yes writes it";
            if (asJson)
                context.WriteJson(new { plan.From, plan.To, plan.Changes, Written = isWritten, Problems = context.Shown(problems).Select(ProblemReport.Json) });
            else
                ProblemReport.Write(context, context.Shown(problems), outcome);

            return isWritten ? 0 : 1;
        });
        return command;
    }

    private static string Next(string edge, Deployer? deployer) => deployer is null or { IsCdk: true }
        ? $"`npx cdk diff {EdgeNames.Stack(edge)}`, then deploy" : deployer.Deploy;

    private static void Show(CommandContext context, UpgradePlan plan)
    {
        if (plan.Problems.Count > 0)
            return;
        context.WriteLine($"{plan.From} → {plan.To}");
        var width = plan.Changes.Max(change => change.Key.Length);
        foreach (var change in plan.Changes)
            context.WriteLine($"  {change.Key.PadRight(width)}", $"  {change.From ?? "(none)"} → {change.To ?? "(none)"}");
        if (plan.NeedsPackages)
            context.WriteLine("  first put the function packages of the release in place of the old ones");
    }
}
