using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>Recognizes credentials in a bundle: they are taken out, and never shown.</summary>
internal static partial class BundleSecrets
{
    /// <summary>What an empty value with the name of a credential is.</summary>
    public const string Empty = "a credential, empty";

    private static readonly string[] Kinds =
    [
        "private key", "credentials in a URL", "JWT", "AWS access key", "AWS session token", "service token", "AWS secret key",
    ];

    /// <summary>What a value is that must not be copied; null when it may be.</summary>
    public static string? KindOf(BundleValue value)
    {
        var text = value.Text;
        if (text.StartsWith("arn:", StringComparison.Ordinal) || text.StartsWith("${", StringComparison.Ordinal)
            || value.Node.GetValueKind() is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null)
        {
            return null;
        }

        // An environment has its name and its value as two members.
        if (value.Path[^1] != "name" && IsNamed(string.Join('.', value.Path.TakeLast(2).Prepend(value.Label ?? ""))))
            return text.Length == 0 ? Empty : "a credential";
        return SecretPatterns.All.FirstOrDefault(pattern => Kinds.Contains(pattern.Kind) && pattern.Pattern.IsMatch(text))?.Kind
            ?? (RandomPattern().IsMatch(text) ? "it looks like a credential" : null);
    }

    /// <summary>Whether what has this name is a secret.</summary>
    public static bool IsNamed(string name) => NamePattern().IsMatch(name);

    [GeneratedRegex(
        @"passw(?:or)?d|passphrase|passcode|pwd|secret(?![-_.]?arn|[-_.]?name|[-_.]?key[-_.]?arn)|token|credential|authorization"
            + @"|dockerconfig|dockerauth|registryauth|connection[-_.]?string|(?:\A|[._-])(?:auth|pass|sas)(?:\z|[._])"
            + "|(?:private|api|access|account|shared|encryption)[-_.]?key(?![-_.]?arn|[-_.]?id)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    // Long, and of all kinds of letters without words: nothing that a configuration has but keys.
    [GeneratedRegex(
        @"\A(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])(?=(?:[^0-9]*[0-9]){3})[A-Za-z0-9+/_-]{32,}={0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RandomPattern();
}
