using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>A secret that an edge reads.</summary>
/// <param name="Key">The key of the edge file for its ARN.</param>
/// <param name="Arn">Its ARN; null when its values are parameters of the stack.</param>
/// <param name="KeyKey">The key of the edge file for the KMS key.</param>
/// <param name="KeyArn">ARN of the KMS key; null when the file names none.</param>
/// <param name="Fields">The fields that it must have; none: it is a text with certificates.</param>
/// <param name="Later">What happens without it.</param>
/// <param name="Parameters">How its values are passed as parameters.</param>
internal sealed record SecretNeed(
    string Key, string? Arn, string KeyKey, string? KeyArn, string[] Fields, string Later, string Parameters)
{
    /// <summary>Whether it is a text with certificates in PEM.</summary>
    public bool IsPem => Fields.Length == 0;

    /// <summary>The secrets of an edge.</summary>
    public static IEnumerable<SecretNeed> Of(EdgeConfig config)
    {
        var (registry, observability) = (config.Registry, config.Observability);
        if (registry.Credentials is null)
        {
            yield return new(
                "registry.secretArn", registry.SecretArn, "registry.secretKeyArn", registry.SecretKeyArn, ["username", "password"],
                "tasks stop with \"unable to pull secrets or registry auth\", or with \"CannotPullContainerError\" and 401",
                "--parameters RegistryUsername=… --parameters RegistryPassword=…");
        }

        if (observability.Enabled)
        {
            yield return new(
                "observability.otlpSecretArn", observability.OtlpSecretArn, "observability.otlpSecretKeyArn",
                observability.OtlpSecretKeyArn, ["endpoint", "authorization"],
                "the collector does not start: ResourceInitializationError",
                "--parameters OtlpEndpoint=… --parameters OtlpAuthorization=…");
        }

        if (config.Vpc.Proxy is { CaSecretArn: { } certificates } proxy)
        {
            yield return new(
                "vpc.proxy.caSecretArn", certificates, "vpc.proxy.caSecretKeyArn", proxy.CaSecretKeyArn, [],
                "jobs and the collector do not start: ResourceInitializationError; Metadata Browsing does not trust the proxy", "");
        }
    }
}
