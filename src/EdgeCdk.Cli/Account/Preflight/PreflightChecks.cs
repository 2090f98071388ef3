using EdgeCdk.Cli.Account.Checks;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>All checks before a deployment.</summary>
internal static class PreflightChecks
{
    /// <summary>The checks; they do not depend on each other.</summary>
    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        return
        [
            new("vpc.vpcId", () => VpcChecks.Find(target)),
            InVpc("DNS", DnsServerChecks.Find),
            InVpc("vpc.privateSubnetIds", SubnetChecks.Find),
            InVpc("vpc.privateSubnetIds", SubnetChecks.Zones),
            InVpc("vpc.privateSubnetIds", SubnetAddressChecks.Find),
            InVpc("vpc.privateSubnetIds", ZoneChecks.Compute),
            InVpc("vpc.privateSubnetIds", ZoneChecks.Endpoints),
            InVpc("vpc.privateSubnetIds", MountTargetChecks.Find),
            InVpc("routes", RouteChecks.Find),
            InVpc("vpc.privateRouteTableIds", RouteTableChecks.Find),
            InVpc("network ACLs", NetworkAclChecks.Find),
            InVpc("reachability", ReachabilityChecks.Find),
            InVpc("vpc.endpoints.s3", GatewayEndpointChecks.Find),
            .. EndpointChecks.Of(target.Config.Vpc).Select(check => InVpc(check.About, check.Find)),
            InVpc("vpc.endpoints", EndpointChecks.Quota),
            InVpc("DNS firewall", DnsFirewallChecks.Find),
            .. ServiceRoleChecks.Of(target),
            new("ECS", () => EcsSettingChecks.Find(target)),
            new("Fargate", () => FargateQuotaChecks.Find(target)),
            new("Lambda", () => QuotaChecks.Lambda(target)),
            new("s3.iamRoleArn", () => ResultRoleChecks.Find(target)),
            new("s3.bucketName", () => ResultBucketChecks.Find(target)),
            .. ControlPlaneChecks.Of(target),
            .. SecretChecks.Of(target),
            .. EcrMirrorChecks.Of(target),
            .. PackageChecks.Of(target),
            new("bootstrap", () => BootstrapChecks.Find(target)),
            new("stack", () => ExistingStackChecks.Find(target)),
            .. TakenNameChecks.Of(target),
            .. ReferencedResources.Of(target),
            new("hooks", () => HookChecks.Find(target)),
            .. ExistingRoleChecks.Of(target),
            .. ExistingGroupChecks.Of(target),
            .. ExistingKeyChecks.Of(target),
            new("organization", () => OrganizationChecks.Find(target)),
            new("network", () => EgressChecks.Find(target)),
        ];

        // When the VPC does not exist, everything in it would look missing.
        Check InVpc(string about, Func<PreflightTarget, IEnumerable<Finding>> find) =>
            new(about, () => target.Vpc.Vpc() is null ? [] : find(target));
    }
}
