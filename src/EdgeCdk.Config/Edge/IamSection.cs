using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>Rules of the account for roles.</summary>
public sealed record IamSection
{
    /// <summary>Permissions boundary of every role. Default: none.</summary>
    /// <effect>Every role of the stack has it; it can be added, changed and removed in place.</effect>
    /// <consequence>
    /// A role can do what both its policy and the boundary allow: a boundary that lacks something stops the edge at run time,
    /// not at deployment.
    /// </consequence>
    [PolicyArn]
    public string? PermissionsBoundaryArn { get; init; }
}
