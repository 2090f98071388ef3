using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight.Existing;

/// <summary>A rule of a security group.</summary>
/// <param name="IsIngress">Whether it is for connections to what has the group.</param>
/// <param name="Protocol">As EC2 names it; <c>-1</c> for all.</param>
/// <param name="From">First port. Null: all.</param>
/// <param name="To">Last port. Null: all.</param>
/// <param name="Peer">The other end: a CIDR block, a security group or a prefix list.</param>
internal sealed record GroupRule(bool IsIngress, string Protocol, int? From, int? To, string Peer)
{
    /// <summary>The rules of a group as EC2 describes it, without those that allow nothing.</summary>
    public static IEnumerable<GroupRule> Of(JsonNode described) =>
        Of(described, "IpPermissions", true).Concat(Of(described, "IpPermissionsEgress", false)).Where(rule => !rule.AllowsNothing);

    /// <summary>A rule as a template has it, without references.</summary>
    public static GroupRule Written(JsonNode rule, bool isIngress)
    {
        string[] peers =
        [
            "CidrIp", "CidrIpv6", "SourceSecurityGroupId", "DestinationSecurityGroupId", "SourcePrefixListId", "DestinationPrefixListId",
        ];
        var peer = peers.Select(key => rule.Text(key)).Single(text => text.Length > 0);
        return new GroupRule(isIngress, rule.Text("IpProtocol"), (int?)rule["FromPort"], (int?)rule["ToPort"], peer);
    }

    /// <summary>Whether it allows no connection: a group without any rule for egress would allow everything.</summary>
    public bool AllowsNothing => Peer == "255.255.255.255/32";

    /// <summary>Whether the rules of a group together allow all connections that this one allows.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="vpc">Blocks of the VPC, which has all groups of the edge.</param>
    public bool IsAllowedBy(IEnumerable<GroupRule> rules, IReadOnlyList<string> vpc)
    {
        var peers = rules.Where(rule => rule.IsIngress == IsIngress && rule.CoversPorts(this)).Select(rule => rule.Peer).ToList();
        var addresses = Ipv4Ranges.Of(IsGroup(Peer) ? vpc : [Peer]);
        return peers.Contains(Peer) || (!addresses.IsEmpty && Ipv4Ranges.Of(peers).Cover(addresses));
    }

    /// <summary>The rule in words.</summary>
    public override string ToString()
    {
        var ports = Protocol == "-1" ? "everything" : From == To ? $"{Protocol} {From}" : $"{Protocol} {From}-{To}";
        return IsIngress ? $"{ports} from {Peer}" : $"{ports} to {Peer}";
    }

    /// <summary>The rule as <c>--ip-permissions</c> takes it.</summary>
    public string Json
    {
        get
        {
            var (list, id) = Peer switch
            {
                _ when IsGroup(Peer) => ("UserIdGroupPairs", "GroupId"),
                _ when Peer.StartsWith("pl-", StringComparison.Ordinal) => ("PrefixListIds", "PrefixListId"),
                _ when Peer.Contains(':') => ("Ipv6Ranges", "CidrIpv6"),
                _ => ("IpRanges", "CidrIp"),
            };
            var permission = new JsonObject { ["IpProtocol"] = Protocol };
            if (Protocol != "-1")
                (permission["FromPort"], permission["ToPort"]) = (From, To);
            permission[list] = new JsonArray(new JsonObject { [id] = Peer });
            return permission.ToJsonString();
        }
    }

    private static IEnumerable<GroupRule> Of(JsonNode described, string list, bool isIngress)
    {
        (string List, string Id)[] kinds =
        [
            ("IpRanges", "CidrIp"), ("Ipv6Ranges", "CidrIpv6"), ("UserIdGroupPairs", "GroupId"), ("PrefixListIds", "PrefixListId"),
        ];
        return
            from permission in described.Items(list)
            from kind in kinds
            from peer in permission.Items(kind.List)
            select new GroupRule(
                isIngress,
                Named(permission.Text("IpProtocol")),
                (int?)permission["FromPort"],
                (int?)permission["ToPort"],
                peer.Text(kind.Id));
    }

    private bool CoversPorts(GroupRule other) =>
        Protocol == "-1" || (Protocol == other.Protocol && From <= other.From && To >= other.To);

    private static string Named(string protocol) => protocol switch
    {
        "6" => "tcp",
        "17" => "udp",
        _ => protocol,
    };

    private static bool IsGroup(string peer) => peer.StartsWith("sg-", StringComparison.Ordinal);
}
