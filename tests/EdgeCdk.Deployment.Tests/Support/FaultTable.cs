using System.Globalization;
using System.Text.Json;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>One failure and what came after it, as tests/emulator/fault_table writes it.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Change">The deployment in which it happened.</param>
/// <param name="Stage">What kind of deployment that is.</param>
/// <param name="Type">Type of the resource that failed.</param>
/// <param name="Failures">What failed, and what failed again in the rollback.</param>
/// <param name="Way">Statuses of the stack and the commands between them.</param>
/// <param name="Problems">What must not be. Empty: all is as the product says.</param>
/// <param name="Left">What is left after the edge was deleted.</param>
/// <param name="Cpu">Seconds of CPU.</param>
internal sealed record FaultRow(
    string Stack, string Change, string Stage, string Type, IReadOnlyList<string> Failures, IReadOnlyList<string> Way,
    IReadOnlyList<string> Problems, IReadOnlyList<string> Left, double Cpu)
{
    /// <summary>The row in one line.</summary>
    public override string ToString() =>
        $"{Stack}, {Change}: {string.Join(", then ", Failures)} ({Type}): {string.Join(" > ", Way)}: {string.Join("; ", Problems)}";
}

/// <summary>An alarm that went off at a step of an upgrade, as tests/emulator/fault_table writes it.</summary>
/// <param name="Alarm">ARN of the alarm.</param>
/// <param name="Step">The operation and the logical id of its resource.</param>
/// <param name="Status">Status of the stack at the end.</param>
/// <param name="Problems">What is not as it was before. Empty: everything is.</param>
internal sealed record AlarmRow(string Alarm, string Step, string Status, IReadOnlyList<string> Problems)
{
    /// <summary>The alarm, as docs/alarms.md calls it: its logical id, without what CDK adds.</summary>
    public string Name => Alarm.Split(':')[^1].Split('-')[^2]["Alarms".Length..^"C3A78B0D".Length];
}

/// <summary>Plays rows of the fault table: those whose turn it is.</summary>
internal static class FaultTable
{
    // One story with one change has up to 1,000 rows. The others of its parts come with other commits.
    private const int Parts = 120;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Plays them.</summary>
    public static IReadOnlyList<FaultRow> Play()
    {
        TestPackages.InstallPython();
        using var directory = new TemporaryDirectory();
        FaultStories.Write(directory, Turn.IsWhole ? null : Turn.Number / Parts);
        var results = Path.Combine(directory.Path, "rows.jsonl");
        string[] part = Turn.IsWhole ? [] : ["--part", string.Create(CultureInfo.InvariantCulture, $"{1 + (Turn.Number % Parts)}/{Parts}")];
        var result = ChildProcess.Run("python3", ["-B", Places.Emulator("fault_table"), directory.Path, results, .. part]);
        return result.ExitCode != 0
            ? throw new InvalidOperationException($"the rows could not be played:\n{result.Output}\n{result.Error}")
            : [.. File.ReadLines(results).Select(line => JsonSerializer.Deserialize<FaultRow>(line, Options)!)];
    }

    /// <summary>Plays an alarm at each step of an upgrade.</summary>
    public static IReadOnlyList<AlarmRow> PlayAlarms()
    {
        TestPackages.InstallPython();
        using var directory = new TemporaryDirectory();
        FaultStories.WriteUpgradeWithAlarms(directory);
        var results = Path.Combine(directory.Path, "rows.jsonl");
        var result = ChildProcess.Run("python3", ["-B", Places.Emulator("fault_table"), directory.Path, results, "--alarms"]);
        return result.ExitCode != 0
            ? throw new InvalidOperationException($"the rows could not be played:\n{result.Output}\n{result.Error}")
            : [.. File.ReadLines(results).Select(line => JsonSerializer.Deserialize<AlarmRow>(line, Options)!)];
    }
}
