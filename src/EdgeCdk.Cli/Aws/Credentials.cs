namespace EdgeCdk.Cli.Aws;

/// <summary>Recognizes when the credentials are the reason why a call failed.</summary>
internal static class Credentials
{
    private const string Hint = "Log in or set AWS_PROFILE, then repeat.";

    // Error codes of AWS, and words of the AWS CLI when it makes no call at all.
    private static readonly string[] Signs =
    [
        "ExpiredToken", "RequestExpired", "InvalidClientTokenId", "UnrecognizedClient", "InvalidAccessKeyId", "SignatureDoesNotMatch",
        "AuthFailure", "MissingAuthenticationToken", "InvalidToken", "redentials", "profile", "SSO ", "oken has expired",
        "ession has expired", "aws login", "aws sso login",
    ];

    /// <summary>Whether an error code, or what the AWS CLI said, is about credentials.</summary>
    public static bool AreTheReason(string code) => Signs.Any(sign => code.Contains(sign, StringComparison.Ordinal));

    /// <summary>A message, with what to do when it is about credentials.</summary>
    public static string WithHint(string code, string text) =>
        AreTheReason(code) ? $"{text.TrimEnd('.', ' ')}. {Hint}" : text;

    /// <summary>A message that says of which account credentials are needed, if it is about credentials.</summary>
    public static string Of(string account, string region, string text) => text.Replace(
        Hint, $"Log in to account {account} (region {region}) or set AWS_PROFILE, then repeat.", StringComparison.Ordinal);
}
