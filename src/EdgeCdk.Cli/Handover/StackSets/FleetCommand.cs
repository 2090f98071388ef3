using System.CommandLine;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>Many edges at once.</summary>
internal static class FleetCommand
{
    public static Command Create(CommandContext context) => new("fleet", "Many edges at once") { Export(context) };

    private static Command Export(CommandContext context)
    {
        var edges = new Option<string?>("--edges") { Description = "Directory of edge files. Default: edges" };
        var releases = new Option<string?>("--releases") { Description = "Directory of release files. Default: releases" };
        var output = new Option<string?>("--output", "-o") { Description = "Directory to write; the plan of the last export in it decides which edge is in which stack set. Default: fleet" };
        var name = new Option<string>("--name") { Description = "Beginning of the names of new stack sets", DefaultValueFactory = _ => "edges" };
        var skip = new Option<bool>("--skip-refused") { Description = "Write the others when stack sets cannot make some edges" };
        var command = new Command("export", "Writes stack sets for all edges: parameters, templates, and the calls of the AWS CLI") { edges, releases, output, name, skip };
        command.SetAction(given =>
        {
            var releaseDirectory = context.PathOf(given.GetValue(releases), "releases");
            var target = Path.GetFullPath(given.GetValue(output) ?? "fleet", context.Directory);
            var report = Config.Fleet.Check([context.PathOf(given.GetValue(edges), "edges")], releaseDirectory);
            if (!report.IsUsable)
                return Answer(context, given, report.Problems, null, [], target);
            var partition = report.Edges[0].Config.Account.Partition();
            var found = report.Edges.SelectMany(edge => Suitability.Problems(edge, partition).Select(problem => (Edge: edge.Config.Edge.Name, Problem: problem))).ToList();
            var unsuitable = found.Select(one => one.Edge).ToHashSet();
            var plan = StackSetPlan.Of([.. report.Edges.Where(edge => !unsuitable.Contains(edge.Config.Edge.Name))], StackSetFiles.ReadPlan(target), given.GetValue(name)!);
            found.AddRange(plan.Refused);
            var refused = found.Select(one => one.Edge).ToHashSet();
            var isSkipped = given.GetValue(skip);
            List<Problem> problems = [.. report.Problems, .. found.Select(one => one.Problem with { File = report.Files[one.Edge], IsWarning = isSkipped })];
            List<EdgeDefinition> exported = [.. report.Edges.Where(edge => !refused.Contains(edge.Config.Edge.Name))];
            if (refused.Count > 0 && !isSkipped || exported.Count == 0)
                return Answer(context, given, problems, null, [], target);
            context.Write(target, () => Write(context, target, releaseDirectory, plan, exported));
            return Answer(context, given, problems, plan, exported, target);
        });
        return command;
    }

    // Beside the target first: an export is there whole, or not at all.
    private static void Write(CommandContext context, string target, string releases, StackSetPlan plan, List<EdgeDefinition> edges)
    {
        var beside = $"{target}.new";
        if (Directory.Exists(target) && !File.Exists(Path.Combine(target, StackSetFiles.Plan)) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new CommandException($"{context.Shown(target)} holds something else; name another directory with --output");
        if (Directory.Exists(beside))
            Directory.Delete(beside, recursive: true);
        TemplateSynthesis.Make(context, [.. plan.Sets.Where(set => set.Exported(edges).Any()).Select(set => set.Template).Distinct()], Path.Combine(beside, "templates"), releases);
        foreach (var (path, text) in StackSetFiles.Of(plan, edges))
        {
            var file = Path.Combine(beside, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(beside, "deploy.sh"), (UnixFileMode)0b111_101_101);
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        Directory.Move(beside, target);
    }

    private static int Answer(CommandContext context, ParseResult given, IReadOnlyList<Problem> problems, StackSetPlan? plan, List<EdgeDefinition> edges, string target)
    {
        var shown = context.Shown(problems);
        if (given.GetValue(EdgeCommand.Json))
        {
            var sets = plan?.Sets.Select(set => new { set.Name, set.Traits.Release, set.Traits.DataRetention, Edges = set.Exported(edges).Select(edge => edge.Config.Edge.Name) });
            context.WriteJson(new { Directory = plan is null ? null : context.Shown(target), StackSets = sets, Problems = shown.Select(ProblemReport.Json) });
        }
        else
        {
            var written = plan is null ? "nothing was written" : $"{context.Shown(target)} was written: {ProblemReport.Counted(edges.Count, "edge")} in {ProblemReport.Counted(plan.Sets.Count, "stack set")}; next: look at deploy.sh, and run it";
            ProblemReport.Write(context, shown, written);
        }

        return plan is null ? 1 : 0;
    }
}
