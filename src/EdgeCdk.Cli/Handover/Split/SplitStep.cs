namespace EdgeCdk.Cli.Handover.Split;

/// <summary>One template that is applied by one team.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Team">Who applies it.</param>
/// <param name="StackPrefix">What the name of its stack begins with; the name of the edge follows.</param>
/// <param name="Rights">What the team needs to be allowed to apply it.</param>
internal sealed record SplitStep(string File, string Team, string StackPrefix, string Rights)
{
    /// <summary>The templates of the teams, in their order.</summary>
    public static IReadOnlyList<SplitStep> Teams { get; } =
    [
        new("keys.template.json", "The team that owns keys", "Keys-", "create, tag, describe and administer keys and their aliases"),
        new(
            "network.template.json", "The team that owns the network", "Network-",
            "create, change and delete security groups and their rules in the VPC"),
        new(
            "identity.template.json", "The team that owns roles", "Identity-",
            "create, change and delete roles and their policies, with the names of the template"),
    ];

    /// <summary>The template of the edge itself.</summary>
    public static SplitStep Edge { get; } = new(
        "edge.template.json", "Whoever deploys", "Edge-", "all else, and of IAM iam:PassRole on the roles of the edge alone");
}
