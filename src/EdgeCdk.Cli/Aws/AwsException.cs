using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Aws;

/// <summary>AWS refused a call.</summary>
/// <param name="code">Its code, such as <c>AccessDenied</c>.</param>
/// <param name="message">Its words.</param>
/// <param name="operation">What was asked for, such as <c>DescribeVpcs</c>. Default: not known.</param>
internal sealed partial class AwsException(string code, string message, string operation = "") : Exception(message)
{
    /// <summary>Such as <c>AccessDenied</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Such as <c>DescribeVpcs</c>.</summary>
    public string Operation { get; } = operation;

    /// <summary>Whether the caller may not know, rather than that there is nothing.</summary>
    public bool IsDenied => Code.Contains("AccessDenied", StringComparison.Ordinal) || Code.Contains("Unauthorized", StringComparison.Ordinal) || Code.Contains("Forbidden", StringComparison.Ordinal) || Code == "403";

    /// <summary>Whether there is no such thing.</summary>
    public bool IsNotFound => Code is "404" or "NoSuchEntity" or "NoSuchBucket" or "NoSuchKey" or "ParameterNotFound"
        || Code.Contains("NotFound", StringComparison.Ordinal) || Code.Contains("NonExistent", StringComparison.Ordinal) || Code.Contains("NoSuchResource", StringComparison.Ordinal)
        || Message.Contains("does not exist", StringComparison.Ordinal);

    /// <summary>The refusal that the AWS CLI told; null when what it told is something else.</summary>
    public static AwsException? Parse(string told)
    {
        var match = Told().Match(told);
        return match.Success ? new AwsException(match.Groups["code"].Value, match.Groups["message"].Value.Trim(), match.Groups["operation"].Value) : null;
    }

    [GeneratedRegex(@"An error occurred \((?<code>[^)]+)\) when calling the (?<operation>\w+) operation(?: \([^)]*\))?: (?<message>.*)", RegexOptions.Singleline)]
    private static partial Regex Told();
}
