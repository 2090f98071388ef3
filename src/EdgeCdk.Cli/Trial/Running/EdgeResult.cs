using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Trial.Running;

/// <summary>What a command of <c>edge</c> has answered.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Json">Its answer; empty when it had none.</param>
/// <param name="Error">What it wrote as errors.</param>
internal sealed record EdgeResult(int ExitCode, JsonObject Json, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The findings with an outcome.</summary>
    public IReadOnlyList<string> Findings(params string[] outcomes) =>
    [
        .. Json.Items("findings").Where(finding => outcomes.Contains(finding.Text("outcome")))
            .Select(finding => $"{finding.Text("about")}: {finding.Text("what")}"),
    ];

    /// <summary>What is wrong, in one line.</summary>
    public string Words() => string.Join("; ", (IEnumerable<string>)
    [
        .. Findings("failed", "unknown"), .. Json.Items("problems").Select(problem => problem.Text("message")),
        .. Error.Trim() is { Length: > 0 } error ? [error] : Array.Empty<string>(),
    ]);
}
