using System.IO.Compression;
using System.Text;

namespace EdgeCdk.Tests.Support;

/// <summary>Zips in place of the vendor's packages of functions; nothing runs the code in them.</summary>
public static class FakePackage
{
    /// <summary>A zip with a text in it: the same text gives the same bytes.</summary>
    public static byte[] Containing(string code)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create))
        {
            // Not compressed: another version of the library may compress to different bytes.
            var entry = archive.CreateEntry("code", CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(code));
        }

        return content.ToArray();
    }
}
