using System.ComponentModel;
using System.Diagnostics;

namespace EdgeCdk.Cli.Review;

/// <summary>Runs the programs that a review needs: git, node and what a revision synthesizes itself with.</summary>
internal static class Programs
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="ReviewException">There is no such program.</exception>
    public static (int ExitCode, string Output, string Error) Run(
        string program, IEnumerable<string> arguments, string directory, string? input = null, params IEnumerable<(string Name, string Value)> environment)
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
            using var process = Process.Start(start)!;
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
            return (process.ExitCode, output.Result, error.Result);
        }
        catch (Win32Exception exception)
        {
            throw new ReviewException($"cannot run {program} ({exception.Message}); install it");
        }
    }
}

/// <summary>A review cannot be made; the message says what to do.</summary>
internal sealed class ReviewException(string message) : Exception(message);
