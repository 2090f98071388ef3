using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Checks;

/// <summary>One question to the account.</summary>
/// <param name="About">What it is about.</param>
/// <param name="Find">Asks AWS, and says what was found.</param>
internal sealed record Check(string About, Func<IEnumerable<Finding>> Find)
{
    /// <summary>What was found. When AWS refuses a call, a finding says that this could not be checked.</summary>
    public IReadOnlyList<Finding> Run()
    {
        var findings = new List<Finding>();
        try
        {
            // One by one: what was found before a refusal is kept.
            foreach (var finding in Find())
                findings.Add(finding);
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            findings.Add(NotChecked(About, exception));
        }

        return findings;
    }

    /// <summary>A check that could not be made.</summary>
    public static Finding NotChecked(string about, Exception exception) => new(Outcome.Unknown, about)
    {
        What = $"could not be checked: {exception.Message}",
        Remedy = exception switch
        {
            AwsException { IsDenied: true, Operation.Length: > 0 } denied =>
                $"allow the caller to call {denied.Operation}, and run this again",
            AwsException { IsDenied: true } => "use credentials that may read this, and run this again",
            AwsException => "run this again",
            _ => "make sure that the AWS CLI can reach the service from here, and run this again",
        },
    };
}
