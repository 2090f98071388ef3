using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>
/// Rules of groups that are kept for some time which name a group of a workload: AWS does not delete that group before. Terraform
/// revokes those that are resources of their own.
/// </summary>
/// <param name="items">The decisions.</param>
internal sealed class GroupRevocations(IReadOnlyList<TakeoverItem> items)
{
    private static readonly JsonSerializerOptions Compact = new(JsonText.Options) { WriteIndented = false };

    /// <summary>The commands that revoke them.</summary>
    /// <param name="region">Region of the edge.</param>
    public IReadOnlyList<string> Commands(string region) =>
    [
        .. from item in items
           where item.IsDeletedLast && item.Resource.Type == "aws_security_group"
           from direction in (string[])["ingress", "egress"]
           let permissions = Permissions(item.Resource, direction)
           where permissions.Count > 0
           select $"aws ec2 revoke-security-group-{direction} --region {region} --group-id {item.Resource.Id} --ip-permissions "
               + ShellText.Quoted(permissions.ToJsonString(Compact)),
    ];

    private JsonArray Permissions(StateResource group, string direction) =>
    [
        .. from rule in @group.Values.Items(direction)
           let groups = rule.Texts("security_groups").Where(other => other != @group.Id && !IsResource(@group, other)).ToList()
           where groups.Count > 0
           select (JsonNode)Permission(rule, groups),
    ];

    private bool IsResource(StateResource group, string other) => items.Any(item => item.Resource.Text("security_group_id") == group.Id
        && other == (item.Resource.Text("referenced_security_group_id") is { Length: > 0 } referenced
            ? referenced : item.Resource.Text("source_security_group_id")));

    private static JsonObject Permission(JsonNode rule, List<string> groups)
    {
        var permission = new JsonObject { ["IpProtocol"] = rule.Text("protocol") };
        if (rule.Text("protocol") is not ("-1" or "all"))
        {
            permission["FromPort"] = (int)rule.Number("from_port");
            permission["ToPort"] = (int)rule.Number("to_port");
        }

        permission["UserIdGroupPairs"] = new JsonArray([.. groups.Select(group => new JsonObject { ["GroupId"] = group })]);
        return permission;
    }
}
