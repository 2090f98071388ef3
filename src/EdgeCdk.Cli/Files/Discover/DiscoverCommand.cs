using System.CommandLine;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Drafts;

namespace EdgeCdk.Cli.Files.Discover;

/// <summary>Completes the block vpc of an edge file by what AWS shows: shows what changes, asks, writes.</summary>
internal static class DiscoverCommand
{
    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var command = new Command(
            "discover", "Asks AWS for CIDR blocks, route tables, zones and endpoints of the VPC, and writes them to the edge file") { yes };
        edge.AddTo(command);
        command.SetAction(given => Discover(
            context, edge.Name(given)!, edge.FilePath(given, context), edge.Directories(given, context), given.GetValue(yes)));
        return command;
    }

    private static int Discover(CommandContext context, string edge, string file, FleetDirectories directories, bool isConfirmed)
    {
        var (place, faults) = PlacePart.Read(file);
        if (place is null)
            return context.Refuse(faults);
        // In another account, the VPC would look as if it did not exist.
        if (place.AccountId is { } account)
            Caller.MustBe(context.Aws, account, place.Region);
        var discovery = Discovery.Of(context, place, edge);
        var change = FileChange.Of(file, context.Shown(file), discovery);
        if (!context.AnswersInJson)
            DiscoverReport.Show(context, discovery, change);
        var isWritten = change.Keys.Count > 0 && (isConfirmed || context.Confirms("Write this?"));
        if (isWritten)
            change.Write(context);
        DiscoverReport.Answer(context, edge, discovery, change, isWritten, FaultsOf(file, directories, context));
        return (isWritten || change.Keys.Count == 0) && discovery.IsComplete ? 0 : 1;
    }

    // What else is wrong with the file, or wrong together with what was written.
    private static IReadOnlyList<Config.Validation.Problem> FaultsOf(string file, FleetDirectories directories, CommandContext context) =>
        context.Shown(directories.Check().Problems.Where(problem => problem.File == file));
}
