using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>Why a stack set cannot deploy an edge.</summary>
internal static class StackSetObstacles
{
    /// <param name="edge">The edge.</param>
    /// <param name="partition">The partition of the other edges: a stack set is in one.</param>
    public static IEnumerable<Problem> Of(EdgeDefinition edge, string partition)
    {
        foreach (var secret in SecretObstacles.Of(edge, "in parameters", "a stack set shows and keeps the parameters of its stacks"))
            yield return secret;

        if (edge.Config.Account.Partition() != partition)
        {
            yield return Problem.Is(
                "account.region", edge.Config.Account.Region, $"a region of the partition {partition}, as for the edges before it",
                "export the edges of each partition from a directory of their own");
        }

        foreach (var obstacle in PortableValues.Obstacles(edge))
            yield return obstacle;
    }
}
