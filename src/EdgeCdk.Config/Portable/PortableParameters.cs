using EdgeCdk.Config.Releases;

namespace EdgeCdk.Config.Portable;

/// <summary>
/// All parameters of the portable template of a release, in the order of its forms. The template is made from this table, and so
/// are the values of an edge: neither can forget what the other has.
/// </summary>
internal static class PortableParameters
{
    /// <summary>How images are pulled, as a value of the parameter RegistryCredentials.</summary>
    public const string CredentialsFromParameters = "parameters", CredentialsFromSecret = "secret", NoCredentials = "none";

    /// <summary>No alarms, or a topic that the stack makes, as values of the parameter AlarmTopic.</summary>
    public const string NoAlarms = "off", CreatedTopic = "create";

    /// <summary>
    /// Longest ARN of the result role: the description of a function, which has 256 characters, must hold what the function reads.
    /// </summary>
    public const int LongestResultRoleArn = 106;

    /// <summary>Most blocks of the VPC, and most further accounts with roles of data sources.</summary>
    public const int MostBlocks = 5, MostAccounts = 5;

    /// <summary>Most destinations in each list of the egress of workloads.</summary>
    public const int MostDestinations = 3;

    /// <summary>Most private subnets.</summary>
    public const int MostSubnets = 3;

    /// <summary>Services that may have a further endpoint.</summary>
    public static IReadOnlyList<string> Services => NetworkParameters.Services;

    /// <summary>The parameters for a release.</summary>
    public static IReadOnlyList<PortableParameter> For(ReleaseManifest release) =>
    [
        PortableParameter.Of("EdgeName", "Edge", "Name of the edge", "edge.name", edge => edge.Config.Edge.Name) with
        {
            Description = "Name of the edge, unique in the account over all regions. "
                + "Keep it when you update: another name is another edge.",
        },
        .. NetworkParameters.All,
        .. NetworkParameters.Endpoints,
        .. EgressParameters.Of(release),
        .. ProxyParameters.For(release),
        .. ResultParameters.All,
        .. ControlPlaneParameters.For(release),
        .. PackageParameters.For(release),
        .. RegistryParameters.For(release),
        .. TelemetryParameters.All,
        .. CapacityParameters.For(release),
        .. AccountParameters.All,
    ];
}
