using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>A resource with a name or tag of the edge that a stack owns.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name or id.</param>
/// <param name="Stack">The stack, as describe-stacks shows it.</param>
/// <param name="Region">Region of the stack.</param>
internal sealed record OwnedResource(string Kind, string Name, JsonNode Stack, string Region);
