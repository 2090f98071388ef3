using System.ComponentModel;
using System.Diagnostics;

namespace EdgeCdk.Cli.Common;

/// <summary>Runs other programs: git, node, the AWS CLI and what synthesizes a stack.</summary>
internal static class ProcessRunner
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="CommandException">There is no such program.</exception>
    public static (int ExitCode, string Output, string Error) Run(
        string program,
        IEnumerable<string> arguments,
        string directory,
        string? input = null,
        params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            var (begun, unfinished) = Unfinished.Begin(() => Process.Start(start)!, Kill);
            using var process = begun;
            using var ends = unfinished;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            try
            {
                process.StandardInput.Write(input);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading; why, it has said.
            }

            process.WaitForExit();
            Unfinished.StopIfEnding();
            return (process.ExitCode, output.Result, error.Result);
        }
        catch (Win32Exception exception)
        {
            throw new CommandException($"cannot run {program} ({exception.Message}); install {NameOf(program)}");
        }
    }

    private static void Kill(Process process)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    private static string NameOf(string program) => program switch
    {
        "aws" => "the AWS CLI version 2 (https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html)",
        "node" => "Node.js 22 (https://nodejs.org)",
        "git" => "git (https://git-scm.com)",
        _ => "it",
    };
}
