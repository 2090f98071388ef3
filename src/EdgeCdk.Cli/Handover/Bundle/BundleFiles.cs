using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>The files of a bundle, and the archive that they become. The same files give the same bytes, on any machine and at any time.</summary>
internal sealed class BundleFiles
{
    private const string Sums = "SHA256SUMS";

    // -rw-r--r--, in the upper half, where Unix keeps it.
    private const int Permissions = 0x81A4 << 16;

    private readonly SortedDictionary<string, Func<Stream>> _files = new(StringComparer.Ordinal);

    /// <summary>Names of all files, in order.</summary>
    public IReadOnlyCollection<string> Names => _files.Keys;

    /// <summary>Adds a text, with line ends as on Unix.</summary>
    public void AddText(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));

    public void Add(string name, byte[] content) => _files.Add(name, () => new MemoryStream(content));

    /// <summary>Adds a file, which is read only when the archive is written: packages are large.</summary>
    public void AddFile(string name, string path) => _files.Add(name, () => File.OpenRead(path));

    /// <summary>Writes the archive, with the check sums of everything else in it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="time">The time that all entries get.</param>
    public void Write(Stream output, DateTimeOffset time)
    {
        AddText(Sums, string.Concat(_files.Select(file => $"{Hash(file.Value)}  {file.Key}\n")));
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, open) in _files)
        {
            // Not compressed: another version of the library may compress to other bytes, and what is large is compressed already.
            var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
            (entry.LastWriteTime, entry.ExternalAttributes) = (time.ToUniversalTime(), Permissions);
            using var from = open();
            using var to = entry.Open();
            from.CopyTo(to);
        }
    }

    /// <summary>SHA-256 of a file.</summary>
    public static string Hash(string path) => Hash(() => File.OpenRead(path));

    private static string Hash(Func<Stream> open)
    {
        using var content = open();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
