namespace EdgeCdk.Cli.Common;

/// <summary>What must not stay when this program is interrupted: half-written files, temporary directories, programs that it started.
/// A signal ends the program without the <c>finally</c> blocks; the end of the process is where this is undone.</summary>
internal static class Unfinished
{
    private static readonly List<Entry> Entries = [];
    private static bool _isEnding;

    static Unfinished() => AppDomain.CurrentDomain.ProcessExit += (_, _) => UndoAll();

    /// <summary>Undoes something at the end of the process, the newest first, unless the result is disposed before.</summary>
    public static IDisposable Until(Action undo)
    {
        var entry = new Entry(undo);
        lock (Entries)
            Entries.Add(entry);
        return entry;
    }

    /// <summary>Goes on, unless the process is ending: what follows would be about work that was interrupted.</summary>
    public static void StopIfEnding()
    {
        if (Volatile.Read(ref _isEnding))
            Thread.Sleep(Timeout.Infinite);
    }

    private static void UndoAll()
    {
        Volatile.Write(ref _isEnding, true);
        Entry[] entries;
        lock (Entries)
            entries = [.. Entries];
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
