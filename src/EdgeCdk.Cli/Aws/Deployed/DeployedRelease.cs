namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>What is deployed of an edge.</summary>
/// <param name="Release">The release; null while nothing is deployed.</param>
/// <param name="Deployer">How it was deployed, or is to be.</param>
internal sealed record DeployedRelease(string? Release, Deployer Deployer)
{
    /// <summary>Where AWS was asked. Default: null, somebody said what is deployed.</summary>
    public EdgePlace? Place { get; init; }
}
