using System.IO.Compression;

namespace EdgeCdk.Cli.Common;

/// <summary>Writes zip archives: the same files and the same time give the same bytes, on any machine.</summary>
internal static class DeterministicZip
{
    // -rw-r--r--, in the upper half, where Unix keeps it.
    private const int Permissions = 0x81A4 << 16;

    /// <summary>Whether a zip has a time: one of the years from 1980 to 2107.</summary>
    public static bool Takes(DateTimeOffset time) => time.UtcDateTime.Year is >= 1980 and <= 2107;

    /// <param name="output">Where the archive is written to.</param>
    /// <param name="files">The files by name, with slashes; each is opened only when it is written.</param>
    /// <param name="time">The time of all entries. A zip has neither time zones nor years before 1980.</param>
    /// <param name="compression">How much is compressed. The bytes are those of another version of .NET only without compression.</param>
    public static void Write(
        Stream output, IEnumerable<KeyValuePair<string, Func<Stream>>> files, DateTimeOffset time, CompressionLevel compression)
    {
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, open) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name, compression);
            (entry.LastWriteTime, entry.ExternalAttributes) = (time.ToUniversalTime(), Permissions);
            using var from = open();
            using var to = entry.Open();
            from.CopyTo(to);
        }
    }
}
