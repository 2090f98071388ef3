using System.Diagnostics;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>Repeats a round of checks until the edge is healthy, waiting cannot help, or the time is over.</summary>
internal sealed class Watch(CommandContext context, TimeSpan interval, TimeSpan timeout)
{
    /// <summary>The last round.</summary>
    /// <param name="check">Makes a round.</param>
    /// <param name="repeats">Whether there is more than one.</param>
    public Verification Run(Func<Verification> check, bool repeats)
    {
        var time = Stopwatch.StartNew();
        while (true)
        {
            var round = check();
            if (!round.WaitingCanHelp || !repeats || time.Elapsed + interval > timeout)
                return round;
            context.Error.WriteLine(
                $"edge: not healthy yet: {string.Join(", ", round.NotHealthy)}; checking again in {interval.TotalSeconds:0} s");
            Thread.Sleep(interval);
        }
    }
}
