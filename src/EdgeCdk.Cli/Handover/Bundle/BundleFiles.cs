using System.IO.Compression;
using System.Text;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>The files of a bundle.</summary>
internal sealed class BundleFiles
{
    /// <summary>Name of the file with the checksums of all others.</summary>
    public const string Checksums = "SHA256SUMS";

    private readonly SortedDictionary<string, Func<Stream>> _files = new(StringComparer.Ordinal);

    /// <summary>Names of all files, in order.</summary>
    public IReadOnlyCollection<string> Names => _files.Keys;

    /// <summary>Adds a text, with line ends as on Unix.</summary>
    public void AddText(string name, string text)
    {
        var content = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));
        _files.Add(name, () => new MemoryStream(content));
    }

    /// <summary>Adds a file, which is read only when the archive is written: packages are large.</summary>
    public void AddFile(string name, string path) => _files.Add(name, () => File.OpenRead(path));

    /// <summary>The text of a file of checksums, as <c>sha256sum --check</c> reads it.</summary>
    public static string Lines(IEnumerable<KeyValuePair<string, string>> sums) =>
        string.Concat(sums.Select(file => $"{file.Value}  {file.Key}\n"));

    /// <summary>SHA-256 of every file, by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Sums() => _files.Select(file => KeyValuePair.Create(file.Key, Checksum(file.Value)));

    /// <summary>Writes the archive, with the checksums of everything else in it.</summary>
    /// <param name="output">Where it is written to.</param>
    /// <param name="time">The time of all entries.</param>
    public void Write(Stream output, DateTimeOffset time)
    {
        AddText(Checksums, Lines(Sums()));
        // Another version of .NET may compress to other bytes, and the large files are compressed already.
        DeterministicZip.Write(output, _files, time, CompressionLevel.NoCompression);
    }

    private static string Checksum(Func<Stream> open)
    {
        using var content = open();
        return Sha256.Of(content);
    }
}
