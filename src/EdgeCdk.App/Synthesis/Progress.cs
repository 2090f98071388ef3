using System.Diagnostics;

namespace EdgeCdk.App.Synthesis;

/// <summary>Says from time to time how many edges are synthesized.</summary>
/// <param name="total">How many there are.</param>
/// <param name="report">Gets what is said.</param>
internal sealed class Progress(int total, Action<string> report)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long _last = Stopwatch.GetTimestamp();
    private int _done;

    /// <summary>One more edge is there.</summary>
    public void Advance()
    {
        lock (_lock)
        {
            _done++;
            if (Stopwatch.GetElapsedTime(_last) < BetweenReports)
                return;
            _last = Stopwatch.GetTimestamp();
            report($"{_done} of {total} edges synthesized");
        }
    }
}
