namespace EdgeCdk.Cli.Common;

/// <summary>What must not stay when this program is interrupted: half-written files, temporary directories, programs that it started.
/// A signal ends the program without the <c>finally</c> blocks; the end of the process is where this is undone.</summary>
internal static class Unfinished
{
    private static readonly List<Entry> Entries = [];
    private static bool _isEnding;

    static Unfinished() => AppDomain.CurrentDomain.ProcessExit += (_, _) => UndoAll();

    /// <summary>Undoes something at the end of the process, the newest first, unless the result is disposed before.</summary>
    public static IDisposable Until(Action undo) => Begin(() => undo, one => one()).Unfinished;

    /// <summary>Begins something and remembers how to undo it. The process does not end in between.</summary>
    public static (T Begun, IDisposable Unfinished) Begin<T>(Func<T> begin, Action<T> undo)
    {
        lock (Entries)
        {
            if (!_isEnding)
            {
                var begun = begin();
                var entry = new Entry(() => undo(begun));
                Entries.Add(entry);
                return (begun, entry);
            }
        }

        Thread.Sleep(Timeout.Infinite);
        throw new InvalidOperationException("the process is ending");
    }

    /// <summary>Goes on, unless the process is ending: what follows would be about work that was interrupted.</summary>
    public static void StopIfEnding()
    {
        if (Volatile.Read(ref _isEnding))
            Thread.Sleep(Timeout.Infinite);
    }

    private static void UndoAll()
    {
        Entry[] entries;
        lock (Entries)
        {
            Volatile.Write(ref _isEnding, true);
            entries = [.. Entries];
        }

        foreach (var entry in entries.Reverse())
            entry.Undo();
    }

    private sealed class Entry(Action undo) : IDisposable
    {
        public void Undo()
        {
            try
            {
                undo();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                // It is gone already, or was never there.
            }
        }

        public void Dispose()
        {
            lock (Entries)
                Entries.Remove(this);
        }
    }
}
