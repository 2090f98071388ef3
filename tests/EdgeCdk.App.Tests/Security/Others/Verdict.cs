namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>What a suite of rules says about a template.</summary>
/// <param name="Findings">What does not meet a rule.</param>
/// <param name="Applied">Rules that apply to a resource of the template.</param>
internal sealed record Verdict(IReadOnlySet<RuleFinding> Findings, IReadOnlySet<string> Applied)
{
    /// <summary>The rules that are not met.</summary>
    public IReadOnlySet<string> NotMet { get; } = Findings.Select(finding => finding.Rule).ToHashSet();
}
