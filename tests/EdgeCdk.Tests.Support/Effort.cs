using System.Diagnostics;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// How much work something is, on whatever machine and beside whatever else: of elapsed time and processor time the lesser, as other
/// programs lengthen the one and other tests the other.
/// </summary>
public static class Effort
{
    // Less than this is as long as nothing.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(5);

    /// <summary>The work of an action, in time.</summary>
    public static TimeSpan Of(Action action)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        action();
        return new(Math.Min(Stopwatch.GetElapsedTime(start).Ticks, (Environment.CpuUsage.TotalTime - used).Ticks));
    }

    /// <summary>
    /// How many times the work of an action is that of the same action on a quarter of the input: 4 where work grows with the input,
    /// 16 with its square.
    /// </summary>
    /// <param name="action">The action, on an input of some size. It is done several times.</param>
    /// <param name="size">Size of the whole input.</param>
    public static double Growth(Action<int> action, int size)
    {
        // The first time is longer: code is compiled.
        action(size / 4);
        var (part, whole) = (Smallest(size / 4), Smallest(size));
        return whole / (part > Least ? part : Least);

        TimeSpan Smallest(int of) => Enumerable.Range(0, 3).Min(_ => Of(() => action(of)));
    }
}
