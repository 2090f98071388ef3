namespace EdgeCdk.Config.Network;

/// <summary>A host that workloads call, for the list of a firewall.</summary>
/// <param name="Name">Its name; with an asterisk in front for every host below.</param>
/// <param name="Port">Its port.</param>
/// <param name="Why">What for.</param>
internal sealed record ServiceHost(string Name, int Port, string Why);
