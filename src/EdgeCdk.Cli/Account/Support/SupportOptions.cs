using System.CommandLine;
using System.Globalization;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>What <c>edge support</c> takes.</summary>
internal sealed class SupportOptions(CommandContext context)
{
    /// <summary>Last lines of each log group, unless another number is given.</summary>
    public const int UsualLines = 200;

    public EdgeArguments Edge { get; } = new();

    public Option<string?> Output { get; } = new CheckedOption<string?>("--output", OptionRules.OutputFile(context), "-o")
    {
        Description = "Archive to write. Default: edge-support-<edge>.zip here",
    };

    public Option<int?> Lines { get; } = new ReadOption<int>("--lines", "a number of lines from 0 to 10000", Number)
    {
        Description = $"Last lines of each log group. Default: {UsualLines}",
    };

    public Option<bool> HidesAccounts { get; } = new("--hide-accounts") { Description = "Remove the account ids of the customer, too" };

    public Option<DateTimeOffset?> At { get; } = new ReadOption<DateTimeOffset>("--at", "a time such as 2026-11-22T10:00Z", Time)
    {
        Description = "Time of the files in the archive, such as 2026-11-22T10:00Z. Default: that of the newest event of the stack",
    };

    public void AddTo(Command command)
    {
        Edge.AddTo(command, takesStack: true, takesRegion: true);
        foreach (var option in (Option[])[Output, Lines, HidesAccounts, At])
            command.Add(option);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 10_000 ? number : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && DeterministicZip.Takes(time) ? time : null;
}
