using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Network;

/// <summary>What an edge file says about its network.</summary>
internal sealed class FileFacts(VpcSection vpc) : INetworkFacts
{
    public string? EndpointOf(string service) =>
        EdgeEndpoints.Created(vpc).Contains(service) ? "endpoint of the stack"
        : EdgeEndpoints.Existing(vpc).Contains(service) ? "existing endpoint"
        : null;

    public string EndpointOfS3() =>
        vpc.CreatesS3Endpoint() ? "gateway endpoint of the stack" : "existing endpoint";

    // Where a block of the customer's is, the file does not say.
    public string? RouteTo(string block) => block != "0.0.0.0/0" ? "as your network routes it" : vpc.InternetAccess ? "internet" : null;
}
