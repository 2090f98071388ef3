using Amazon.CDK.AWS.ECS;
using EdgeCdk.Foundation;

namespace EdgeCdk.Clusters;

/// <summary>A volume of a task.</summary>
internal abstract record TaskVolume(string Name)
{
    /// <summary>An empty directory that the containers of a task share.</summary>
    public sealed record Scratch(string Name) : TaskVolume(Name);

    /// <summary>
    /// A directory of the file system. The task role gets the permission to mount it, and to write it if a container does.
    /// </summary>
    public sealed record OnFileSystem(SharedFileSystem FileSystem, AccessPoint AccessPoint) : TaskVolume(AccessPoint.Name);

    internal CfnTaskDefinition.VolumeProperty Definition() => new()
    {
        Name = Name,
        EfsVolumeConfiguration = this is OnFileSystem files
            ? new CfnTaskDefinition.EFSVolumeConfigurationProperty
            {
                FilesystemId = files.FileSystem.Id,
                TransitEncryption = "ENABLED",
                AuthorizationConfig = new CfnTaskDefinition.AuthorizationConfigProperty
                {
                    AccessPointId = files.AccessPoint.Id,
                    Iam = "ENABLED",
                },
            }
            : null,
    };
}
