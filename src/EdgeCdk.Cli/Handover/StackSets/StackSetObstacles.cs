using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>Why a stack set cannot deploy an edge.</summary>
internal static class StackSetObstacles
{
    private const string UseSecret = "use a secret of yours: a stack set shows and keeps the parameters of its stacks";

    /// <param name="edge">The edge.</param>
    /// <param name="partition">The partition of the other edges: a stack set is in one.</param>
    public static IEnumerable<Problem> Of(EdgeDefinition edge, string partition)
    {
        var secrets = PortableValues.Secrets(edge.Config);
        if (secrets.Contains("RegistryPassword"))
        {
            yield return new Problem(
                "registry.secretArn", "is missing, and the credentials would be parameters", UseSecret,
                "create a secret in the edge's account and name it, or set registry.credentials to none for a mirror without");
        }

        if (secrets.Contains("OtlpAuthorization"))
        {
            yield return new Problem(
                "observability.otlpSecretArn", "is missing, and the authorization would be a parameter", UseSecret,
                "create a secret in the edge's account and name it");
        }

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
