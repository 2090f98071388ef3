using System.Security.Cryptography;

namespace EdgeCdk.Cli.Common;

/// <summary>SHA-256 checksums in hexadecimal digits, as <c>sha256sum</c> writes them.</summary>
internal static class Sha256
{
    public static string OfFile(string path)
    {
        using var content = File.OpenRead(path);
        return Of(content);
    }

    public static string Of(Stream content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>A checksum as S3 shows it, in Base64; null for one of a multipart upload, which is not that of the whole object.</summary>
    public static string? OfBase64(string checksum) =>
        checksum.Length == 0 || checksum.Contains('-', StringComparison.Ordinal)
            ? null
            : Convert.ToHexStringLower(Convert.FromBase64String(checksum));
}
