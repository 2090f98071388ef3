using System.IO.Compression;
using System.Text;

namespace EdgeCdk.Tests.Support;

/// <summary>Zips in place of the vendor's packages; nobody runs what is in them.</summary>
public static class Package
{
    /// <summary>A zip with a text in it: the same text, the same bytes.</summary>
    public static byte[] Holding(string code)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create))
        {
            // Not compressed: another version of the library may compress to other bytes.
            var entry = archive.CreateEntry("code", CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(code));
        }

        return content.ToArray();
    }
}
