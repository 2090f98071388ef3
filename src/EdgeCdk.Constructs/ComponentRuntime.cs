namespace EdgeCdk;

/// <summary>What the code of a component is given, and where it expects what it uses. The release decides it.</summary>
internal sealed record ComponentRuntime
{
    /// <summary>Variables and their values.</summary>
    public required IReadOnlyDictionary<string, Conditional<string>> Environment { get; init; }

    /// <summary>Variables of a container that ECS reads from a secret: name, and ARN. Default: none.</summary>
    public IReadOnlyDictionary<string, Conditional<string>> Secrets { get; init; } = new Dictionary<string, Conditional<string>>();

    /// <summary>What ECS, or a function, needs to read secrets that the variables name. Default: nothing.</summary>
    public IReadOnlyList<Statement> SecretPermissions { get; init; } = [];

    /// <summary>What runs in a container. Default: what its image says.</summary>
    public IReadOnlyList<string>? EntryPoint { get; init; }

    /// <summary>Arguments of a container. Default: what its image says.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Where it expects the connectors; anything for a component that does not mount them.</summary>
    public string DriversPath { get; init; } = "";

    /// <summary>File with the collector's configuration; anything for a component that does not use it.</summary>
    public string ConfigurationPath { get; init; } = "";

    /// <summary>Where the collector keeps what it could not send yet; anything for other components.</summary>
    public string StatePath { get; init; } = "";

    /// <summary>Limit of its memory. Default: all that the task has.</summary>
    public int? MemoryMiB { get; init; }
}
