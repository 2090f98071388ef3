namespace EdgeCdk.Cli.Preflight;

/// <summary>All that is asked before a deployment.</summary>
internal static class Checks
{
    /// <summary>All checks of a site; any of them may run beside any other.</summary>
    public static IEnumerable<Check> Of(Site site)
    {
        return
        [
            new("vpc.vpcId", () => VpcItself.Find(site)),
            InVpc("vpc.privateSubnetIds", Subnets.Find),
            InVpc("vpc.privateSubnetIds", Subnets.Zones),
            InVpc("vpc.privateSubnetIds", ZoneOffers.Compute),
            InVpc("vpc.privateSubnetIds", ZoneOffers.Endpoints),
            InVpc("vpc.privateSubnetIds", Subnets.Addresses),
            InVpc("vpc.privateSubnetIds", MountTargets.Find),
            InVpc("routes", Routes.Find),
            InVpc("vpc.privateRouteTableIds", Routes.Listed),
            InVpc("network ACLs", NetworkAcls.Find),
            InVpc("vpc.endpoints", Endpoints.Find),
            InVpc("vpc.endpoints", Endpoints.Quota),
            InVpc("DNS firewall", Egress.Dns),
            .. ServiceRoles.Of(site),
            new("Fargate", () => Quotas.Fargate(site)),
            new("Lambda", () => Quotas.Lambda(site)),
            new("s3.iamRoleArn", () => Results.Role(site)),
            new("s3.bucketName", () => Results.Bucket(site)),
            .. ControlPlane.Of(site),
            .. Secrets.Of(site),
            .. Mirror.Of(site),
            .. Packages.Of(site),
            new("bootstrap", () => Bootstrap.Find(site)),
            new("stack", () => DeployedBefore.Find(site)),
            .. TakenNames.Of(site),
            .. Named.Of(site),
            new("organisation", () => Organization.Find(site)),
            new("network", () => Egress.Find(site)),
        ];

        // Of a VPC that is not there, everything would be missing.
        Check InVpc(string about, Func<Site, IEnumerable<Finding>> find) => new(about, () => site.Vpc.Vpc() is null ? [] : find(site));
    }
}
