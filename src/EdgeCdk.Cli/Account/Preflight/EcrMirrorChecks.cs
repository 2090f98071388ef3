using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>A mirror in Amazon ECR: it has every image of the release.</summary>
internal static class EcrMirrorChecks
{
    private const string Key = "registry.prefix";

    private static readonly IReadOnlyList<string> OfTheCollector =
    [
        Names.Value(ServiceImage.ConfigInit), Names.Value(ServiceImage.OtelCollector), Names.Value(ServiceImage.CloudwatchExporter),
    ];

    public static IEnumerable<Check> Of(PreflightTarget target) => target.Config.Registry.Ecr() is not { } registry ? [] :
        from image in target.Definition.Release.Images
        where target.Config.Observability.Enabled || !OfTheCollector.Contains(image.Key)
        select new Check(Key, () => Find(target, registry, image.Value));

    private static IEnumerable<Finding> Find(PreflightTarget target, EcrRegistry registry, ImageReference image)
    {
        var aws = new RegionalAws(target.Aws.Account, registry.Region);
        var repository = registry.RepositoryPrefix + image.Repository;
        var found = aws.Find(
            "ecr", "describe-images", "--registry-id", registry.AccountId, "--repository-name", repository,
            "--image-ids", $"imageTag={image.Tag}");
        var mirrored = found?.Items("imageDetails").Select(detail => detail.Text("imageDigest")).FirstOrDefault();
        if (found is not null)
            return image.Digest is { } pinned && mirrored != pinned ? [Other(repository, image, mirrored)] : [];
        var source = $"{target.Config.Registry.NormalizedPrefix()}{image.Repository}:{image.Tag}";
        return [IsCached(aws, registry, repository) ? NotCachedYet(repository, image, source) : Missing(repository, image, source)];
    }

    private static bool IsCached(RegionalAws aws, EcrRegistry registry, string repository) => aws
        .List("pullThroughCacheRules", "ecr", "describe-pull-through-cache-rules", "--registry-id", registry.AccountId)
        .Select(rule => rule.Text("ecrRepositoryPrefix"))
        .Any(prefix => prefix is "ROOT" || repository.StartsWith($"{prefix}/", StringComparison.Ordinal));

    private static Finding NotCachedYet(string repository, ImageReference image, string source) => new(Outcome.Unknown, Key)
    {
        What = $"{repository}:{image.Tag} is not in the mirror yet; its pull-through cache gets it at the first pull",
        Later = "if the cache cannot get it, tasks stop with \"CannotPullContainerError\"",
        Remedy = $"docker pull {source}",
    };

    private static Finding Other(string repository, ImageReference image, string? mirrored) => new(Outcome.Failed, Key)
    {
        What = $"{repository}:{image.Tag} is {mirrored} in the mirror, but the release pins {image.Digest}",
        Later = "tasks stop with \"CannotPullContainerError\": the mirror has no image with that digest",
        Remedy = "copy the image again with all its platforms, such as with `docker buildx imagetools create`",
    };

    private static Finding Missing(string repository, ImageReference image, string source) => new(Outcome.Failed, Key)
    {
        What = $"{repository}:{image.Tag} is not in the mirror",
        Later = "tasks stop with \"CannotPullContainerError\" and \"not found\"",
        Remedy = $"push the image to {source}",
    };
}
