namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Service-linked roles, which an account has not before it uses a service for the first time.</summary>
internal static class ServiceRoleChecks
{
    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        yield return Check(target, "ecs", "AWSServiceRoleForECS", "clusters and services fail with \"Unable to assume the service linked role. Please verify that the ECS service linked role exists.\"");
        yield return Check(target, "elasticfilesystem", "AWSServiceRoleForAmazonElasticFileSystem", "mount targets fail with \"Unable to assume the service linked role\" or AccessDenied for iam:CreateServiceLinkedRole");
        if (target.Config.Observability.Enabled)
            yield return Check(target, "elasticloadbalancing", "AWSServiceRoleForElasticLoadBalancing", "the load balancer fails with \"Unable to assume the service linked role\" or AccessDenied for iam:CreateServiceLinkedRole");
    }

    private static Check Check(PreflightTarget target, string service, string role, string later) => new(role, () => target.Find("iam", "get-role", "--role-name", role) is not null ? [] :
    [
        Finding.Error(role, $"the service-linked role for {service} is missing", later, $"aws iam create-service-linked-role --aws-service-name {service}.amazonaws.com"),
    ]);
}
