using System.Diagnostics;

namespace EdgeCdk.Tests.Support;

/// <summary>How much work an action is, on any machine and whatever else runs on it.</summary>
public static class Effort
{
    // One measurement takes at least so long: a shorter action is repeated.
    private static readonly TimeSpan Measurable = TimeSpan.FromMilliseconds(20);

    private const int Rounds = 5;

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
        var part = new Measurement(() => action(size / 4));
        var whole = new Measurement(() => action(size));
        // In turn: what lengthens one for a while lengthens the other, too.
        for (var round = 0; round < Rounds; round++)
        {
            part.Repeat();
            whole.Repeat();
        }

        return whole.Least / part.Least;
    }

    /// <summary>
    /// The same growth, of the memory that the action allocates in this thread: exact on any machine. What is read, parsed or copied
    /// again for each item grows with the square, however short a time it takes.
    /// </summary>
    /// <param name="action">The action, on an input of some size. It is repeated, at last on the whole input.</param>
    /// <param name="size">Size of the whole input.</param>
    public static double AllocationGrowth(Action<int> action, int size)
    {
        // The first time does not count, for either size: code is compiled, and pools of buffers get theirs.
        action(size / 4);
        action(size);
        var part = Allocated(() => action(size / 4));
        return (double)Allocated(() => action(size)) / part;
    }

    /// <summary>Bytes that an action allocates in this thread.</summary>
    public static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // The work of an action, repeated until it can be measured. The first time does not count: code is compiled.
    private sealed class Measurement
    {
        private readonly Action _action;
        private readonly int _count = 1;

        public Measurement(Action action)
        {
            _action = action;
            action();
            while (Once() * _count < Measurable)
                _count *= 2;
        }

        public TimeSpan Least { get; private set; } = TimeSpan.MaxValue;

        public void Repeat()
        {
            if (Once() is var work && work < Least)
                Least = work;
        }

        private TimeSpan Once() => Of(() =>
        {
            for (var number = 0; number < _count; number++)
                _action();
        }) / _count;
    }
}
