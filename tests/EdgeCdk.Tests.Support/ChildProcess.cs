using System.Diagnostics;

namespace EdgeCdk.Tests.Support;

/// <summary>Another program: one that runs to its end, or one that runs until it is disposed, with all that it started.</summary>
public sealed class ChildProcess : IDisposable
{
    /// <summary>
    /// Arguments of <c>timeout</c>, which ends a program that hangs with its whole process group. A busy machine takes minutes.
    /// </summary>
    public static IReadOnlyList<string> UnlessItHangs { get; } = ["--kill-after=5", "1200"];

    private ChildProcess(ProcessStartInfo start) => Process = Process.Start(start)!;

    public Process Process { get; }

    /// <summary>Starts a program that runs until it is disposed. Its three streams are redirected.</summary>
    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string?> environment)
    {
        var start = StartInfo(program, arguments, directory, environment);
        start.RedirectStandardInput = true;
        return new ChildProcess(start);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="directory">Working directory. Default: that of the repository.</param>
    /// <param name="environment">Variables in addition to those of the tests without their AWS settings. Default: none.</param>
    /// <param name="input">Its standard input. Default: that of the tests.</param>
    public static CommandResult Run(
        string program,
        IEnumerable<string> arguments,
        string? directory = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? input = null)
    {
        var start = StartInfo(program, arguments, directory ?? Repository.Root, environment ?? new Dictionary<string, string?>());
        start.RedirectStandardInput = input is not null;
        using var child = new ChildProcess(start);
        var error = child.Process.StandardError.ReadToEndAsync();
        var output = child.Process.StandardOutput.ReadToEndAsync();
        if (input is not null)
            child.Write(input);
        child.Process.WaitForExit();
        return new CommandResult(child.Process.ExitCode, output.Result, error.Result);
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.WaitForExit();
        Process.Dispose();
    }

    private static ProcessStartInfo StartInfo(
        string program, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "18,20";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private void Write(string input)
    {
        try
        {
            Process.StandardInput.Write(input);
            Process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all input; its output says why.
        }
    }
}
