using System.CommandLine;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Files.Validate;

/// <summary>Checks edge and release files. Needs neither AWS nor the network.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandContext context)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Edge files, and directories of them; release files are all checked anyway. Default: the directory edges",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var releases = new Option<string?>("--releases") { Description = "Directory of release files. Default: releases" };
        var sarif = new Option<bool>("--sarif") { Description = "Answer in SARIF 2.1.0, for code scanning" };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "Day for which support is checked, such as 2026-11-22. Default: today" };
        var deployed = new Option<string[]>("--deployed")
        {
            Description = "Release that is deployed, as <edge>=<release>: the file must be on it or on the next one. `account` asks AWS for every edge",
            DefaultValueFactory = _ => [],
        };
        var back = new Option<bool>("--back") { Description = "The file may also be on the release before the deployed one" };
        var command = new Command("validate", "Tells everything that is wrong with the files, and what would be right") { files, releases, sarif, asOf, deployed, back };
        command.Validators.Add(given =>
        {
            if (given.GetValue(sarif) && given.GetValue(EdgeCommand.Json))
                given.AddError("--json and --sarif exclude each other");
        });
        command.Validators.Add(given =>
        {
            foreach (var fault in given.GetValue(deployed)!.Select(DeployedReleases.Fault).OfType<string>())
                given.AddError(fault);
        });
        command.SetAction(given =>
        {
            var releaseDirectory = context.PathOf(given.GetValue(releases), "releases");
            var named = given.GetValue(files)!.Select(file => context.PathOf(file, "")).ToList();
            // A hook passes whatever files were changed; release files among them are not edge files.
            var edges = named.Where(file => Path.GetDirectoryName(file) != releaseDirectory).ToList();
            if (edges.Count == 0)
                edges.Add(context.PathOf(null, "edges"));
            if (DeployedReleases.Of(given.GetValue(deployed)!, () => Fleet.Check(edges, releaseDirectory).Edges, context) is not { } known)
                return 1;
            var circumstances = new Circumstances
            {
                AsOf = given.GetValue(asOf) ?? DateOnly.FromDateTime(DateTime.Today),
                Deployed = known,
                GoesBack = given.GetValue(back),
            };
            var report = Fleet.Check(edges, releaseDirectory, circumstances);
            if (known.Keys.FirstOrDefault(name => !report.Files.ContainsKey(name)) is { } stranger)
            {
                context.Error.WriteLine($"edge: --deployed {stranger}={known[stranger]} names no edge of the files; use {string.Join(", ", report.Files.Keys.Order(StringComparer.Ordinal))}");
                return 1;
            }

            var problems = context.Shown(report.Problems);
            if (given.GetValue(sarif))
                context.WriteJson(Sarif.Log(problems));
            else if (given.GetValue(EdgeCommand.Json))
                context.WriteJson(new { Edges = report.Edges.Select(edge => edge.Config.Edge.Name), Problems = problems.Select(ProblemReport.Json) });
            else
                ProblemReport.Write(context, problems, $"{ProblemReport.Counted(report.Edges.Count, "edge")}: nothing to correct");
            return report.IsUsable ? 0 : 1;
        });
        return command;
    }
}
