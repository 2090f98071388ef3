using System.Collections.Immutable;

namespace EdgeCdk;

/// <summary>A rule that allows a workload to open TCP connections, or to ask DNS servers over UDP.</summary>
internal sealed record EgressRule
{
    /// <summary>What the connections are for.</summary>
    public required string Description { get; init; }

    /// <summary>First port: a number, or a token.</summary>
    public required object FromPort { get; init; }

    /// <summary>Last port: a number, or a token.</summary>
    public required object ToPort { get; init; }

    /// <summary>tcp or udp. Default: tcp.</summary>
    public string Protocol { get; init; } = "tcp";

    /// <summary>Where to: CidrIp, DestinationPrefixListId or DestinationSecurityGroupId.</summary>
    public required string PeerKind { get; init; }

    /// <summary>The block, or the id of the prefix list or group.</summary>
    public required string Peer { get; init; }

    /// <summary>Whether it may be there.</summary>
    public bool IsPossible => Whens.All(when => when.IsPossible);

    private ImmutableArray<When> Whens { get; init; } = [];

    /// <summary>To a block.</summary>
    public static EgressRule ToBlock(string block, string description, object fromPort, object toPort) =>
        new() { PeerKind = "CidrIp", Peer = block, Description = description, FromPort = fromPort, ToPort = toPort };

    /// <summary>To a prefix list.</summary>
    public static EgressRule ToPrefixList(string id, string description, object fromPort, object toPort) =>
        new() { PeerKind = "DestinationPrefixListId", Peer = id, Description = description, FromPort = fromPort, ToPort = toPort };

    /// <summary>To what is in a security group.</summary>
    public static EgressRule ToGroup(string id, string description, object fromPort, object toPort) =>
        new() { PeerKind = "DestinationSecurityGroupId", Peer = id, Description = description, FromPort = fromPort, ToPort = toPort };

    /// <summary>The same rule, there only when something else is.</summary>
    public EgressRule If(When when) => this with { Whens = Whens.Add(when) };

    /// <summary>The rule as CloudFormation writes it; null when it never exists.</summary>
    public object? ToTemplate() => Whens.Aggregate((object?)Rule(), (json, when) => json is null ? null : when.IfTrue(json));

    private Dictionary<string, object> Rule() => new()
    {
        [PeerKind] = Peer,
        ["Description"] = Description,
        ["FromPort"] = FromPort,
        ["IpProtocol"] = Protocol,
        ["ToPort"] = ToPort,
    };
}
