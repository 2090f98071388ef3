using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>A form that an edge and its network can have.</summary>
/// <param name="Name">Its name in the documents.</param>
/// <param name="Edge">The edge file, with every part that has connections.</param>
/// <param name="NatGateways">What Prerequisites is told about NAT gateways.</param>
internal sealed record NetworkForm(string Name, string Edge, string NatGateways)
{
    private const string Proxy = "  proxy: { url: \"http://10.40.0.7:3128\" }\n";

    private const string Secret = "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge";

    /// <summary>All forms. Together they have every connection.</summary>
    public static IReadOnlyList<NetworkForm> All { get; } =
    [
        new("open", PortableEdges.ClosedWithEverything.With("mode: closed", "mode: open"), "one"),
        new(
            "closed",
            PortableEdges.ClosedWithEverything.With(Proxy, "").With("    proxy: [\"10.40.0.7/32:3128\"]\n", "")
                .With("edge/, credentials: none }", $"edge/, secretArn: \"{Secret}/registry-AbCdEf\" }}"),
            "per-zone"),
        new(
            "closed, with a proxy",
            PortableEdges.ClosedWithEverything.With("3128\" }", $"3128\", caSecretArn: \"{Secret}/proxy-AbCdEf\" }}"),
            "one"),
        new("closed, without NAT", EdgeFiles.ClosedWithEverything, "none"),
    ];
}
