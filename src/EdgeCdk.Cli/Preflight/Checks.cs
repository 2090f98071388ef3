namespace EdgeCdk.Cli.Preflight;

/// <summary>All that is asked before a deployment.</summary>
internal static class Checks
{
    /// <summary>All checks of a site; any of them may run beside any other.</summary>
    public static IEnumerable<Check> Of(Site site) =>
    [
        new("vpc.vpcId", () => VpcItself.Find(site)),
        new("vpc.privateSubnetIds", () => Subnets.Find(site)),
        new("vpc.privateSubnetIds", () => Subnets.Zones(site)),
        new("vpc.privateSubnetIds", () => Subnets.Addresses(site)),
        new("routes", () => Routes.Find(site)),
        new("vpc.privateRouteTableIds", () => Routes.Listed(site)),
        new("network ACLs", () => NetworkAcls.Find(site)),
        new("vpc.endpoints", () => Endpoints.Find(site)),
        new("vpc.endpoints", () => Endpoints.Quota(site)),
        new("DNS firewall", () => Egress.Dns(site)),
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
        new(site.StackName, () => StackState.Find(site)),
        .. StackState.Leftovers(site),
        .. Named.Of(site),
        new("organisation", () => Organization.Find(site)),
        new("network", () => Egress.Find(site)),
    ];
}
