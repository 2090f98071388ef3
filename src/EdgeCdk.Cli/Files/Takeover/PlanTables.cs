using System.Text;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The tables of a plan: every resource with its decision, and the settings of each.</summary>
/// <param name="plan">What it is made from.</param>
internal sealed class PlanTables(TakeoverContext plan)
{
    private const int LongestCell = 300;

    /// <summary>The titles of the tables, in their order.</summary>
    public static IReadOnlyList<(Decision Decision, string Title)> Titles { get; } =
    [
        (Decision.Import, "Imported"),
        (Decision.Keep, "Must not be destroyed"),
        (Decision.Anew, "Created again by the stack, and moved"),
        (Decision.Leave, "Left to Terraform, which destroys it"),
    ];

    /// <summary>Writes them.</summary>
    public void Write(StringBuilder text)
    {
        foreach (var (decision, title) in Titles)
        {
            var items = plan.Items.Where(item => item.Decision == decision && item.SettingOf is null).ToList();
            if (items.Count == 0)
                continue;
            text.Append($"\n## {title}\n\n| in Terraform | name or id | part | in the stack | why |\n|---|---|---|---|---|\n");
            foreach (var item in items)
            {
                var part = $"{item.Part?.Name ?? "none"}{(item.IsCertain ? "" : " ?")}";
                text.Append($"| {Code(item.Resource.Address)} | {Code(item.Name)} | {part} | ");
                text.Append($"{(InStack(item) is { } path ? Code(path) : "")} | {Cell(item.Reason)} |\n");
            }
        }

        var settings = plan.Items.Where(item => item.SettingOf is not null).ToList();
        if (settings.Count == 0)
            return;
        text.Append("\n## Settings of these resources\n\n| in Terraform | of |\n|---|---|\n");
        foreach (var item in settings)
            text.Append($"| {Code(item.Resource.Address)} | {Code(item.SettingOf!)} |\n");
    }

    private static string? InStack(TakeoverItem item) => item.Counterpart?.Path ?? item.Part?.Path;

    // On one line of a table, whatever is in it.
    private static string Cell(string text)
    {
        var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        return (line.Length > LongestCell ? $"{line[..LongestCell]}…" : line).Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal);
    }

    private static string Code(string text) => $"`{Cell(text).Replace('`', '\'').Replace("&lt;", "<", StringComparison.Ordinal)}`";
}
