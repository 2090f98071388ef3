using EdgeCdk.Foundation;

namespace EdgeCdk.Lambdas;

/// <summary>Inputs of <see cref="PythonFunction"/>.</summary>
internal sealed record PythonFunctionProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    /// <summary>Name of the source's folder, and of the component.</summary>
    public required string Component { get; init; }

    public required string Description { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required int MemoryMb { get; init; }

    /// <summary>Whether a role that the stack creates has its name, since another party names it in a policy. Default: no.</summary>
    public bool HasFixedRoleName { get; init; }

    /// <summary>What the code may do, beside writing its log.</summary>
    public IReadOnlyList<Statement> Permissions { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The VPC that it runs in. Default: none.</summary>
    public OwnFunctionVpc? Vpc { get; init; }

    /// <summary>Chooses its group among those that exist, when it is in the VPC and the stack creates none.</summary>
    public required Func<SecurityGroups, string> ExistingGroup { get; init; }

    /// <summary>Where failed asynchronous invocations go. Default: nowhere.</summary>
    public EncryptedQueue? DeadLetters { get; init; }
}
