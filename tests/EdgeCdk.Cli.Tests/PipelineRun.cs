using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Tests;

/// <summary>What a job of a pipeline did.</summary>
/// <param name="Job">The job.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Printed">What it printed.</param>
/// <param name="Calls">Every call of a program, in order.</param>
/// <param name="Told">What it told the next job.</param>
internal sealed record PipelineRun(PipelineJob Job, int ExitCode, string Printed, IReadOnlyList<string> Calls, string Told)
{
    /// <summary>Whether there are changes for the next job: true, false, or nothing after a failure.</summary>
    public string Changes => Regex.Match(Told, "(?i)changes=(\\w+)").Groups[1].Value is { Length: > 0 } changes
        ? changes
        // An exported variable of CodeBuild.
        : ExitCode > 0 ? "" : Printed.Contains("nothing changes", StringComparison.Ordinal) ? "false" : "true";

    /// <summary>From the directory in which the job ran.</summary>
    public static PipelineRun Read(PipelineJob job, string directory)
    {
        return new(
            job, int.Parse(Text("code"), CultureInfo.InvariantCulture), Text("printed"),
            [.. Text("calls").Split('\n', StringSplitOptions.RemoveEmptyEntries)], Text("output") + Text("changes.env"));

        string Text(string file) =>
            File.Exists(Path.Combine(directory, file)) ? File.ReadAllText(Path.Combine(directory, file)) : "";
    }
}
