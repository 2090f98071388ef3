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

    /// <summary>
    /// Whether the stack creates its roles; existing where others create them, under the names that it expects. Default: create.
    /// </summary>
    /// <effect>
    /// With existing, the stack has no role and no policy of a role. It uses roles that have the names of this edge, for each task,
    /// function, rule and schedule; docs/other-teams.md lists them.
    /// </effect>
    /// <consequence>
    /// Whoever deploys needs iam:PassRole on these roles, and no other permission of IAM. A permission that a role lacks stops the edge at
    /// run time, not at deployment. Decide this before the first deployment: a deployed edge would delete its own roles.
    /// </consequence>
    public ResourceMode Roles { get; init; }

    /// <summary>Path of existing roles, such as /edge/, where the account demands one. Default: /.</summary>
    /// <effect>Part of the ARN of every role. The names stay.</effect>
    /// <consequence>Policies of yours that name the roles of the edge by ARN need the path.</consequence>
    [RolePath]
    public string? RolePath { get; init; }
}
