using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>What a finding means for a deployment.</summary>
internal enum Severity
{
    /// <summary>The deployment would fail, or the edge would not work.</summary>
    Error,

    /// <summary>It may work, at a price or with luck.</summary>
    Warning,

    /// <summary>It could not be told from here.</summary>
    Unknown,
}

/// <summary>One thing that a deployment would meet.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="About">What it is about: a key of the edge file, or a part of the account.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Later">What would happen in a deployment, in AWS's words where there are any.</param>
/// <param name="Remedy">What to do now: a command, or a value of a key.</param>
internal sealed record Finding(Severity Severity, string About, string Fault, string Later, string Remedy)
{
    public static Finding Error(string about, string fault, string later, string remedy) => new(Severity.Error, about, fault, later, remedy);

    public static Finding Warning(string about, string fault, string later, string remedy) => new(Severity.Warning, about, fault, later, remedy);

    public static Finding Unknown(string about, string fault, string later, string remedy) => new(Severity.Unknown, about, fault, later, remedy);
}

/// <summary>One question to the account.</summary>
/// <param name="About">What it is about.</param>
/// <param name="Find">Asks, and tells what is wrong.</param>
internal sealed record Check(string About, Func<IEnumerable<Finding>> Find)
{
    /// <summary>What was found, as far as AWS answered.</summary>
    public IReadOnlyList<Finding> Run()
    {
        var findings = new List<Finding>();
        try
        {
            // One by one: what was found before a refusal stays found.
            foreach (var finding in Find())
                findings.Add(finding);
        }
        catch (Aws.AwsException exception)
        {
            findings.Add(Finding.Unknown(
                About,
                $"AWS refused {exception.Operation} ({exception.Code}): {exception.Message}",
                "what it would have shown is not checked",
                exception.IsDenied ? $"let the caller use {exception.Operation}, and run this again" : "run this again"));
        }
        catch (CommandException exception)
        {
            findings.Add(Finding.Unknown(About, exception.Message, "what it would have shown is not checked", "see that the AWS CLI reaches the service from here, and run this again"));
        }

        return findings;
    }
}
