using System.Text;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>Reads files of a bundle up to a limit, whatever their headers say: a small zip may have a file of any size.</summary>
internal static class LimitedReading
{
    /// <summary>Most bytes of a configuration file, and of a package.</summary>
    public const int LargestText = 1 << 20, LargestPackage = 256 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file.</summary>
    /// <exception cref="CommandException">It is too large, or not UTF-8.</exception>
    public static string Text(BundleFile file)
    {
        using var content = new MemoryStream();
        Copy(file, content, LargestText);
        try
        {
            var text = StrictUtf8.GetString(content.GetBuffer(), 0, (int)content.Length).TrimStart('\uFEFF');
            return text.Contains('\0', StringComparison.Ordinal) ? throw NotText(file) : text;
        }
        catch (DecoderFallbackException)
        {
            throw NotText(file);
        }
    }

    /// <summary>Copies a file.</summary>
    /// <exception cref="CommandException">It is larger than the limit, or damaged.</exception>
    public static void Copy(BundleFile file, Stream to, int most)
    {
        try
        {
            using var from = file.Open();
            if (from.CanSeek && from.Length > most)
                throw TooLarge(file, most);
            var buffer = new byte[1 << 16];
            var total = 0L;
            for (var count = from.Read(buffer); count > 0; count = from.Read(buffer))
            {
                total += count;
                if (total > most)
                    throw TooLarge(file, most);
                to.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException exception)
        {
            throw new CommandException($"{file.Path} is damaged ({exception.Message.TrimEnd('.')}): download the bundle again");
        }
    }

    private static CommandException TooLarge(BundleFile file, int most) =>
        new($"{file.Path} is larger than {most >> 20} MiB: it is not a file of the vendor's bundle");

    private static CommandException NotText(BundleFile file) => new($"{file.Path} is not text in UTF-8: download the bundle again");
}
