using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws;

/// <summary>
/// The words for whatever ended one question, so that all others can still be asked: what AWS or the AWS CLI said, or that this program
/// has a bug.
/// </summary>
internal static class Failure
{
    /// <summary>Whether the exception is a bug of this program, and not an answer of AWS, of the AWS CLI or of the computer.</summary>
    public static bool IsBug(Exception exception) =>
        exception is not (AwsException or CommandException or IOException or UnauthorizedAccessException);

    /// <summary>What happened, as the end of a sentence.</summary>
    public static string Words(Exception exception) => IsBug(exception)
        ? $"a bug of Edge CDK ({exception.GetType().Name}: {exception.Message.TrimEnd('.')}{Place(exception)}); please report it"
        : exception.Message;

    private static string Place(Exception exception) =>
        exception.StackTrace?.Split('\n').Select(line => line.Trim())
            .FirstOrDefault(line => line.Contains(nameof(EdgeCdk), StringComparison.Ordinal)) is { } line ? $", {line}" : "";
}
