using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>The edge is deployed in another region than the one that was asked: nothing else can be said about it from here.</summary>
/// <param name="edge">The edge, with the region that was asked.</param>
/// <param name="stack">Name of its stack.</param>
/// <param name="region">Region of its stack.</param>
internal sealed class StackElsewhereException(EdgePlace edge, string stack, string region) : CommandException(
    $"the edge {edge.Name} is deployed in {region}, as the stack {stack}, not in {edge.Region}; "
        + $"{(edge.Definition is null ? $"repeat with --region {region}" : $"set account.region to {region}, then repeat")}");
