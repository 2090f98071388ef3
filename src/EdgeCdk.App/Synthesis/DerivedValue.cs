using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace EdgeCdk.App.Synthesis;

/// <summary>A value that is made from a text of the edge, and so is another one for each edge.</summary>
/// <param name="Source">The text.</param>
/// <param name="Result">What was made from it.</param>
/// <param name="Derive">How.</param>
internal sealed record DerivedValue(string Source, string Result, Func<string, string> Derive)
{
    /// <summary>The name of a template as asset.</summary>
    public static string TemplateHashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A logical id, as the library makes it from the ids on the path below the stack.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "the library makes its ids with MD5, which protects nothing here")]
    public static string LogicalIdOf(string path) =>
        string.Concat(path.Where(char.IsAsciiLetterOrDigit)) + Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(path)))[..8];
}
