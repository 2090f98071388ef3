using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Discover;

/// <summary>What was discovered, as lines and as JSON.</summary>
internal static class DiscoverReport
{
    /// <summary>Shows keys, complaints and the change of the file, before it is written.</summary>
    public static void Show(CommandContext context, Discovery discovery, FileChange change)
    {
        var width = discovery.Keys.Select(key => key.Key.Length).DefaultIfEmpty().Max();
        foreach (var key in discovery.Keys)
            context.WriteLine($"{key.Key.PadRight(width)}  {string.Join(", ", key.Items)}", $"  {key.Reason}");
        foreach (var complaint in discovery.Complaints)
            context.WriteLine("to correct: ", complaint);
        foreach (var reason in discovery.Unknown)
            context.WriteLine("could not be checked: ", reason);
        if (change.Patch.Length > 0)
            context.WriteLine("", $"\n{change.Patch.ReplaceLineEndings("\n").TrimEnd('\n')}\n");
    }

    /// <summary>Answers in the end.</summary>
    public static void Answer(
        CommandContext context, string edge, Discovery discovery, FileChange change, bool isWritten, IReadOnlyList<Problem> problems) =>
        context.Answer(
            new
            {
                Edge = edge,
                Keys = discovery.Keys.Select(key => Json(key, change)),
                discovery.Complaints,
                discovery.Unknown,
                change.Patch,
                Written = isWritten,
                Problems = problems.Select(ProblemReport.Json),
            },
            () => ProblemReport.Write(context, problems, Result(context.Shown(change.Path), change, isWritten)));

    private static object Json(DiscoveredKey key, FileChange change) => new
    {
        key.Key,
        Value = key.IsList ? (object)key.Items : key.Items[0],
        key.Reason,
        From = change.Former.GetValueOrDefault(key.Key),
        Changes = change.Keys.Contains(key),
    };

    private static string Result(string file, FileChange change, bool isWritten) => (isWritten, change.Keys.Count) switch
    {
        (true, _) => $"{file} was changed",
        (_, 0) => $"{file} has all of these values already",
        _ => "nothing was written; --yes writes it",
    };
}
