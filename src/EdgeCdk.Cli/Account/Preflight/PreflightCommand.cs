using System.CommandLine;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Looks at the account for what would fail in a deployment. Changes nothing.</summary>
internal static class PreflightCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("edge") { Description = "Name of the edge" };
        var edges = new Option<string?>("--edges") { Description = "Directory of edge files. Default: edges" };
        var releases = new Option<string?>("--releases") { Description = "Directory of release files. Default: releases" };
        var qualifier = new Option<string?>("--bootstrap-qualifier")
        {
            Description = "Qualifier of the CDK bootstrap. Default: what the context of cdk.json says, else hnb659fds",
        };
        var stack = EdgeArguments.StackOption();
        var command = new Command(
            "preflight", "Asks AWS for what would fail in a deployment, and tells why and what to do; changes nothing")
        {
            name, edges, releases, stack, qualifier,
        };
        command.SetAction(given =>
        {
            var (edge, asJson) = (given.GetValue(name)!, given.GetValue(EdgeCommand.Json));
            var directory = context.PathOf(given.GetValue(edges), "edges");
            var report = Fleet.Check([directory], context.PathOf(given.GetValue(releases), "releases"));
            if (!report.Files.TryGetValue(edge, out var file))
                throw new CommandException($"{context.Shown(directory)} has no edge named \"{edge}\"; use {string.Join(", ", report.Files.Keys.Order(StringComparer.Ordinal).DefaultIfEmpty("edge init to make one"))}");
            var problems = report.Problems.Where(problem => problem.File == file && !problem.IsWarning).ToList();
            if (problems.Count > 0 || report.Edges.FirstOrDefault(found => found.Config.Edge.Name == edge) is not { } definition)
            {
                var shown = context.Shown(problems.Count > 0 ? problems : report.Problems);
                if (asJson)
                    context.WriteJson(new { Edge = edge, Problems = shown.Select(ProblemReport.Json) });
                else
                    ProblemReport.Write(context, shown, "");
                return 1;
            }

            var target = new PreflightTarget(definition, new CachingAws(context.Aws), given.GetValue(stack))
            {
                BootstrapQualifier = given.GetValue(qualifier) ?? CdkContext.BootstrapQualifier(context.Repository),
            };
            var findings = Find(context, target);
            if (asJson)
                context.WriteJson(new { Edge = edge, Findings = findings.Select(finding => new { Severity = FindingReport.Name(finding.Severity), finding.About, finding.Fault, finding.Later, finding.Remedy }) });
            else
                FindingReport.Write(context, findings);
            return findings.Any(finding => finding.Severity is Severity.Error) ? 1 : 0;
        });
        return command;
    }

    // In the account of somebody else, in none, or beside the region of the edge, everything would be wrong.
    private static IReadOnlyList<Finding> Find(CommandContext context, PreflightTarget target)
    {
        IReadOnlyList<Finding> place = [.. IdentityChecks.Find(target)];
        if (place.Count == 0)
            place = [.. ExistingStackChecks.Elsewhere(target)];
        return place.Count > 0
            ? place
            : [.. ConcurrentWork.Run(context, "asking AWS", [.. PreflightChecks.Of(target).Select(check => (Func<IReadOnlyList<Finding>>)check.Run)]).SelectMany(findings => findings)];
    }
}
