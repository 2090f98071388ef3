using EdgeCdk.Cli.Common;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// A program of Node.js that answers each line with a line, in one process for a test assembly: what it loads first takes more than a
/// second. The process ends with the tests.
/// </summary>
internal sealed class LineProcess
{
    private readonly Lazy<ChildProcess> _started;

    private LineProcess(string program, Action install) => _started = new(() =>
    {
        install();
        return ChildProcess.Start("node", [program], Repository.Root, new Dictionary<string, string?>());
    });

    /// <summary>The library that compares templates.</summary>
    public static LineProcess Diff { get; } = new(CdkDiff.Program, TestPackages.InstallNode);

    /// <summary>The IAM simulator.</summary>
    public static LineProcess Simulator { get; } =
        new(Repository.Path("tests", "EdgeCdk.Tests.Support", "simulate.mjs"), TestPackages.InstallNodeOfTests);

    /// <summary>Puts a line to the program.</summary>
    /// <exception cref="InvalidOperationException">It ended, for the reason that it gave.</exception>
    public string Ask(string line)
    {
        var process = _started.Value.Process;
        lock (process)
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
            return process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(process.StandardError.ReadToEnd());
        }
    }
}
