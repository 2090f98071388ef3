using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>Roles, security groups and keys that the stack does not create.</summary>
internal static class ExistingResourceRules
{
    public static readonly Rule<EdgeConfig>[] All =
    [
        new(["iam.roles", "iam.rolePath"], PathIsOfExistingRoles),
        new([WorkloadGroup.Block, "vpc.endpoints", "vpc.additionalEndpoints", "observability.enabled"], NoGroupIsMissing),
        new([WorkloadGroup.Block], GroupsDiffer),
        new(["kms.generalKeyArn", "kms.dataQualityKeyArn"], KeysDiffer),
    ];

    // AWS would replace a role for another path, and two roles cannot have one name.
    private static IEnumerable<Problem> PathIsOfExistingRoles(EdgeConfig config)
    {
        if (config.Iam is { Roles: ResourceMode.Create, RolePath: { } path })
        {
            yield return Problem.Is(
                "iam.rolePath", path, "it with existing roles", "remove it, or add roles: existing", ", but the stack creates its roles");
        }
    }

    private static IEnumerable<Problem> NoGroupIsMissing(EdgeConfig config) =>
        from groups in new[] { config.Vpc.SecurityGroups }.OfType<SecurityGroupsSection>()
        from one in WorkloadGroup.All
        where one.Id(groups) is null && one.IsUsed(config)
        select Problem.Missing(
            one.Key, "the id of a security group of the VPC",
            $"add it, or remove {WorkloadGroup.Block}: the stack creates either all groups or none");

    // What one group allows would be allowed for both.
    private static IEnumerable<Problem> GroupsDiffer(EdgeConfig config)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in config.Vpc.SecurityGroups is null ? [] : WorkloadGroup.All)
        {
            if (one.Id(config.Vpc.SecurityGroups!) is { } id && !owners.TryAdd(id, one.Key))
                yield return Problem.Is(one.Key, id, "a security group for each", "create another group", $", as is {owners[id]}");
        }
    }

    private static IEnumerable<Problem> KeysDiffer(EdgeConfig config)
    {
        if (config.Kms is { GeneralKeyArn: { } general, DataQualityKeyArn: { } results } && general == results)
        {
            yield return Problem.Is(
                "kms.dataQualityKeyArn", results, "a key for data-quality results alone",
                "create another key: whoever uses the general key could decrypt the results", ", as is kms.generalKeyArn");
        }
    }
}
