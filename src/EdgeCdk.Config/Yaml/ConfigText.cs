using System.Text;

namespace EdgeCdk.Config.Yaml;

/// <summary>The text of a file that people write.</summary>
internal static class ConfigText
{
    private const int LargestFile = 1 << 16;

    // A byte that is not UTF-8 is a fault, not a replacement character in a name.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="YamlFault">The file is too large to be one.</exception>
    /// <exception cref="DecoderFallbackException">It is not in UTF-8.</exception>
    public static string Of(string path)
    {
        if (new FileInfo(path).Length > LargestFile)
            throw new YamlFault(0, 0, "is larger than 64 KiB", "use a file of a few kilobytes", "check that it is the right file");
        return StrictUtf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
    }
}
