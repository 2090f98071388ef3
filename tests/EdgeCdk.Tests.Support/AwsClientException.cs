namespace EdgeCdk.Tests.Support;

/// <summary>An error that the emulated AWS answered with.</summary>
/// <param name="code">Code of the error, such as <c>ValidationError</c>.</param>
/// <param name="message">The call, and the message of AWS.</param>
public sealed class AwsClientException(string code, string message) : Exception(message)
{
    public string Code => code;
}
