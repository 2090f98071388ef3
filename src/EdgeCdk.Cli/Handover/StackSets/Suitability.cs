using EdgeCdk.Config;
using EdgeCdk.Config.Product;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>Which edges a stack set cannot make.</summary>
internal static class Suitability
{
    private const string Plainly = "use a secret of yours: a stack set shows and keeps the parameters of its stacks";

    /// <summary>Everything that is in the way of an edge.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="partition">The partition of the others: a stack set is in one.</param>
    public static IEnumerable<Problem> Problems(EdgeDefinition edge, string partition)
    {
        var secrets = ProductValues.Secrets(edge.Config);
        if (secrets.Contains("RegistryPassword"))
            yield return new Problem("registry.secretArn", "is missing, and the credentials would be parameters", Plainly, "make a secret in the edge's account and name it, or set registry.credentials to none for a mirror without");
        if (secrets.Contains("OtlpAuthorization"))
            yield return new Problem("observability.otlpSecretArn", "is missing, and the authorization would be a parameter", Plainly, "make a secret in the edge's account and name it");
        if (edge.Config.Account.Partition() != partition)
            yield return Problem.Is("account.region", edge.Config.Account.Region, $"a region of the partition {partition}, as for the edges before it", "export the edges of each partition from a directory of their own");
        foreach (var obstacle in ProductValues.Obstacles(edge))
            yield return obstacle;
    }
}
