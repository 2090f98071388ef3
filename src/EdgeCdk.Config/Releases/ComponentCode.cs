using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Releases;

/// <summary>What the code of a component, an image or a package, reads and expects when it runs.</summary>
public sealed record ComponentCode
{
    /// <summary>Variables of the code, each with the fact that it reads from it. Default: none.</summary>
    /// <effect>Environment of the container or function; of a function a new version.</effect>
    /// <consequence>A component gets only what its role may use; docs/runtime-contract.md has all facts.</consequence>
    [FactName]
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables of the code with a value that is the same for every edge. Default: none.</summary>
    /// <effect>Environment of the container or function; of a function a new version.</effect>
    /// <consequence>Everyone who may read the template reads them: no secret belongs here.</consequence>
    [Constant]
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();

    /// <summary>What runs in the container. Default: what the image says.</summary>
    /// <effect>Entry point of the container.</effect>
    [Argument, Count(1, 20)]
    public IReadOnlyList<string>? EntryPoint { get; init; }

    /// <summary>Arguments of the container. Default: what the image says.</summary>
    /// <effect>Command of the container.</effect>
    [Argument, Count(1, 50)]
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Directory where the code expects the connectors. Default: none, it does not mount them.</summary>
    /// <effect>Place of the file system in the container or function; in a function below /mnt.</effect>
    [ContainerPath]
    public string? DriversPath { get; init; }

    /// <summary>File with the configuration of the telemetry collector. Default: none.</summary>
    /// <effect>The directory of the file is a volume that the containers of the collector share.</effect>
    [ContainerPath]
    public string? ConfigurationPath { get; init; }

    /// <summary>Directory where the telemetry collector keeps what it could not send yet. Default: none.</summary>
    /// <effect>Place of the file system in the collector's container, and part of its configuration.</effect>
    [ContainerPath]
    public string? StatePath { get; init; }

    /// <summary>
    /// Memory of a container beside the telemetry collector, in MiB. Default: none, the collector has the rest of the task.
    /// </summary>
    /// <effect>Memory limit of the container.</effect>
    [Range(64, 4096)]
    public int? MemoryMiB { get; init; }
}
