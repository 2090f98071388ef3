using System.CommandLine;
using DiffPlex.Renderer;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Drafts;
using Spectre.Console;

namespace EdgeCdk.Cli.Files.Discover;

/// <summary>Completes the block vpc of an edge file by what AWS shows: tells what changes, asks, writes.</summary>
internal static class DiscoverCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("edge") { Description = "Name of the edge" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var edges = new Option<string?>("--edges") { Description = "Directory of edge files. Default: edges" };
        var releases = new Option<string?>("--releases") { Description = "Directory of release files. Default: releases" };
        var command = new Command("discover", "Asks AWS for blocks, route tables, zones and endpoints of the VPC, and writes them to the edge file") { name, yes, edges, releases };
        command.SetAction(given =>
        {
            var (edge, asJson) = (given.GetValue(name)!, given.GetValue(EdgeCommand.Json));
            var fleet = (Edges: context.PathOf(given.GetValue(edges), "edges"), Releases: context.PathOf(given.GetValue(releases), "releases"));
            var files = Fleet.Check([fleet.Edges], fleet.Releases).Files;
            if (!files.TryGetValue(edge, out var file))
                throw new CommandException($"{context.Shown(fleet.Edges)} has no edge named \"{edge}\"; use {string.Join(", ", files.Keys.Order(StringComparer.Ordinal).DefaultIfEmpty("edge init to make one"))}");
            var (place, faults) = PlacePart.Read(file);
            if (place is null)
            {
                if (asJson)
                    context.WriteJson(new { Edge = edge, Problems = context.Shown(faults).Select(ProblemReport.Json) });
                else
                    ProblemReport.Write(context, context.Shown(faults), "");
                return 1;
            }

            // The VPC of another account would be one that does not exist.
            if (place.AccountId is { } account)
                Caller.MustBe(context.Aws, account, place.Region);
            var discovery = Discovery.Of(context, place, edge);
            var text = File.ReadAllText(file);
            var values = FileEdit.Values(text);
            var changes = discovery.Keys.Where(key => !key.IsIn(values)).ToList();
            var changed = changes.Aggregate(text, (current, key) => FileEdit.Set(current, key.Key, key.Items, key.IsList));
            var patch = changes.Count == 0 ? "" : UnidiffRenderer.GenerateUnidiff(text, changed, context.Shown(file), context.Shown(file), ignoreWhitespace: false, ignoreCase: false, contextLines: 1);
            if (!asJson)
                Show(context, discovery, patch);
            var isWanted = changes.Count > 0 && (given.GetValue(yes) || !asJson && context.Prompts?.Confirm("Write this?") is true);
            if (isWanted)
                File.WriteAllText(file, changed);
            // What else is wrong with the file, or wrong together with what was written.
            var problems = context.Shown(Fleet.Check([fleet.Edges], fleet.Releases).Problems.Where(problem => problem.File == file));
            if (asJson)
            {
                context.WriteJson(new
                {
                    Edge = edge,
                    Keys = discovery.Keys.Select(key => new { key.Key, Value = key.IsList ? (object)key.Items : key.Items[0], key.Reason, From = values.GetValueOrDefault(key.Key), Changes = changes.Contains(key) }),
                    discovery.Complaints,
                    Patch = patch,
                    Written = isWanted,
                    Problems = problems.Select(ProblemReport.Json),
                });
            }
            else
            {
                var outcome = isWanted ? $"{context.Shown(file)} was changed" : changes.Count == 0 ? $"{context.Shown(file)} says all of this already" : "nothing was written; --yes writes it";
                ProblemReport.Write(context, problems, outcome);
            }

            return (isWanted || changes.Count == 0) && discovery.Complaints.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static void Show(CommandContext context, Discovery discovery, string patch)
    {
        var width = discovery.Keys.Max(key => key.Key.Length);
        foreach (var key in discovery.Keys)
            context.WriteLine($"{key.Key.PadRight(width)}  {string.Join(", ", key.Items)}", $"  {key.Reason}");
        foreach (var complaint in discovery.Complaints)
            context.WriteLine("to mend: ", complaint);
        if (patch.Length > 0)
            context.WriteLine("", $"\n{patch.ReplaceLineEndings("\n").TrimEnd('\n')}\n");
    }
}
