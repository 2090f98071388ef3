namespace EdgeCdk.Cli.Preflight;

/// <summary>Service-linked roles, which an account has not before it uses a service for the first time.</summary>
internal static class ServiceRoles
{
    public static IEnumerable<Check> Of(Site site)
    {
        yield return Check(site, "ecs", "AWSServiceRoleForECS", "clusters and services fail with \"Unable to assume the service linked role. Please verify that the ECS service linked role exists.\"");
        yield return Check(site, "elasticfilesystem", "AWSServiceRoleForAmazonElasticFileSystem", "mount targets fail with \"Unable to assume the service linked role\" or AccessDenied for iam:CreateServiceLinkedRole");
        if (site.Config.Observability.Enabled)
            yield return Check(site, "elasticloadbalancing", "AWSServiceRoleForElasticLoadBalancing", "the load balancer fails with \"Unable to assume the service linked role\" or AccessDenied for iam:CreateServiceLinkedRole");
    }

    private static Check Check(Site site, string service, string role, string later) => new(role, () => site.Find("iam", "get-role", "--role-name", role) is not null ? [] :
    [
        Finding.Error(role, $"the service-linked role for {service} is missing", later, $"aws iam create-service-linked-role --aws-service-name {service}.amazonaws.com"),
    ]);
}
