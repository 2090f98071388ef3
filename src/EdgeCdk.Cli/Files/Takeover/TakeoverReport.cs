using System.Globalization;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The decisions as lines and as JSON.</summary>
/// <param name="context">Where they are written.</param>
/// <param name="edge">Name of the edge.</param>
/// <param name="way">The way.</param>
/// <param name="items">The decisions.</param>
internal sealed class TakeoverReport(CommandContext context, string edge, Way way, IReadOnlyList<TakeoverItem> items)
{
    private static readonly (Decision Decision, string Words)[] Titles =
    [
        (Decision.Import, "imported into the stack"),
        (Decision.Keep, "kept: Terraform must not destroy it"),
        (Decision.Anew, "created again by the stack, and moved"),
        (Decision.Leave, "left to Terraform"),
    ];

    /// <summary>Addresses in the mapping file that the state does not have. Default: none.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary>The edge file, when it was there before. Default: null, it is among those that were written.</summary>
    public string? KeptEdge { get; init; }

    /// <summary>Says what was decided and written.</summary>
    /// <param name="files">The files that were written.</param>
    /// <returns>The exit code.</returns>
    public int Answer(IReadOnlyList<string> files) => context.Answer(
        new
        {
            Edge = edge,
            Way = way,
            Files = files,
            Unused,
            Resources = items.Select(item => new
            {
                item.Resource.Address,
                item.Name,
                Part = item.Part?.Name,
                item.Decision,
                item.Reason,
                Path = item.Counterpart?.Path ?? item.Part?.Path,
                item.SettingOf,
                item.IsDeletedLast,
                item.IsCertain,
            }),
        },
        () => Write(files));

    private void Write(IReadOnlyList<string> files)
    {
        foreach (var (decision, words) in Titles)
        {
            var found = items.Where(item => item.Decision == decision && item.SettingOf is null).ToList();
            if (found.Count == 0)
                continue;
            context.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Count} {words}"));
            foreach (var item in found)
                context.WriteLine("", $"  {item.Resource.Address}{(item.IsCertain ? "" : " ?")} -> {item.Part?.Name ?? item.Reason}");
        }

        foreach (var address in Unused)
            context.WriteLine("In the mapping file, but not in the state: ", address);
        foreach (var file in files)
            context.WriteLine(file, " was written");
        if (KeptEdge is { } kept)
            context.WriteLine(context.Shown(kept), " was there and is as it was: --set is for a new file alone");
        context.WriteLine("", $"Nothing was changed in AWS. Read "
            + $"{files.First(file => file.EndsWith(TakeoverFiles.Plan, StringComparison.Ordinal))}");
    }
}
