using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>Keys that exclude or need each other.</summary>
internal static class ChoiceRules
{
    private const string OneOfTheTwo = "one of the two";
    private const string RemoveTheOther = "remove the other";

    public static readonly Rule<EdgeConfig>[] All =
    [
        new(["artifacts"], ArtifactsComeFromOnePlace),
        new(["registry.prefix", "registry.credentials"], CredentialsSuitTheRegistry),
        new(["registry.secretArn", "registry.credentials"], OneWayToPull),
        new(
            ["registry.secretArn", "registry.secretKeyArn"],
            config => KeyNeedsItsSecret("registry.secret", config.Registry.SecretArn, config.Registry.SecretKeyArn)),
        new(
            ["observability.otlpSecretArn", "observability.otlpSecretKeyArn"],
            config => KeyNeedsItsSecret(
                "observability.otlpSecret", config.Observability.OtlpSecretArn, config.Observability.OtlpSecretKeyArn)),
        new(
            ["vpc.proxy"],
            config => KeyNeedsItsSecret("vpc.proxy.caSecret", config.Vpc.Proxy?.CaSecretArn, config.Vpc.Proxy?.CaSecretKeyArn)),
        new(["observability"], SecretOfNoCollector),
        new(["alarms"], AlarmsHaveOneTopic),
    ];

    private static IEnumerable<Problem> ArtifactsComeFromOnePlace(EdgeConfig config)
    {
        const string withBucket = "it with a bucket", remedy = "remove it, or add artifacts.bucket", because = " without artifacts.bucket";
        var artifacts = config.Artifacts;
        if (artifacts is { Bucket: not null, Directory: { } directory })
            yield return Problem.Is("artifacts.directory", directory, OneOfTheTwo, RemoveTheOther, ", but artifacts.bucket is given too");
        if (artifacts is { Bucket: null, Prefix: { } prefix })
            yield return Problem.Is("artifacts.prefix", prefix, withBucket, remedy, because);
        if (artifacts is { Bucket: null, Prefix: null, KeyArn: { } key })
            yield return Problem.Is("artifacts.keyArn", key, withBucket, remedy, because);
    }

    private static IEnumerable<Problem> CredentialsSuitTheRegistry(EdgeConfig config)
    {
        var registry = config.Registry;
        var withoutCredentials = registry.Credentials is RegistryCredentials.None;
        if (withoutCredentials && registry.IsVendors())
        {
            yield return Problem.Is(
                "registry.credentials", "none", "credentials for that registry", "remove credentials, or set registry.prefix to a mirror",
                ", but registry.prefix is the vendor's registry");
        }

        if (registry.LooksLikeEcr()
            && registry.Prefix.Split('.').Select(Partitions.NotSupported).OfType<string>().FirstOrDefault() is { } partition)
        {
            var refusal = Partitions.Refuse(registry.Prefix, partition);
            yield return new Problem("registry.prefix", refusal.Fault, $"use {refusal.Allowed}", refusal.Remedy)
            {
                Value = registry.Prefix,
            };
        }
        else if (registry.LooksLikeEcr() && registry.Ecr() is null)
        {
            yield return Problem.Is(
                "registry.prefix", registry.Prefix, "<account id>.dkr.ecr.<region>.amazonaws.com/<path>, with .cn behind .com in China",
                "copy the URI of the registry from the ECR console", ", which is not the address of an Amazon ECR registry");
        }
        else if (registry.LooksLikeEcr() && !withoutCredentials)
        {
            yield return Problem.Is(
                "registry.prefix", registry.Prefix, "the pull rights of the tasks", "add credentials: none",
                ", an Amazon ECR registry, which takes no user name and password");
        }
    }

    private static IEnumerable<Problem> OneWayToPull(EdgeConfig config)
    {
        if (config.Registry is { Credentials: RegistryCredentials.None, SecretArn: { } unused })
            yield return Problem.Is("registry.secretArn", unused, OneOfTheTwo, RemoveTheOther, ", but registry.credentials is none");
    }

    private static IEnumerable<Problem> KeyNeedsItsSecret(string name, string? secretArn, string? keyArn)
    {
        if (secretArn is null && keyArn is not null)
            yield return Problem.Is($"{name}KeyArn", keyArn, "it with a secret", $"remove it, or add {name}Arn", $" without {name}Arn");
    }

    // A warning only: a customer who switches the collector off for a while keeps the ARN of the secret.
    private static IEnumerable<Problem> SecretOfNoCollector(EdgeConfig config)
    {
        if (config.Observability is { Enabled: false, OtlpSecretArn: { } secret })
        {
            const string because = ", but observability.enabled is false, so it has no effect";
            var problem = Problem.Is(
                "observability.otlpSecretArn", secret, "it with a collector", "add enabled: true, or remove it", because);
            yield return problem with { IsWarning = true };
        }
    }

    private static IEnumerable<Problem> AlarmsHaveOneTopic(EdgeConfig config)
    {
        if (config.Alarms is { TopicArn: null, Create: false })
            yield return new Problem("alarms", "has no topic", "use topicArn or create: true", "add one of them, or remove the block");
        if (config.Alarms is { TopicArn: { } topic, Create: true })
            yield return Problem.Is("alarms.topicArn", topic, OneOfTheTwo, RemoveTheOther, ", but alarms.create is true");
    }
}
