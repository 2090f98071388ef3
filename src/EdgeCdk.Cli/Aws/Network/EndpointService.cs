using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Aws.Network;

/// <summary>A service whose endpoint an edge either creates or finds.</summary>
/// <param name="Key">Key in the edge file.</param>
/// <param name="Service">AWS's name of the service in the names of its endpoints.</param>
/// <param name="Mode">What the edge file says.</param>
internal sealed record EndpointService(string Key, string Service, Func<EndpointsSection, ResourceMode> Mode)
{
    /// <summary>The service with a gateway endpoint; all others have interface endpoints.</summary>
    public static readonly EndpointService S3 = new("vpc.endpoints.s3", "s3", endpoints => endpoints.S3);

    public static readonly EndpointService[] Interfaces =
    [
        new("vpc.endpoints.kms", "kms", endpoints => endpoints.Kms),
        new("vpc.endpoints.secretsManager", "secretsmanager", endpoints => endpoints.SecretsManager),
        new("vpc.endpoints.sqs", "sqs", endpoints => endpoints.Sqs),
    ];

    /// <summary>A service of vpc.additionalEndpoints.</summary>
    public static EndpointService Additional(string service) => new("vpc.additionalEndpoints", service, _ => ResourceMode.Create);

    /// <summary>Whether the stack of the edge creates the endpoint.</summary>
    public bool IsOfStack(VpcSection vpc) => IsNew(vpc) && vpc.EndpointOwner is EndpointOwner.Edge;

    /// <summary>Why the endpoint is expected to exist, as part of a sentence.</summary>
    public string Claim(VpcSection vpc) => IsNew(vpc) ? $"has an endpoint for {Service} that the network team creates" : "is existing";

    /// <summary>What to do where it does not exist.</summary>
    /// <param name="edge">Name of the edge.</param>
    /// <param name="vpc">Its network.</param>
    public string Remedy(string edge, VpcSection vpc) =>
        IsNew(vpc) ? $"apply network.template.json, which `npx edge split {edge}` writes" : $"{Key}: create";

    private bool IsNew(VpcSection vpc) => Mode(vpc.Endpoints) is ResourceMode.Create;
}
