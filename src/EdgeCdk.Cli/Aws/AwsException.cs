using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Aws;

/// <summary>AWS refused a call. The message is one sentence, with what to do when the credentials are the reason.</summary>
/// <param name="code">The error code, such as <c>AccessDenied</c>.</param>
/// <param name="answer">The message of AWS.</param>
/// <param name="operation">The operation, such as <c>DescribeVpcs</c>. Default: not known.</param>
internal sealed partial class AwsException(string code, string answer, string operation = "")
    : Exception(Credentials.WithHint(code, $"AWS refused {(operation.Length > 0 ? operation : "the call")} ({code}): {answer}"))
{
    private static readonly string[] Denied = ["AccessDenied", "Unauthorized", "Forbidden"];
    private static readonly string[] NotFound = ["NotFound", "NonExistent", "NoSuchResource"];

    /// <summary>Such as <c>AccessDenied</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Such as <c>DescribeVpcs</c>; empty when it is not known.</summary>
    public string Operation { get; } = operation;

    /// <summary>The message of AWS.</summary>
    public string Answer { get; } = answer;

    /// <summary>Whether the caller has no permission: the resource may exist.</summary>
    public bool IsDenied => Code == "403" || Denied.Any(part => Code.Contains(part, StringComparison.Ordinal));

    /// <summary>Whether the resource does not exist.</summary>
    public bool IsNotFound => Code is "404" or "NoSuchEntity" or "NoSuchBucket" or "NoSuchKey" or "ParameterNotFound"
        || NotFound.Any(part => Code.Contains(part, StringComparison.Ordinal))
        || Answer.Contains("does not exist", StringComparison.Ordinal);

    /// <summary>The refusal in an output of the AWS CLI; null when it is something else.</summary>
    public static AwsException? Parse(string output)
    {
        var match = ErrorMessage().Match(output);
        return match.Success
            ? new AwsException(match.Groups["code"].Value, match.Groups["message"].Value.Trim(), match.Groups["operation"].Value)
            : null;
    }

    [GeneratedRegex(
        @"An error occurred \((?<code>[^)]+)\) when calling the (?<operation>\w+) operation(?: \([^)]*\))?: (?<message>.*)",
        RegexOptions.Singleline)]
    private static partial Regex ErrorMessage();
}
