using System.Diagnostics;

namespace EdgeCdk.Tests.Support;

/// <summary>How much work an action is, on any machine and whatever else runs on it.</summary>
public static class Effort
{
    // One measurement takes at least so long: a shorter action is repeated.
    private static readonly TimeSpan Measurable = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The work of an action, in time: the lesser of elapsed time, which other programs lengthen, and processor time, which other tests
    /// in this process lengthen.
    /// </summary>
    public static TimeSpan Of(Action action)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        action();
        return new(Math.Min(Stopwatch.GetElapsedTime(start).Ticks, (Environment.CpuUsage.TotalTime - used).Ticks));
    }

    /// <summary>
    /// How many times the work of an action is that of the same action on a quarter of the input: 4 where work grows with the input,
    /// 16 where it grows with its square.
    /// </summary>
    /// <param name="action">The action, on an input of some size. It is repeated, at last on the whole input.</param>
    /// <param name="size">Size of the whole input.</param>
    public static double Growth(Action<int> action, int size)
    {
        // The first time takes longer: code is compiled.
        action(size / 4);
        var part = Least(() => action(size / 4));
        return Least(() => action(size)) / part;
    }

    // The least of three measurements.
    private static TimeSpan Least(Action action)
    {
        var count = 1;
        var first = Of(action);
        while (first * count < Measurable)
        {
            count *= 2;
            first = Repeated();
        }

        return new[] { first, Repeated(), Repeated() }.Min();

        TimeSpan Repeated() => Of(() =>
        {
            for (var number = 0; number < count; number++)
                action();
        }) / count;
    }
}
