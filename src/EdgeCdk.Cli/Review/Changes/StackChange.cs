using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Review.Changes;

/// <summary>A stack that is on both sides.</summary>
internal sealed record StackChange(StackTemplate Base, StackTemplate Head, IReadOnlyList<ResourceChange> Resources);
