using EdgeCdk.Config;

namespace EdgeCdk.Cli.Handover.Split;

/// <summary>One template that is applied by one team.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Team">Who applies it.</param>
/// <param name="Part">What is in it, as the names of its stack and of the rights to deploy it say.</param>
/// <param name="Rights">What the team needs to be allowed to apply it.</param>
internal sealed record SplitStep(string File, string Team, string Part, string Rights)
{
    /// <summary>The template of the keys.</summary>
    public static SplitStep Keys { get; } = new(
        "keys.template.json", "The team that owns keys", "Keys", "create, tag, describe and administer keys and their aliases");

    /// <summary>The template of the network.</summary>
    public static SplitStep Network { get; } = new(
        "network.template.json", "The team that owns the network", "Network",
        "create, change and delete security groups with their rules, and endpoints, in the VPC");

    /// <summary>The template of the roles.</summary>
    public static SplitStep Identity { get; } = new(
        "identity.template.json", "The team that owns roles", "Identity",
        "create, change and delete roles and their policies, with the names of the template");

    /// <summary>The templates of the teams, in their order.</summary>
    public static IReadOnlyList<SplitStep> Teams { get; } = [Keys, Network, Identity];

    /// <summary>Name of the stack.</summary>
    /// <param name="edge">Name of the edge.</param>
    public string Stack(string edge) => new EdgeNames(edge).StackOfTeam(Part);

    /// <summary>The template of the edge itself.</summary>
    public static SplitStep Edge { get; } = new(
        "edge.template.json", "Whoever deploys", "Edge",
        "all else, and of IAM `iam:PassRole` and `iam:GetRole` on the roles of the edge alone");
}
