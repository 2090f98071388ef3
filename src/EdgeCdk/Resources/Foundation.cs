using Constructs;
using EdgeCdk.Foundation;
using EdgeCdk.Lambdas;
using Names = EdgeCdk.Config.Yaml.Names;

namespace EdgeCdk.Resources;

/// <summary>What the workloads of an edge stand on: keys, registry, storage, and the way to AWS services.</summary>
internal sealed record Foundation
{
    /// <summary>What every workload is given.</summary>
    public required Platform Platform { get; init; }

    public required DataQualityKey DataQualityKey { get; init; }

    /// <summary>The bucket for the code of the functions.</summary>
    public required ArtifactBucket Bucket { get; init; }

    public required SharedFileSystem FileSystem { get; init; }

    public required PrivateEndpoints Endpoints { get; init; }

    /// <summary>Where functions of our own run when they run in the VPC.</summary>
    public required OwnFunctionVpc OwnFunctionVpc { get; init; }

    /// <summary>What a template cannot do by itself.</summary>
    public required DeploymentSupport Support { get; init; }

    public static Foundation Create(Construct scope, EdgeInputs inputs)
    {
        var key = new GeneralKey(scope, "GeneralKey", inputs.Edge, inputs.CreatesAlarmTopic, inputs.GeneralKeyArn);
        var dataQualityKey = new DataQualityKey(
            scope, "DataQualityKey", inputs.Edge, inputs.JobSizes.Keys.Select(job => Names.Value(job)), inputs.DataQualityKeyArn);
        var registry = new ImageRegistry(scope, "Registry", new ImageRegistryProps
        {
            Edge = inputs.Edge,
            Key = key,
            Prefix = inputs.RegistryPrefix,
            Access = inputs.RegistryAccess,
        });
        var bucket = new ArtifactBucket(scope, "ArtifactBucket", inputs.Edge, key);
        var fileSystem = new SharedFileSystem(scope, "FileSystem", inputs.Edge, key, inputs.Network, inputs.FileSystemBackup);
        var endpoints = new PrivateEndpoints(scope, "Endpoints", inputs.Endpoints);
        var vpc = new OwnFunctionVpc(inputs.Network, endpoints, inputs.OwnFunctionsInVpc);
        return new Foundation
        {
            Platform = new Platform(inputs.Edge, key, registry, inputs.Network),
            DataQualityKey = dataQualityKey,
            Bucket = bucket,
            FileSystem = fileSystem,
            Endpoints = endpoints,
            OwnFunctionVpc = vpc,
            Support = new DeploymentSupport(scope, "DeploymentSupport", inputs.Edge, key, vpc),
        };
    }
}
