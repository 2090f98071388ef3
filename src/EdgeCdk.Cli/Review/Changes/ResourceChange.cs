using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Review.Changes;

/// <summary>A resource that is not the same on both sides.</summary>
/// <param name="Base">As it was; null when it is new.</param>
/// <param name="Head">As it will be; null when it is gone.</param>
/// <param name="Causes">Properties that make CloudFormation replace it. Empty: it stays.</param>
/// <param name="IsCertain">Whether it is replaced for certain; some properties leave it open. Default: true.</param>
internal sealed record ResourceChange(StackResource? Base, StackResource? Head, IReadOnlyList<string> Causes, bool IsCertain = true)
{
    /// <summary>The resource, on whatever side it is; on both, as it will be.</summary>
    public StackResource Resource => Head ?? Base!;

    /// <summary>Whether CloudFormation makes another one in its place.</summary>
    public bool IsReplaced => Causes.Count > 0;
}
