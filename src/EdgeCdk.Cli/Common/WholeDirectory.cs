namespace EdgeCdk.Cli.Common;

/// <summary>A directory that is written completely or not at all: beside it first, under another name.</summary>
internal static class WholeDirectory
{
    /// <summary>Writes a directory. One that exists is replaced.</summary>
    /// <param name="target">The directory.</param>
    /// <param name="write">Writes its files into another directory, which it creates.</param>
    public static void Write(string target, Action<string> write)
    {
        var beside = $"{target}.{Environment.ProcessId}.new";
        using var unfinished = Unfinished.Until(() => Delete(beside));
        try
        {
            write(beside);
            Replace(target, beside);
        }
        finally
        {
            Delete(beside);
        }
    }

    // What was there before is never lost.
    private static void Replace(string target, string beside)
    {
        var last = $"{target}.{Environment.ProcessId}.old";
        using var unfinished = Unfinished.Until(() => Directory.Move(last, target));
        if (Directory.Exists(target))
            Directory.Move(target, last);
        Directory.Move(beside, target);
        Delete(last);
    }

    private static void Delete(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }
}
