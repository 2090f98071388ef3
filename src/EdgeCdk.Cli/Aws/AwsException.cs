using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Aws;

/// <summary>AWS refused a call.</summary>
/// <param name="code">Its code, such as <c>AccessDenied</c>.</param>
/// <param name="message">Its words.</param>
internal sealed partial class AwsException(string code, string message) : Exception(message)
{
    /// <summary>Such as <c>AccessDenied</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Whether the caller may not know, rather than that there is nothing.</summary>
    public bool IsDenied => Code.Contains("AccessDenied", StringComparison.Ordinal) || Code.Contains("Unauthorized", StringComparison.Ordinal) || Code.Contains("Forbidden", StringComparison.Ordinal);

    /// <summary>The refusal that the AWS CLI told; null when what it told is something else.</summary>
    public static AwsException? Parse(string told)
    {
        var match = Told().Match(told);
        return match.Success ? new AwsException(match.Groups["code"].Value, match.Groups["message"].Value.Trim()) : null;
    }

    [GeneratedRegex(@"An error occurred \((?<code>[^)]+)\) when calling the \w+ operation(?: \([^)]*\))?: (?<message>.*)", RegexOptions.Singleline)]
    private static partial Regex Told();
}
