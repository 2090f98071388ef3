using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace EdgeCdk.Cli.Console;

/// <summary>Work that mostly waits, done at the same time. When it takes over a second, progress is shown.</summary>
internal static class ConcurrentWork
{
    private const int AtATime = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Does all pieces of work.</summary>
    /// <param name="context">Where the progress is shown.</param>
    /// <param name="what">What is being done.</param>
    /// <param name="work">The pieces; they do not depend on each other.</param>
    /// <returns>Their results, in the order of the pieces.</returns>
    public static IReadOnlyList<T> Run<T>(CommandContext context, string what, IReadOnlyList<Func<T>> work)
    {
        var results = new T[work.Count];
        var (next, done, shown, watch) = (-1, 0, 0, Stopwatch.StartNew());
        ExceptionDispatchInfo? fault = null;
        // Threads of their own: those of the pool are few, and meant for work that does not wait.
        var threads = Enumerable.Range(0, Math.Min(AtATime, work.Count)).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        foreach (var thread in threads)
        {
            while (!thread.Join(100))
            {
                if (context.ShowsProgress && watch.Elapsed > Patience)
                    shown = Show(context, $"{what}: {Volatile.Read(ref done)} of {work.Count}");
            }
        }

        if (shown > 0)
            context.Error.Write($"\r{new string(' ', shown)}\r");
        fault?.Throw();
        return results;

        void Work()
        {
            while (Interlocked.Increment(ref next) is var index && index < work.Count && fault is null)
            {
                try
                {
                    results[index] = work[index]();
                    Interlocked.Increment(ref done);
                }
                catch (Exception exception)
                {
                    fault = ExceptionDispatchInfo.Capture(exception);
                }
            }
        }
    }

    // Over the line before. A line that is wider than the screen would stay.
    private static int Show(CommandContext context, string line)
    {
        var fitting = context.Width is { } width && line.Length >= width ? line[..(width - 1)] : line;
        context.Error.Write($"\r{fitting}");
        return fitting.Length;
    }
}
