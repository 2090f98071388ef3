namespace EdgeCdk.Cli.Aws;

/// <summary>What is said when the credentials are the reason why AWS does not answer.</summary>
internal static class Credentials
{
    /// <summary>What to do then.</summary>
    public const string Hint = "Log in again or set AWS_PROFILE, then repeat.";

    // Codes of AWS, and words of the AWS CLI where it does not even ask.
    private static readonly string[] Signs =
    [
        "ExpiredToken", "RequestExpired", "InvalidClientTokenId", "UnrecognizedClient", "InvalidAccessKeyId", "SignatureDoesNotMatch",
            "AuthFailure", "MissingAuthenticationToken",
        "InvalidToken", "redentials", "profile", "SSO ", "oken has expired", "ession has expired", "aws login", "aws sso login",
    ];

    /// <summary>A text of AWS or of the AWS CLI, with what to do when it is about credentials.</summary>
    public static string WithHint(string code, string text) =>
        Signs.Any(sign => code.Contains(sign, StringComparison.Ordinal)) ? $"{text.TrimEnd('.', ' ')}. {Hint}" : text;
}
