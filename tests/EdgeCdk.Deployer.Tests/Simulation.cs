namespace EdgeCdk.Deployer.Tests;

/// <summary>Tests that share one run of the simulation.</summary>
[CollectionDefinition(Name)]
public sealed class Simulation : ICollectionFixture<Decisions>
{
    public const string Name = "Simulation";
}
