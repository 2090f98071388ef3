using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>
/// Security groups that the stack does not create: each exists in the VPC, with the rules that the edge needs and no others.
/// </summary>
internal static class ExistingGroupChecks
{
    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        var used = target.Config.Vpc.SecurityGroups is not { } groups ? [] : WorkloadGroup.All
            .Where(one => one.IsUsed(target.Config)).Select(one => (Group: one, Id: one.Id(groups)!)).ToList();
        // A filter leaves out what does not exist, where the ids as a parameter fail together.
        var ids = string.Join(',', used.Select(one => one.Id));
        string[] ask = ["ec2", "describe-security-groups", "--filters", $"Name=group-id,Values={ids}"];
        return used.Select(one => new Check(one.Group.Key, () => Find(target, one.Group, one.Id, target.Aws.List("SecurityGroups", ask))));
    }

    private static IEnumerable<Finding> Find(PreflightTarget target, WorkloadGroup one, string id, IReadOnlyList<JsonNode> existing)
    {
        var group = existing.FirstOrDefault(group => group.Text("GroupId") == id);
        var vpc = group.Text("VpcId");
        if (vpc != target.Vpc.Id)
        {
            return
            [
                new Finding(Outcome.Failed, one.Key)
                {
                    What = group is null
                        ? $"there is no security group {id} in {target.Region}"
                        : $"{id} is in {vpc}, not in {target.Vpc.Id}",
                    Later = "what uses the group fails with InvalidGroup.NotFound or \"not in the same VPC\"",
                    Remedy = $"correct {one.Key}: aws ec2 describe-security-groups --region {target.Region} "
                        + $"--filters Name=vpc-id,Values={target.Vpc.Id}",
                },
            ];
        }

        return target.Needed is { } needed ? Compare(target, one, id, needed().Rules(one.Name), [.. GroupRule.Of(group!)]) : [];
    }

    private static IEnumerable<Finding> Compare(
        PreflightTarget target, WorkloadGroup one, string id, IReadOnlyList<GroupRule> needed, IReadOnlyList<GroupRule> existing)
    {
        var vpc = target.Config.Vpc.CidrBlocks;
        foreach (var direction in needed.Where(rule => !rule.IsAllowedBy(existing, vpc)).GroupBy(rule => rule.IsIngress))
        {
            yield return new Finding(Outcome.Failed, one.Key)
            {
                What = $"{id} does not allow {string.Join(", ", direction)}",
                Later = "connections time out: tasks do not start, or functions cannot be created without NFS",
                Remedy = $"aws ec2 authorize-security-group-{(direction.Key ? "ingress" : "egress")} --region {target.Region} "
                    + $"--group-id {id} --ip-permissions '[{string.Join(", ", direction.Select(rule => rule.Json))}]'",
            };
        }

        if (existing.Where(rule => !rule.IsAllowedBy(needed, vpc)).Select(rule => rule.ToString()).ToList() is { Count: > 0 } wider)
        {
            yield return new Finding(Outcome.Warning, one.Key)
            {
                What = $"{id} allows more than the edge needs: {PolicyFindings.List(wider)}",
                Remedy = "remove these rules, unless something else that has the group needs them",
            };
        }
    }
}
