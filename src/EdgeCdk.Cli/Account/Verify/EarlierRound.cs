using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>An earlier round of checks, as <c>edge verify --json</c> wrote it.</summary>
internal sealed class EarlierRound
{
    private readonly IReadOnlyList<(string About, string What, bool IsFault)> _findings;

    private EarlierRound(JsonNode answer) =>
        _findings = [.. answer.Items("findings").Select(finding => (
            finding.Text("about"), Words(finding.Text("about"), finding.Text("what")),
            !Good.Contains(finding.Text("outcome"), StringComparer.OrdinalIgnoreCase)))];

    private static string[] Good => [nameof(Outcome.Ok), nameof(Outcome.Skipped)];

    /// <summary>Reads it.</summary>
    /// <exception cref="CommandException">The file cannot be read, or is not such an answer about this edge.</exception>
    public static EarlierRound Read(CommandContext context, string file, string edge)
    {
        var path = context.PathOf(file, "");
        var shown = context.Shown(path);
        var answer = InputFile.Json(path, shown);
        if (answer["findings"] is not JsonArray)
            throw new CommandException($"{shown} is no answer of `npx edge verify {edge} --json`");
        return answer.Text("edge") == edge ? new(answer) : throw new CommandException($"{shown} is about the edge {answer.Text("edge")}");
    }

    /// <summary>What is different now.</summary>
    public Comparison Compare(IReadOnlyList<Finding> now)
    {
        var faults = now.Where(finding => finding.Outcome is not (Outcome.Ok or Outcome.Skipped))
            .Select(finding => Words(finding.About, finding.What)).ToList();
        var before = _findings.Where(finding => finding.IsFault).Select(finding => finding.What).ToList();
        return new(
            [.. faults.Except(before)],
            [.. before.Except(faults)],
            [.. _findings.Select(finding => finding.About).Except(now.Select(finding => finding.About))]);
    }

    private static string Words(string about, string what) => $"{about}: {what}";
}
