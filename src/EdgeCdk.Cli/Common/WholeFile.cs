using System.Text;

namespace EdgeCdk.Cli.Common;

/// <summary>Files that are written completely or not at all: beside the file first, under another name.</summary>
internal static class WholeFile
{
    /// <summary>Writes a text in UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file. One that exists keeps its permissions; of a symbolic link, what it leads to is written.</summary>
    /// <param name="path">Full path; its directory exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="isNew">Whether a file that exists is a failure. Default: it is replaced.</param>
    /// <exception cref="IOException">It cannot be written; then it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written; then it is as it was.</exception>
    public static void Write(string path, Action<Stream> write, bool isNew = false)
    {
        var link = new FileInfo(path);
        var target = link.LinkTarget is null ? path : link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        if (IsDevice(target))
        {
            using var device = File.OpenWrite(target);
            write(device);
            return;
        }

        MustBeWritable(target);
        var beside = Beside(target);
        using var unfinished = Unfinished.Until(() => File.Delete(beside));
        try
        {
            using (var stream = File.Create(beside))
                write(stream);
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(beside, File.GetUnixFileMode(target));
            File.Move(beside, target, overwrite: !isNew);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Why a file or a directory could not be written, without the names of temporary files.</summary>
    public static string Reason(Exception exception, string path) => exception switch
    {
        // What the operating system answers where there are no files, as in /proc.
        FileNotFoundException or DirectoryNotFoundException => $"nothing can be created in {Path.GetDirectoryName(path)}",
        _ => exception.Message.TrimEnd('.').Replace(Beside(path), path, StringComparison.Ordinal),
    };

    private static string Beside(string target) => $"{target}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp";

    /// <summary>Lets everybody who may read a script start it. A device stays as it is.</summary>
    public static void AllowExecution(string path)
    {
        if (!OperatingSystem.IsWindows() && !IsDevice(path))
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    /// <summary>Checks that a file can be written, before its content is there: tries it with another name.</summary>
    /// <param name="path">Full path; its directory may still have to be created.</param>
    /// <exception cref="IOException">It cannot.</exception>
    public static void MustBeCreatable(string path)
    {
        if (IsDevice(path))
            return;
        var around = Path.GetDirectoryName(path)!;
        while (!Directory.Exists(around))
        {
            if (File.Exists(around))
                throw new IOException($"{around} is a file");
            around = Path.GetDirectoryName(around)!;
        }

        var file = Path.Combine(around, Path.GetFileName(path));
        using var unfinished = Unfinished.Until(() => File.Delete(Beside(file)));
        try
        {
            if (file == path)
                MustBeWritable(file);
            File.Create(Beside(file)).Dispose();
            File.Delete(Beside(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(Reason(exception, file));
        }
    }

    // A move would replace it by a file.
    internal static bool IsDevice(string path) => !OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal);

    // A move needs no permission for the file that it replaces.
    private static void MustBeWritable(string path)
    {
        if (File.Exists(path))
            File.OpenWrite(path).Dispose();
    }
}
