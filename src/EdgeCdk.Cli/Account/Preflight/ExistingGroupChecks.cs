using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Security groups that the stack does not create: each exists in the VPC.</summary>
internal static class ExistingGroupChecks
{
    public static IEnumerable<Check> Of(PreflightTarget target) =>
        from one in target.Config.Vpc.SecurityGroups is null ? [] : WorkloadGroup.All
        let id = one.Id(target.Config.Vpc.SecurityGroups!)
        where id is not null && one.IsUsed(target.Config)
        select new Check(one.Key, () => Find(target, one.Key, id));

    private static IEnumerable<Finding> Find(PreflightTarget target, string key, string id)
    {
        var vpc = target.Aws.Find("ec2", "describe-security-groups", "--group-ids", id).Items("SecurityGroups")
            .Select(group => group.Text("VpcId")).FirstOrDefault();
        if (vpc != target.Vpc.Id)
        {
            yield return new Finding(Outcome.Failed, key)
            {
                What = vpc is null ? $"there is no security group {id} in {target.Region}" : $"{id} is in {vpc}, not in {target.Vpc.Id}",
                Later = "what uses the group fails with InvalidGroup.NotFound or \"not in the same VPC\"",
                Remedy = $"correct {key}: aws ec2 describe-security-groups --region {target.Region} "
                    + $"--filters Name=vpc-id,Values={target.Vpc.Id}",
            };
        }
    }
}
