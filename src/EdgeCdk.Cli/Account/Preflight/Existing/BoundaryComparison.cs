namespace EdgeCdk.Cli.Account.Preflight.Existing;

/// <summary>Compares what a permissions boundary leaves of a policy with what is needed.</summary>
/// <param name="needed">The statements that are needed.</param>
/// <param name="boundary">The statements of the boundary.</param>
internal sealed class BoundaryComparison(IReadOnlyList<PolicyStatement> needed, IReadOnlyList<PolicyStatement> boundary)
{
    /// <summary>The needed calls that are never allowed.</summary>
    public IReadOnlyList<string> Taken => With(Reach.No);

    /// <summary>The needed calls that are allowed on conditions that the edge may not meet, or for some of their resources.</summary>
    public IReadOnlyList<string> Open => With(Reach.Part);

    private IReadOnlyList<string> With(Reach reach) =>
    [
        .. from one in needed
           where one.IsAllow
           from action in one.Actions
           where one.Resources.Select(resource => ReachOf(one, action, resource)).Min() == reach
           select $"{action} ({one.Name})",
    ];

    private Reach ReachOf(PolicyStatement one, string action, string resource)
    {
        var about = boundary.Where(other => other.HasAction(action) && other.HasPartOf(resource)).ToList();
        var allows = about.Where(other => other.IsAllow).ToList();
        var denies = about.Where(other => !other.IsAllow).ToList();
        if (allows.Count == 0 || denies.Exists(IsForAll))
            return Reach.No;
        return denies.Count == 0 && allows.Exists(IsForAll) ? Reach.All : Reach.Part;

        bool IsForAll(PolicyStatement other) => other.HasResource(resource) && other.IsMetBy(one);
    }
}
