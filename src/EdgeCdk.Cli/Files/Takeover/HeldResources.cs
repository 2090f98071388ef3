using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What is not kept for itself, but because something that is kept uses it.</summary>
/// <param name="state">The state.</param>
/// <param name="items">The decisions so far.</param>
/// <param name="way">The way.</param>
internal sealed class HeldResources(TerraformState state, IReadOnlyCollection<TakeoverItem> items, Way way)
{
    /// <summary>The decision about something that is used until the stack has replaced it, or for good; null when it is not.</summary>
    public TakeoverItem? Of(TakeoverItem item)
    {
        var user = item.Part?.Name switch
        {
            TakeoverTable.SecurityGroup => UserOfGroup(item.Resource.Id),
            TakeoverTable.RolePolicy => items.FirstOrDefault(other => other.Decision is Decision.Import
                && state.OfType("aws_iam_role_policy_attachment").Any(attachment =>
                    attachment.Text("policy_arn") == item.Resource.Text("arn")
                    && StateReference.Names(attachment, "role", other.Resource))),
            _ when IsRuleOfKept(item, out var of) => of,
            _ => null,
        };
        if (user is null)
            return null;
        return way is Way.InPlace && user.Decision is Decision.Import
            ? item with
            {
                Decision = Decision.Keep,
                Reason = $"{user.Resource.Address} uses it until the stack has replaced it; finish.sh deletes it then",
                IsDeletedLast = item.SettingOf is null,
            }
            : item with { Decision = Decision.Keep, Reason = $"{user.Resource.Address}, which is kept, uses it" };
    }

    private TakeoverItem? UserOfGroup(string group) => items.FirstOrDefault(other => other.IsForgotten && other.SettingOf is null
        && ((string[])["security_groups", "security_group_ids"]).Any(name => other.Resource.Texts(name).Contains(group)));

    // A rule for addresses stays with a group that is kept; one for a group of a workload would keep that group from being destroyed.
    private bool IsRuleOfKept(TakeoverItem item, out TakeoverItem? user)
    {
        user = item.Resource.Type is "aws_security_group_rule" or "aws_vpc_security_group_ingress_rule"
            or "aws_vpc_security_group_egress_rule" && item.Resource.Text("source_security_group_id").Length == 0
                && item.Resource.Text("referenced_security_group_id").Length == 0
            ? UserOfGroup(item.Resource.Text("security_group_id")) : null;
        return user is not null;
    }
}
