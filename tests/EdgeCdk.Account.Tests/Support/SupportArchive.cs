using System.IO.Compression;
using System.Text.Json.Nodes;

namespace EdgeCdk.Account.Tests.Support;

/// <summary>An archive that the command wrote.</summary>
internal sealed class SupportArchive : IDisposable
{
    private readonly ZipArchive _zip;

    public SupportArchive(string path)
    {
        Bytes = File.ReadAllBytes(path);
        _zip = new ZipArchive(new MemoryStream(Bytes));
    }

    public byte[] Bytes { get; }

    public IReadOnlyList<string> Names => [.. _zip.Entries.Select(entry => entry.FullName)];

    /// <summary>All that can be read in it.</summary>
    public string Everything => string.Concat(Names.Select(Read));

    public IEnumerable<DateTime> Times => _zip.Entries.Select(entry => entry.LastWriteTime.DateTime).Distinct();

    public string Read(string name)
    {
        using var reader = new StreamReader(_zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    public JsonNode Json(string name) => JsonNode.Parse(Read(name))!;

    public void Dispose() => _zip.Dispose();
}
