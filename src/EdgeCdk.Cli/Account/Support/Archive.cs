using System.IO.Compression;
using System.Text;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>A file of the archive.</summary>
/// <param name="Name">Its path, with slashes.</param>
/// <param name="Text">What is in it.</param>
internal sealed record SupportFile(string Name, string Text);

/// <summary>Writes files to a zip: the same files are the same bytes.</summary>
internal static class Archive
{
    /// <exception cref="CommandException">The archive cannot be written.</exception>
    public static void Write(string path, IEnumerable<SupportFile> files, DateTimeOffset time)
    {
        try
        {
            using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
            foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(file.Name, CompressionLevel.Optimal);
                // A zip knows neither zones nor years before 1980.
                entry.LastWriteTime = new DateTimeOffset(time.UtcDateTime, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(file.Text));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be written: {exception.Message}");
        }
    }
}
