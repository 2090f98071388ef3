using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests;

/// <summary>What a job of a pipeline did.</summary>
internal sealed class PipelineRun(TemporaryDirectory directory, CommandResult result) : IDisposable
{
    public int ExitCode => result.ExitCode;

    public string Error => result.Output + result.Error;

    /// <summary>Every call of a program, in order.</summary>
    public IReadOnlyList<string> Calls => [.. Text("calls").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Whether the job told the next one that there are changes: true, false, or nothing.</summary>
    public string Changes => Regex.Match(Text("output") + Text("changes.env"), "(?i)changes=(\\w+)").Groups[1].Value is { Length: > 0 } told
        ? told
        : result.ExitCode == 0 && Error.Contains("nothing changes", StringComparison.Ordinal) ? "false"
        : result.ExitCode == 0 ? "true" : "";

    public void Dispose() => directory.Dispose();

    private string Text(string file) =>
        File.Exists(Path.Combine(directory.Path, file)) ? File.ReadAllText(Path.Combine(directory.Path, file)) : "";
}
