using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Aws;

/// <summary>AWS refused a call. The message is one sentence, with what to do when the credentials are the reason.</summary>
/// <param name="code">The error code, such as <c>AccessDenied</c>.</param>
/// <param name="answer">The message of AWS.</param>
/// <param name="operation">The operation, such as <c>DescribeVpcs</c>. Default: not known.</param>
/// <param name="service">The service, as the AWS CLI calls it. Default: not known.</param>
internal sealed partial class AwsException(string code, string answer, string operation = "", string service = "")
    : Exception(Credentials.WithHint(
        code, $"AWS refused {(operation.Length > 0 ? AwsPermission.Of(service, operation) : "the call")} ({code}): {answer}"))
{
    private static readonly string[] Denied = ["AccessDenied", "Unauthorized", "Forbidden", "AuthorizationError", "NotAuthorized"];

    private static readonly string[] Throttled =
        ["Throttl", "RequestLimitExceeded", "TooManyRequests", "SlowDown", "BandwidthLimitExceeded"];
    private static readonly string[] NotFound = ["NotFound", "NonExistent", "NoSuchResource"];

    /// <summary>Such as <c>AccessDenied</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The IAM action that allows the call, such as <c>ec2:DescribeVpcs</c>; empty when it is not known.</summary>
    public string Permission { get; } = AwsPermission.Of(service, operation);

    /// <summary>The message of AWS.</summary>
    public string Answer { get; } = answer;

    /// <summary>Whether the caller has no permission: the resource may exist.</summary>
    public bool IsDenied => Code == "403" || Denied.Any(part => Code.Contains(part, StringComparison.Ordinal));

    /// <summary>Whether there were too many calls: the same call succeeds later.</summary>
    public bool IsThrottled => Throttled.Any(part => Code.Contains(part, StringComparison.Ordinal));

    /// <summary>Whether the resource does not exist.</summary>
    public bool IsNotFound => Code is "404" or "NoSuchEntity" or "NoSuchBucket" or "NoSuchKey" or "ParameterNotFound"
        || NotFound.Any(part => Code.Contains(part, StringComparison.Ordinal))
        || Answer.Contains("does not exist", StringComparison.Ordinal);

    /// <summary>The refusal in an output of the AWS CLI; null when it is something else.</summary>
    /// <param name="output">The output.</param>
    /// <param name="service">The service that was called, as the AWS CLI calls it. Default: not known.</param>
    public static AwsException? Parse(string output, string service = "")
    {
        var match = ErrorMessage().Match(output);
        return match.Success
            ? new AwsException(match.Groups["code"].Value, match.Groups["message"].Value.Trim(), match.Groups["operation"].Value, service)
            : null;
    }

    [GeneratedRegex(
        @"An error occurred \((?<code>[^)]+)\) when calling the (?<operation>\w+) operation(?: \([^)]*\))?: (?<message>.*)",
        RegexOptions.Singleline)]
    private static partial Regex ErrorMessage();
}
