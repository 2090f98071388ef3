using System.Security.Cryptography;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>
/// The signature of a bundle, in a file beside it: ECDSA over SHA-256, in Base64, as <c>cosign verify-blob</c> and <c>openssl dgst</c>
/// check it.
/// </summary>
internal static class BundleSignature
{
    /// <summary>What its file has behind the name of the bundle.</summary>
    public const string Ending = ".sig";

    /// <summary>How to get a key.</summary>
    public const string NewKey = "make one with `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`";

    /// <summary>Signs a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="keyFile">A private key for elliptic curves, in PEM.</param>
    /// <returns>The text of the signature.</returns>
    /// <exception cref="CommandException">There is no such key.</exception>
    public static string Of(string file, string keyFile)
    {
        using var key = Key(keyFile);
        using var content = File.OpenRead(file);
        try
        {
            return Convert.ToBase64String(key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)) + "\n";
        }
        catch (CryptographicException)
        {
            throw new CommandException($"{keyFile} has no private key: signing needs one");
        }
    }

    /// <summary>Whether a signature is that of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="signature">The text of the signature.</param>
    /// <param name="keyFile">The public key, in PEM.</param>
    /// <exception cref="CommandException">There is no such key.</exception>
    public static bool IsOf(string file, string signature, string keyFile)
    {
        using var key = Key(keyFile);
        using var content = File.OpenRead(file);
        try
        {
            var bytes = Convert.FromBase64String(signature.Trim());
            return key.VerifyData(content, bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static ECDsa Key(string file)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            return key;
        }
        catch (Exception exception) when (
            exception is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new CommandException(
                $"{file} is no key that can be used ({exception.Message.TrimEnd('.')}): {NewKey}");
        }
    }
}
