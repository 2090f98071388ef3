using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Aws.Network;

/// <summary>A service whose endpoint an edge either makes or finds.</summary>
/// <param name="Key">Key in the edge file.</param>
/// <param name="Service">AWS's name of the service in the names of its endpoints.</param>
/// <param name="Mode">What the edge file says.</param>
internal sealed record EndpointService(string Key, string Service, Func<EndpointsSection, EndpointMode> Mode)
{
    /// <summary>The service that an edge makes a gateway for; of all others, interfaces.</summary>
    public static readonly EndpointService S3 = new("vpc.endpoints.s3", "s3", endpoints => endpoints.S3);

    public static readonly EndpointService[] Interfaces =
    [
        new("vpc.endpoints.kms", "kms", endpoints => endpoints.Kms),
        new("vpc.endpoints.secretsManager", "secretsmanager", endpoints => endpoints.SecretsManager),
        new("vpc.endpoints.sqs", "sqs", endpoints => endpoints.Sqs),
    ];
}
