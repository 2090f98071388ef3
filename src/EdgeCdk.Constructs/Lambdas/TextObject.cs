using System.Security.Cryptography;
using System.Text;

namespace EdgeCdk.Lambdas;

/// <summary>A text that the deployment writes to a bucket.</summary>
/// <param name="Text">The text.</param>
/// <param name="Folder">The folder in the bucket.</param>
/// <param name="Extension">The extension of the object, with its dot.</param>
internal sealed record TextObject(string Text, string Folder, string Extension)
{
    /// <summary>Hash of the text.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Key of the object. It changes with the text, so that a rollback finds the old object.</summary>
    public string Key => $"{Folder}/{Sha256}{Extension}";
}
