using Amazon.CDK.AWS.ECS;
using EdgeCdk.Constructs.Foundation;

namespace EdgeCdk.Constructs.Clusters;

/// <summary>A container of a <see cref="FargateTask"/>.</summary>
public sealed record TaskContainer
{
    /// <summary>Id of the construct of its log group. Default: Logs, for the only container of a task.</summary>
    public string LogsId { get; init; } = "Logs";

    /// <summary>Name of the container and of its log group.</summary>
    public required string Name { get; init; }

    /// <summary>The image, with its tag.</summary>
    public required string Image { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Variables that ECS reads from a secret: name, and ARN with the key behind it. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Arguments. Default: the image's.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<TaskMount> Mounts { get; init; } = [];

    /// <summary>Ports that it listens on. Default: none.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>Whether the task ends when the container does; false for one that prepares something and ends. Default: true.</summary>
    public bool Essential { get; init; } = true;

    /// <summary>Name of the container that must have succeeded before this one starts. Default: none.</summary>
    public string? After { get; init; }

    /// <summary>Limit of its memory. Default: all that the task has.</summary>
    public int? MemoryMiB { get; init; }

    internal CfnTaskDefinition.ContainerDefinitionProperty Definition(FargateTaskProps task, ComponentLogGroup logs) => new()
    {
        Name = Name,
        Image = Image,
        Essential = Essential,
        Memory = MemoryMiB ?? task.Size.MemoryMiB,
        Command = Command?.ToArray(),
        RepositoryCredentials = task.Registry.CredentialsSecretArn is { } secret
            ? new CfnTaskDefinition.RepositoryCredentialsProperty { CredentialsParameter = secret }
            : null,
        Environment = Sorted(Environment.Concat(task.Edge.TelemetryEnvironment(Name)), variable =>
            new CfnTaskDefinition.KeyValuePairProperty { Name = variable.Key, Value = variable.Value }),
        Secrets = Sorted(Secrets, variable => new CfnTaskDefinition.SecretProperty { Name = variable.Key, ValueFrom = variable.Value }),
        MountPoints = Array(Mounts, mount => new CfnTaskDefinition.MountPointProperty { SourceVolume = mount.Volume.Name, ContainerPath = mount.Path, ReadOnly = !mount.Writes }),
        PortMappings = Array(Ports, port => new CfnTaskDefinition.PortMappingProperty { ContainerPort = port, Protocol = "tcp" }),
        DependsOn = After is null ? null : new object[] { new CfnTaskDefinition.ContainerDependencyProperty { ContainerName = After, Condition = "SUCCESS" } },
        LogConfiguration = new CfnTaskDefinition.LogConfigurationProperty
        {
            LogDriver = "awslogs",
            Options = new Dictionary<string, string>
            {
                ["awslogs-group"] = logs.Name,
                ["awslogs-region"] = task.Edge.Region,
                ["awslogs-stream-prefix"] = Name,
            },
        },
    };

    private static object[]? Sorted(IEnumerable<KeyValuePair<string, string>> pairs, Func<KeyValuePair<string, string>, object> convert) =>
        Array([.. pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal)], convert);

    private static object[]? Array<T>(IReadOnlyList<T> items, Func<T, object> convert) => items.Count == 0 ? null : [.. items.Select(convert)];
}

/// <summary>A volume at a place in a container.</summary>
public sealed record TaskMount(TaskVolume Volume, string Path, bool Writes);

/// <summary>A volume of a task.</summary>
public abstract record TaskVolume(string Name)
{
    /// <summary>An empty directory that the containers of a task share.</summary>
    public sealed record Scratch(string Name) : TaskVolume(Name);

    /// <summary>A directory of the file system. The task role gets the right to mount it, and to write it if a container does.</summary>
    public sealed record OnFileSystem(SharedFileSystem FileSystem, AccessPoint AccessPoint) : TaskVolume(AccessPoint.Name);

    internal CfnTaskDefinition.VolumeProperty Definition() => new()
    {
        Name = Name,
        EfsVolumeConfiguration = this is OnFileSystem files
            ? new CfnTaskDefinition.EFSVolumeConfigurationProperty
            {
                FilesystemId = files.FileSystem.Id,
                TransitEncryption = "ENABLED",
                AuthorizationConfig = new CfnTaskDefinition.AuthorizationConfigProperty { AccessPointId = files.AccessPoint.Id, Iam = "ENABLED" },
            }
            : null,
    };
}
