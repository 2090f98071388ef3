using Constructs;
using EdgeCdk.Constructs.Foundation;

namespace EdgeCdk.Constructs.Lambdas;

/// <summary>Inputs of <see cref="MetadataBrowsing"/>.</summary>
public sealed record MetadataBrowsingProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    public required PrivateNetwork Network { get; init; }

    public required SharedFileSystem FileSystem { get; init; }

    public required ArtifactBucket Bucket { get; init; }

    public required CustomerRoles CustomerRoles { get; init; }

    public required JavaFunctionRelease Release { get; init; }
}

/// <summary>Browses metadata and tests connections for users of the control plane, with the connectors of the file system.</summary>
public sealed class MetadataBrowsing : Construct
{
    public MetadataBrowsing(Construct scope, string id, MetadataBrowsingProps props)
        : base(scope, id)
    {
        Function = new JavaFunction(this, "Function", new JavaFunctionProps
        {
            Edge = props.Edge,
            Key = props.Key,
            Network = props.Network,
            Component = "metadata-browsing",
            Description = $"Edge {props.Edge.Name}: metadata browsing and connection testing",
            RoleName = props.Edge.MetadataBrowsingRoleName,
            MemoryMb = 1331,
            Release = props.Release,
            Bucket = props.Bucket,
            Drivers = props.FileSystem,
            Permissions = [props.FileSystem.AllowRead(props.FileSystem.Drivers), props.CustomerRoles.AllowAssume()],
            Environment = new Dictionary<string, string>
            {
                ["DRIVERS_PATH"] = Defaults.DriversPath,
                ["EDGE_NAME"] = props.Edge.Name,
                ["EDGE_REGION"] = props.Edge.Region,
            },
        });
        var nfs = props.FileSystem.AllowNfs(this, Function.SecurityGroup.Id);
        // Lambda tries the mount when it creates the function.
        Function.CreateAfter(props.FileSystem.MountTargets, nfs);
    }

    public JavaFunction Function { get; }
}
