using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The rules of a network ACL, as AWS decides by them.</summary>
internal static class NetworkAclRules
{
    /// <summary>Whether AWS shows all of them. Every network ACL has at least the two rules that deny the rest.</summary>
    public static bool AreShown(JsonNode acl) => acl["Entries"] is not null && acl.Items("Entries").All(rule =>
        rule["Egress"] is not null && rule["Protocol"] is not null && rule["RuleAction"] is not null && rule["RuleNumber"] is not null
        && (rule["CidrBlock"] is not null || rule["Ipv6CidrBlock"] is not null));

    /// <summary>Whether they allow no address of a block on a port.</summary>
    public static bool Deny(JsonNode acl, int port, string block) =>
        AreShown(acl) && Allowed(acl, isEgress: true, port, block) is AclShare.None;

    /// <summary>
    /// Which addresses of a block they allow on a port. Of the rules for an address, that with the lowest number decides. Where a rule
    /// allows the whole block, those before it that deny a part, such as private networks, are somebody's intention.
    /// </summary>
    public static AclShare Allowed(JsonNode acl, bool isEgress, int port, string block)
    {
        var (all, allowed) = (Ipv4Ranges.Of(block)!, Ipv4Ranges.None);
        var open = all;
        foreach (var rule in For(acl, isEgress, port))
        {
            var (covered, allows) = (Ipv4Ranges.Of(rule.Text("CidrBlock")) ?? Ipv4Ranges.None, rule.Text("RuleAction") == "allow");
            if (allows && covered.Cover(all))
                return AclShare.All;
            if (allows)
                allowed = allowed.With(open.In(covered));
            if (covered.Cover(all))
                break;
            open = open.Without(covered);
        }

        if (allowed.IsEmpty)
            return AclShare.None;
        return allowed.Cover(all) ? AclShare.All : AclShare.Some;
    }

    private static IEnumerable<JsonNode> For(JsonNode acl, bool isEgress, int port) => acl.Items("Entries")
        .Where(rule => rule.Flag("Egress") == isEgress && IsForPort(rule, port))
        .OrderBy(rule => rule.Number("RuleNumber"));

    private static bool IsForPort(JsonNode rule, int port) => rule.Text("Protocol") is "-1" or "6"
        && (rule["PortRange"] is not { } ports || ports.Number("From") <= port && port <= ports.Number("To"));
}
