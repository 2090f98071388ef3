using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>Keys that exclude or need each other, and tags.</summary>
internal static class ChoiceRules
{
    public static readonly Rule<EdgeConfig>[] All =
    [
        new(["artifacts"], ArtifactsComeFromOnePlace),
        new(["registry"], RegistryModesDoNotMix),
        new(["observability"], OtlpKeyNeedsItsSecret),
        new(["alarms"], AlarmsHaveOneTopic),
        new(["tags"], TagsAreAcceptable),
    ];

    private static IEnumerable<Problem> ArtifactsComeFromOnePlace(EdgeConfig config)
    {
        var (bucket, remedy) = (config.Artifacts.Bucket, "remove it, or add artifacts.bucket");
        if (bucket is not null && config.Artifacts.Directory is { } directory)
            yield return new Problem("artifacts.directory", $"is \"{directory}\", but artifacts.bucket is given too", "use one of the two", "remove the other") { Value = directory };
        if (bucket is null && config.Artifacts.Prefix is { } prefix)
            yield return new Problem("artifacts.prefix", $"is \"{prefix}\" without artifacts.bucket", "use it with a bucket", remedy) { Value = prefix };
        if (bucket is null && config.Artifacts.KeyArn is { } key)
            yield return new Problem("artifacts.keyArn", $"is \"{key}\" without artifacts.bucket", "use it with a bucket", remedy) { Value = key };
    }

    private static IEnumerable<Problem> RegistryModesDoNotMix(EdgeConfig config)
    {
        var registry = config.Registry;
        var withoutCredentials = registry.Credentials is RegistryCredentials.None;
        if (withoutCredentials && registry.NormalizedPrefix() == RegistrySection.VendorPrefix)
            yield return new Problem("registry.credentials", "is none, but registry.prefix is the vendor's registry", "use credentials for that registry", "remove credentials, or set registry.prefix to a mirror") { Value = "none" };
        if (withoutCredentials && registry.SecretArn is { } unused)
            yield return new Problem("registry.secretArn", $"is \"{unused}\", but registry.credentials is none", "use one of the two", "remove the other") { Value = unused };
        if (registry.SecretArn is null && registry.SecretKeyArn is { } key)
            yield return new Problem("registry.secretKeyArn", $"is \"{key}\" without registry.secretArn", "use it with a secret", "remove it, or add registry.secretArn") { Value = key };
        if (!withoutCredentials && registry.Ecr() is not null)
            yield return new Problem("registry.prefix", $"is \"{registry.Prefix}\", an Amazon ECR registry, which takes no user name and password", "use the pull rights of the tasks", "add credentials: none") { Value = registry.Prefix };
    }

    private static IEnumerable<Problem> OtlpKeyNeedsItsSecret(EdgeConfig config)
    {
        if (config.Observability is { OtlpSecretArn: null, OtlpSecretKeyArn: { } key })
            yield return new Problem("observability.otlpSecretKeyArn", $"is \"{key}\" without observability.otlpSecretArn", "use it with a secret", "remove it, or add observability.otlpSecretArn") { Value = key };
    }

    private static IEnumerable<Problem> AlarmsHaveOneTopic(EdgeConfig config)
    {
        if (config.Alarms is { TopicArn: null, Create: false })
            yield return new Problem("alarms", "has no topic", "use topicArn or create: true", "add one of them, or remove the block");
        if (config.Alarms is { TopicArn: { } topic, Create: true })
            yield return new Problem("alarms.create", $"is true, but alarms.topicArn is \"{topic}\"", "use one of the two", "remove the other") { Value = "true" };
    }

    private static IEnumerable<Problem> TagsAreAcceptable(EdgeConfig config)
    {
        const int most = 40;
        if (config.Tags.Count > most)
            yield return new Problem("tags", $"has {config.Tags.Count} tags", $"use at most {most}", "remove some: AWS allows 50 on a resource, and the stack adds its own");
        foreach (var (name, value) in config.Tags)
        {
            if (name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ataccama:edge:", StringComparison.OrdinalIgnoreCase))
                yield return new Problem($"tags.{name}", "begins with a reserved prefix", "use a name that does not begin with aws: or ataccama:edge:", "rename the tag");
            else if (name.Length is 0 or > 128 || !name.All(IsTagCharacter))
                yield return new Problem($"tags.{name}", "is not a tag name", "use 1 to 128 letters, digits, spaces and _ . : / = + - @", "rename the tag");
            if (value.Length > 256 || !value.All(IsTagCharacter))
                yield return Problem.Is($"tags.{name}", value, "at most 256 letters, digits, spaces and _ . : / = + - @", "shorten or correct the value");
        }
    }

    private static bool IsTagCharacter(char character) => char.IsLetterOrDigit(character) || "_.:/=+-@ ".Contains(character, StringComparison.Ordinal);
}
