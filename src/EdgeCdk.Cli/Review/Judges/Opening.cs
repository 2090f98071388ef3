using System.Net;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Traffic that a security group allows.</summary>
/// <param name="Group">Path of the group.</param>
/// <param name="IsIngress">Whether it is inbound.</param>
/// <param name="Peer">The other end: a block, a group or a prefix list.</param>
/// <param name="Ports">Protocol and ports, as text.</param>
internal sealed record Opening(string Group, bool IsIngress, string Peer, string Ports)
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("fc00::/7"),
    ];

    private bool IsToAll => Peer is "0.0.0.0/0" or "::/0";

    private bool IsPublic => IPNetwork.TryParse(Peer, out var peer)
        && !Private.Any(block => block.PrefixLength <= peer.PrefixLength && block.Contains(peer.BaseAddress));

    /// <summary>What is allowed, as the end of a sentence.</summary>
    /// <param name="adverb">now or no longer.</param>
    public string Words(string adverb) =>
        $"{adverb} allows {(IsIngress ? "inbound traffic from" : "outbound traffic to")} {Who} on {Ports}";

    /// <summary>Whether somebody must decide on it when it is new.</summary>
    /// <param name="ofExistingGroup">Whether the group existed before.</param>
    public bool IsGrave(bool ofExistingGroup) => IsIngress && (IsPublic || Ports == "all ports") || IsToAll && ofExistingGroup;

    private string Who => IsToAll ? $"the whole internet ({Peer})" : Peer;
}
