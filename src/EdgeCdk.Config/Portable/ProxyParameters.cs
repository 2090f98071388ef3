using EdgeCdk.Config.Releases;

namespace EdgeCdk.Config.Portable;

/// <summary>
/// Parameters for the HTTP proxy. The description of a function, which has 256 characters, must hold what the function reads: hence their
/// lengths.
/// </summary>
internal static class ProxyParameters
{
    /// <summary>Most characters of the address, of all exceptions together, and of the ARN of the secret.</summary>
    public const int LongestUrl = 64, LongestNoProxy = 64, LongestCaSecretArn = 92;

    /// <summary>The list of the egress of workloads that is of no use without a proxy.</summary>
    public const string Egress = "EgressProxy";

    private const string Group = "Proxy";

    /// <summary>Those of a release that reads the proxy; of others there are none.</summary>
    public static IReadOnlyList<PortableParameter> For(ReleaseManifest release) => !release.ReadsProxy() ? [] :
    [
        PortableParameter.Of("ProxyUrl", Group, "Address of the HTTP proxy", "vpc.proxy.url", edge => edge.Config.Vpc.Proxy?.Url)
            .Optional("no proxy") with
        {
            MaxLength = LongestUrl,
        },
        PortableParameter.OfList(
                "NoProxy", Group, "Hosts that are called without the proxy", "vpc.proxy.noProxy",
                edge => edge.Config.Vpc.Proxy?.NoProxy ?? [])
            .Several(10).Optional("none but what the stack adds") with
        {
            MaxLength = LongestNoProxy,
        },
        PortableParameter.Of(
                "ProxyCaSecretArn", Group, "Your secret with the certificates of the proxy's authority", "vpc.proxy.caSecretArn",
                edge => edge.Config.Vpc.Proxy?.CaSecretArn)
            .Optional("the proxy opens no TLS connections") with
        {
            MaxLength = LongestCaSecretArn,
        },
        PortableParameter.Of(
                "ProxyCaSecretKeyArn", Group, "Key of that secret", "vpc.proxy.caSecretKeyArn",
                edge => edge.Config.Vpc.Proxy?.CaSecretKeyArn)
            .Optional("the account's own key for Secrets Manager"),
    ];
}
