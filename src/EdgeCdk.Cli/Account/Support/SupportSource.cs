using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>Where a file of the archive comes from.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="Text">Reads or asks for its content.</param>
internal sealed record SupportSource(string Name, Func<string> Text)
{
    /// <summary>The content, or why it cannot be collected.</summary>
    public (string? Text, string Reason) Read()
    {
        try
        {
            return (Text(), "");
        }
        catch (Exception exception)
        {
            return (null, Failure.Words(exception));
        }
    }
}
