using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.VendorBundle;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>The checksums of the files in a bundle, and the texts of those that say what is in it.</summary>
/// <param name="Checksums">SHA-256 by name.</param>
/// <param name="Sums">The file of checksums; null when there is none.</param>
/// <param name="Statement">The statement of provenance; null when there is none.</param>
internal sealed record BundleContents(IReadOnlyDictionary<string, string> Checksums, string? Sums, string? Statement)
{
    /// <summary>Reads a bundle, or a directory of files, with the limits for files that somebody else sent.</summary>
    /// <exception cref="CommandException">It is neither, or not to be trusted.</exception>
    public static BundleContents Of(string zip)
    {
        using var source = BundleSource.Open(zip);
        var checksums = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in source.Files)
        {
            using var content = new MemoryStream();
            LimitedReading.Copy(file, content, LimitedReading.LargestPackage);
            content.Position = 0;
            checksums[file.Path] = Sha256.Of(content);
        }

        string? Text(string name) => source.Files.FirstOrDefault(file => file.Path == name) is { } file ? LimitedReading.Text(file) : null;
        return new BundleContents(checksums, Text(BundleFiles.Checksums), Text(BundleStatement.FileName));
    }

    /// <summary>The same without one file.</summary>
    public BundleContents Without(string file) =>
        this with { Checksums = Checksums.Where(one => one.Key != file).ToDictionary(StringComparer.Ordinal) };
}
