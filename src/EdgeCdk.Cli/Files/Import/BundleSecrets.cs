using System.Text.RegularExpressions;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>Recognizes credentials in a bundle: they are taken out, and never shown.</summary>
internal static partial class BundleSecrets
{
    private static readonly string[] Kinds =
    [
        "private key", "credentials in a URL", "JWT", "AWS access key", "AWS session token", "service token", "AWS secret key",
    ];

    /// <summary>What a value is that must not be copied; null when it may be.</summary>
    public static string? KindOf(BundleValue value)
    {
        if (value.Text.StartsWith("arn:", StringComparison.Ordinal) || value.Text.StartsWith("${", StringComparison.Ordinal))
            return null;
        // An environment has its name and its value as two members.
        var name = string.Join('.', value.Path.TakeLast(2));
        if (NamePattern().IsMatch(name))
            return value.Text.Length == 0 ? "a credential, empty" : "a credential";
        return SecretPatterns.All.FirstOrDefault(pattern => Kinds.Contains(pattern.Kind) && pattern.Pattern.IsMatch(value.Text))?.Kind;
    }

    /// <summary>Whether a variable of this name has a secret.</summary>
    public static bool IsNamed(string variable) => NamePattern().IsMatch(variable);

    [GeneratedRegex(
        @"passw(?:or)?d|passphrase|secret(?![-_.]?arn|[-_.]?name|[-_.]?key[-_.]?arn)|token|credential|authorization"
            + "|(?:private|api|access)[-_.]?key",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
