using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.Template;

/// <summary>Secrets of an edge that would be parameters, where others can read those.</summary>
internal static class SecretObstacles
{
    /// <param name="edge">The edge.</param>
    /// <param name="place">Where a secret would be, such as <c>a parameter</c>.</param>
    /// <param name="because">Why a secret of the user is necessary.</param>
    public static IEnumerable<Problem> Of(EdgeDefinition edge, string place, string because)
    {
        var (secrets, allowed) = (PortableValues.Secrets(edge.Config), $"use a secret of yours: {because}");
        if (secrets.Contains("RegistryPassword"))
        {
            yield return new Problem(
                "registry.secretArn", $"is missing, and the credentials would be {place}", allowed,
                "create a secret in the edge's account and name it, or set registry.credentials to none for a mirror without");
        }

        if (secrets.Contains("OtlpAuthorization"))
        {
            yield return new Problem(
                "observability.otlpSecretArn", $"is missing, and the authorization would be {place}", allowed,
                "create a secret in the edge's account and name it");
        }
    }
}
