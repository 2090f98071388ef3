using EdgeCdk.Cli.Common;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// The library that compares templates, in one process for a test assembly: what AWS says about its resource types takes more than a
/// second to load. The process ends with the tests.
/// </summary>
internal static class DiffProcess
{
    private static readonly Lazy<ChildProcess> Started = new(() =>
    {
        TestPackages.InstallNode();
        return ChildProcess.Start("node", [CdkDiff.Program], Repository.Root, new Dictionary<string, string?>());
    });

    /// <summary>Puts a line to the library.</summary>
    public static string Ask(string line)
    {
        var process = Started.Value.Process;
        lock (process)
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
            return process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(process.StandardError.ReadToEnd());
        }
    }
}
