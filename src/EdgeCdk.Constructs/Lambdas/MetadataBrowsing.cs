using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Lambdas;

/// <summary>Inputs of <see cref="MetadataBrowsing"/>.</summary>
internal sealed record MetadataBrowsingProps
{
    public required Platform Platform { get; init; }

    public required SharedFileSystem FileSystem { get; init; }

    public required ArtifactBucket Bucket { get; init; }

    public required CustomerRoles CustomerRoles { get; init; }

    public required JavaFunctionRelease Release { get; init; }

    public required ComponentRuntime Runtime { get; init; }
}

/// <summary>Browses metadata and tests connections for users of the control plane, with the connectors of the file system.</summary>
internal sealed class MetadataBrowsing : Construct
{
    public MetadataBrowsing(Construct scope, string id, MetadataBrowsingProps props)
        : base(scope, id)
    {
        Function = new JavaFunction(this, "Function", new JavaFunctionProps
        {
            Platform = props.Platform,
            Component = "metadata-browsing",
            Description = $"Edge {props.Platform.Edge.Name}: metadata browsing and connection testing",
            RoleName = props.Platform.Edge.MetadataBrowsingRoleName,
            ExistingGroup = groups => groups.MetadataBrowsing,
            TrustedBy = "the request queue and by roles of data sources",
            Release = props.Release,
            Runtime = props.Runtime,
            Bucket = props.Bucket,
            Drivers = props.FileSystem,
            Permissions = [props.FileSystem.AllowRead(props.FileSystem.Drivers), props.CustomerRoles.AllowAssume()],
        });
        var nfs = props.FileSystem.AllowNfs(this, Function.SecurityGroup.Id);
        // Lambda tries the mount when it creates the function.
        Function.CreateAfter([props.FileSystem.MountTargets, .. nfs]);
    }

    public JavaFunction Function { get; }
}
