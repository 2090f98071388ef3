using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Files.Discover;

/// <summary>What an edge should do about the endpoint of a service.</summary>
/// <param name="Mode">Create it, or use an existing one.</param>
/// <param name="Reason">Why.</param>
/// <param name="Complaint">What has to be corrected for that to work. Default: nothing.</param>
internal sealed record EndpointAdvice(ResourceMode Mode, string Reason, string? Complaint = null);
