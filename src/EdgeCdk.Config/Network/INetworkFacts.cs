namespace EdgeCdk.Config.Network;

/// <summary>What is known of a network, from a subnet of it: from an edge file, from templates, or from the account.</summary>
internal interface INetworkFacts
{
    /// <summary>The interface endpoint of a service that is reached from the subnet, in words; null when there is none.</summary>
    string? EndpointOf(string service);

    /// <summary>The endpoint of Amazon S3 that is reached from the subnet, in words; null when there is none.</summary>
    string? EndpointOfS3();

    /// <summary>What the route to all addresses of a block leads to, in words; null when there is none.</summary>
    string? RouteTo(string block);
}
