using System.Diagnostics;
using System.Globalization;

namespace EdgeCdk.Benchmarks;

/// <summary>One run of a command.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="PeakMiB">The most that it and the processes below it held at one time; pages that they share count for each.</param>
internal sealed record Measurement(double Seconds, double PeakMiB)
{
    // Rare enough to cost nothing, often enough for what grows over seconds.
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a command.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static Measurement Of(Command command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments) { WorkingDirectory = command.Directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var peak = 0.0;
        while (!process.WaitForExit(BetweenSamples))
            peak = Math.Max(peak, MemoryOf(process.Id));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0 ? new Measurement(seconds, peak) : throw new InvalidOperationException($"{command.Program} {string.Join(' ', command.Arguments)}:\n{output.Result}{error.Result}");
    }

    private static double MemoryOf(int root)
    {
        var processes = Directory.GetDirectories("/proc").Select(ReadStatus).OfType<Status>().ToList();
        var below = processes.ToLookup(process => process.Parent);
        double Sum(Status process) => process.ResidentMiB + below[process.Id].Sum(Sum);
        return processes.FirstOrDefault(process => process.Id == root) is { } top ? Sum(top) : 0;
    }

    private static Status? ReadStatus(string directory)
    {
        if (!int.TryParse(Path.GetFileName(directory), out var id))
            return null;
        try
        {
            // Behind the name, which stands in brackets and may hold anything.
            var fields = File.ReadAllText(Path.Combine(directory, "stat")) is var text ? text[(text.LastIndexOf(')') + 2)..].Split(' ') : [];
            return new Status(id, int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1024.0 / 1024.0);
        }
        catch (IOException)
        {
            return null; // It has just ended.
        }
    }

    private sealed record Status(int Id, int Parent, double ResidentMiB);
}

/// <summary>What is run, where and with which additions to the environment.</summary>
internal sealed record Command(string Directory, string Program, string[] Arguments, IReadOnlyDictionary<string, string> Environment);
