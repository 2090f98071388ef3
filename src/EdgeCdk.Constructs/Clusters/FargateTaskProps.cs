using EdgeCdk.Foundation;

namespace EdgeCdk.Clusters;

/// <summary>Inputs of <see cref="FargateTask"/>.</summary>
internal sealed record FargateTaskProps
{
    public required Platform Platform { get; init; }

    /// <summary>Name of the component; behind the edge's, that of its family.</summary>
    public required string Component { get; init; }

    public required FargateSize Size { get; init; }

    public required IReadOnlyList<TaskContainer> Containers { get; init; }

    /// <summary>What the code may do, beside mounting.</summary>
    public IReadOnlyList<Statement> Permissions { get; init; } = [];

    /// <summary>What ECS may do before the code runs, beside pulling images and writing logs.</summary>
    public IReadOnlyList<Statement> ExecutionPermissions { get; init; } = [];

    /// <summary>Name of the task role. That of the execution role is derived from it.</summary>
    public required string RoleName { get; init; }

    /// <summary>Whether a task role that the stack creates has the name. Default: no, AWS chooses.</summary>
    public bool HasFixedRoleName { get; init; }
}
