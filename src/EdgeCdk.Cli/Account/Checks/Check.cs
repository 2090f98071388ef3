using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Checks;

/// <summary>One question to the account.</summary>
/// <param name="About">What it is about.</param>
/// <param name="Find">Asks AWS, and says what was found.</param>
internal sealed record Check(string About, Func<IEnumerable<Finding>> Find)
{
    // Words of the AWS CLI.
    private static readonly string[] ConnectionFailures = ["could not connect", "connection", "timeout", "timed out"];

    /// <summary>
    /// What was found. When AWS refuses a call, or the check itself has a bug, a finding says that this could not be checked: the other
    /// checks are reported all the same.
    /// </summary>
    public IReadOnlyList<Finding> Run()
    {
        var findings = new List<Finding>();
        try
        {
            // One by one: what was found before a refusal is kept.
            foreach (var finding in Find())
                findings.Add(finding);
        }
        catch (Exception exception)
        {
            findings.Add(NotChecked(About, exception));
        }

        return findings;
    }

    /// <summary>A check that could not be made.</summary>
    public static Finding NotChecked(string about, Exception exception) => new(Outcome.Unknown, about)
    {
        What = $"could not be checked: {Failure.Words(exception)}",
        Remedy = exception switch
        {
            AwsException { IsDenied: true, Permission.Length: > 0 } denied =>
                $"allow the caller to call {denied.Permission}, and run this again",
            AwsException { IsDenied: true } => "use credentials that may read this, and run this again",
            AwsException { IsNotFound: true } =>
                "what does not exist does not come by itself: create it, or correct what names it, and run this again",
            AwsException { IsThrottled: true } => "run this again; with AWS_MAX_ATTEMPTS=10, the AWS CLI repeats its calls more often",
            AwsException => "run this again",
            _ when Failure.IsBug(exception) => $"report this to the maintainers of Edge CDK: the check of {about}, with the line above",
            _ => "make sure that the AWS CLI can reach the service from here, and run this again",
        },
        WaitingCanHelp = WaitingCanHelp(exception),
    };

    // Permissions, credentials and an AWS CLI that is not there do not come by themselves; a service or a connection may.
    private static bool WaitingCanHelp(Exception exception) => exception switch
    {
        AwsException refused => !refused.IsDenied && !refused.IsNotFound && !Credentials.AreTheReason(refused.Code),
        _ => !Failure.IsBug(exception)
            && ConnectionFailures.Any(sign => exception.Message.Contains(sign, StringComparison.OrdinalIgnoreCase)),
    };
}
