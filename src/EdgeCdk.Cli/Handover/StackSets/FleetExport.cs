using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Handover.Waves;
using EdgeCdk.Config;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>Exports edges as stack sets into a directory.</summary>
/// <param name="context">The repository.</param>
/// <param name="target">The directory.</param>
/// <param name="options">Options of <c>edge</c> for the directories of the files, for the script.</param>
internal sealed class FleetExport(CommandContext context, string target, string options)
{
    /// <param name="directories">The files of the edges.</param>
    /// <param name="name">Beginning of the names of new stack sets.</param>
    /// <param name="skipsRefused">Whether the other edges are written when stack sets cannot deploy some.</param>
    /// <returns>The exit code.</returns>
    public int Run(FleetDirectories directories, string name, bool skipsRefused)
    {
        var report = directories.Check();
        if (!report.IsUsable)
            return context.Refuse(report.Problems);
        var (plan, refused) = Plan(report, name);
        var names = refused.Select(one => one.Edge).ToHashSet();
        List<Problem> problems =
        [
            .. report.Problems,
            .. refused.Select(one => one.Problem with { File = report.Files[one.Edge], IsWarning = skipsRefused }),
        ];
        List<EdgeDefinition> exported = [.. report.Edges.Where(edge => !names.Contains(edge.Config.Edge.Name))];
        if (refused.Count > 0 && !skipsRefused || exported.Count == 0)
            return context.Refuse(problems);
        context.Write(target, () => Write(directories.Releases, plan, exported));
        return Answer(plan, exported, context.Shown(problems));
    }

    private (StackSetPlan Plan, IReadOnlyList<(string Edge, Problem Problem)> Refused) Plan(FleetReport report, string name)
    {
        var partition = report.Edges[0].Config.Account.Partition();
        var obstacles = report.Edges
            .SelectMany(edge => StackSetObstacles.Of(edge, partition).Select(problem => (Edge: edge.Config.Edge.Name, Problem: problem)))
            .ToList();
        var unsuitable = obstacles.Select(one => one.Edge).ToHashSet();
        var plan = StackSetPlan.Of(
            [.. report.Edges.Where(edge => !unsuitable.Contains(edge.Config.Edge.Name))],
            StackSetFiles.ReadPlan(target, context.Shown(target)),
            name);
        return (plan, [.. obstacles, .. plan.Refused]);
    }

    // The plan of the last export is never lost: it decides which edge is in which stack set.
    private void Write(string? releases, StackSetPlan plan, List<EdgeDefinition> edges)
    {
        var isOther = Directory.Exists(target) && !File.Exists(Path.Combine(target, StackSetFiles.Plan))
            && Directory.EnumerateFileSystemEntries(target).Any();
        if (isOther)
            throw new CommandException($"{context.Shown(target)} has other files; name another directory with --output");
        WholeDirectory.Write(target, beside => Write(beside, releases, plan, edges));
    }

    private void Write(string beside, string? releases, StackSetPlan plan, List<EdgeDefinition> edges)
    {
        var templates = plan.Sets.Where(set => set.Exported(edges).Any()).Select(set => set.Template).Distinct();
        TemplateSynthesis.Make(context, [.. templates], Path.Combine(beside, "templates"), releases);
        // A script that stopped goes on after another export.
        var done = Path.Combine(target, WaveScript.Done);
        if (File.Exists(done))
            context.WriteFile(Path.Combine(beside, WaveScript.Done), File.ReadAllText(done));
        foreach (var (path, text) in StackSetFiles.Of(plan, edges, options))
            context.WriteFile(Path.Combine(beside, path), text);
        WholeFile.AllowExecution(Path.Combine(beside, "deploy.sh"));
    }

    private int Answer(StackSetPlan plan, List<EdgeDefinition> edges, IReadOnlyList<Problem> problems) => context.Answer(
        new
        {
            Directory = context.Shown(target),
            StackSets = plan.Sets.Select(set => new
            {
                set.Name,
                set.Traits.Release,
                set.Traits.DataRetention,
                Edges = set.Exported(edges).Select(edge => edge.Config.Edge.Name),
            }),
            Problems = problems.Select(ProblemReport.Json),
        },
        () => ProblemReport.Write(
            context, problems,
            $"{context.Shown(target)} was written: {ProblemReport.Counted(edges.Count, "edge")} in "
                + $"{ProblemReport.Counted(plan.Sets.Count(set => set.Exported(edges).Any()), "stack set")}; next: read "
                + $"{Path.Combine(context.Shown(target), "deploy.sh")}, and run it"));
}
