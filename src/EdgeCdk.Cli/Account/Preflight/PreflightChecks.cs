namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>All that is asked before a deployment.</summary>
internal static class PreflightChecks
{
    /// <summary>All checks of a target; any of them may run beside any other.</summary>
    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        return
        [
            new("vpc.vpcId", () => VpcChecks.Find(target)),
            InVpc("vpc.privateSubnetIds", SubnetChecks.Find),
            InVpc("vpc.privateSubnetIds", SubnetChecks.Zones),
            InVpc("vpc.privateSubnetIds", ZoneChecks.Compute),
            InVpc("vpc.privateSubnetIds", ZoneChecks.Endpoints),
            InVpc("vpc.privateSubnetIds", SubnetChecks.Addresses),
            InVpc("vpc.privateSubnetIds", MountTargetChecks.Find),
            InVpc("routes", RouteChecks.Find),
            InVpc("vpc.privateRouteTableIds", RouteChecks.Listed),
            InVpc("network ACLs", NetworkAclChecks.Find),
            InVpc("vpc.endpoints", EndpointChecks.Find),
            InVpc("vpc.endpoints", EndpointChecks.Quota),
            InVpc("DNS firewall", EgressChecks.Dns),
            .. ServiceRoleChecks.Of(target),
            new("Fargate", () => QuotaChecks.Fargate(target)),
            new("Lambda", () => QuotaChecks.Lambda(target)),
            new("s3.iamRoleArn", () => ResultBucketChecks.Role(target)),
            new("s3.bucketName", () => ResultBucketChecks.Bucket(target)),
            .. ControlPlaneChecks.Of(target),
            .. SecretChecks.Of(target),
            .. EcrMirrorChecks.Of(target),
            .. PackageChecks.Of(target),
            new("bootstrap", () => BootstrapChecks.Find(target)),
            new("stack", () => ExistingStackChecks.Find(target)),
            .. TakenNameChecks.Of(target),
            .. ReferencedResources.Of(target),
            new("organisation", () => OrganizationChecks.Find(target)),
            new("network", () => EgressChecks.Find(target)),
        ];

        // Of a VPC that is not there, everything would be missing.
        Check InVpc(string about, Func<PreflightTarget, IEnumerable<Finding>> find) => new(about, () => target.Vpc.Vpc() is null ? [] : find(target));
    }
}
