using System.Text.Json;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial;
using EdgeCdk.Cli.Trial.Claims;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>docs/trial.md has the steps, and of each claim whether a trial has settled it: the reports in docs/trials say so.</summary>
public sealed class TrialPageTests
{
    private static readonly string[] Page = ["docs", "trial.md"];

    [Fact]
    public void The_page_has_the_steps() => Assert.Null(GeneratedPart.Compare(
        "steps",
        GeneratedPart.Table(
            ["step", "makes", "minutes", "paid for"],
            TrialSteps.All.Select(step => (IReadOnlyList<string>)[$"`{step.Name}`", step.Makes, $"{step.Minutes}", step.PaidFor])),
        Page));

    [Fact]
    public void The_page_has_the_claims() => Assert.Null(GeneratedPart.Compare(
        "claims",
        GeneratedPart.Table(
            ["claim", "step", "evidence", "if yes", "if no", "settled"],
            ClaimRegister.All.Select(claim => (IReadOnlyList<string>)
                [claim.Text, $"`{claim.Step}`", claim.How, claim.Yes, claim.No, Settled(claim.Id)])),
        Page));

    // The newest answer of AWS counts. What stands in for AWS settles nothing, and is named.
    private static string Settled(string claim)
    {
        var answers = Reports().SelectMany(report => report.Json.GetProperty("claims").EnumerateArray()
                .Where(one => one.GetProperty("claim").GetString() == claim)
                .Select(one => (report.By, Verdict: one.GetProperty("verdict").Deserialize<Verdict>(JsonText.Options), Time: TimeOf(one))))
            .Where(answer => answer.Verdict is not Verdict.NotTried)
            .OrderByDescending(answer => answer.By == TrialReport.Aws)
            .ThenByDescending(answer => answer.Time, StringComparer.Ordinal).ToList();
        return answers is [var newest, ..]
            ? newest.By == TrialReport.Aws
                ? $"{TrialReport.Word(newest.Verdict)}, {newest.Time[..10]}"
                : $"no; {newest.By} answers {TrialReport.Word(newest.Verdict)}"
            : "no";
    }

    private static string TimeOf(JsonElement answer) => answer.GetProperty("time").GetString() ?? "";

    private static IEnumerable<(string By, JsonElement Json)> Reports() =>
        from file in Directory.GetFiles(Repository.Path("docs", "trials"), "*.json").Order(StringComparer.Ordinal)
        let report = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file))
        select (report.GetProperty("answeredBy").GetString()!, report);
}
