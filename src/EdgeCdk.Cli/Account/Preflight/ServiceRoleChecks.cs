using EdgeCdk.Cli.Account.Checks;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Service-linked roles, which an account does not have before it uses a service for the first time.</summary>
internal static class ServiceRoleChecks
{
    private const string Unable = "fail with \"Unable to assume the service linked role\" or AccessDenied for iam:CreateServiceLinkedRole";

    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        yield return Check(
            target, "ecs", "AWSServiceRoleForECS", "clusters and services fail with \"Unable to assume the service linked role. Please "
                + "verify that the ECS service linked role exists.\"");
        yield return Check(target, "elasticfilesystem", "AWSServiceRoleForAmazonElasticFileSystem", $"mount targets {Unable}");
        if (target.Config.Observability.Enabled)
            yield return Check(target, "elasticloadbalancing", "AWSServiceRoleForElasticLoadBalancing", $"load balancers {Unable}");
    }

    private static Check Check(PreflightTarget target, string service, string role, string later) => new(role, () =>
        target.Aws.Find("iam", "get-role", "--role-name", role) is not null ? [] :
        [
            new Finding(Outcome.Failed, role)
            {
                What = $"the service-linked role for {service} is missing",
                Later = later,
                Remedy = $"aws iam create-service-linked-role --aws-service-name {service}.amazonaws.com",
            },
        ]);
}
