using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Preflight;

/// <summary>A mirror in Amazon ECR: that it has every image of the release.</summary>
internal static class Mirror
{
    private static readonly ServiceImage[] OfTheCollector = [ServiceImage.ConfigInit, ServiceImage.OtelCollector, ServiceImage.CloudwatchExporter];

    public static IEnumerable<Check> Of(Site site) => site.Config.Registry.Ecr() is not { } registry ? [] :
        from image in site.Definition.Release.Images
        where site.Config.Observability.Enabled || !OfTheCollector.Select(container => Names.Value(container)).Contains(image.Key)
        select new Check("registry.prefix", () => Find(site, registry, image.Value));

    private static IEnumerable<Finding> Find(Site site, EcrRegistry registry, ImageReference image)
    {
        var repository = registry.RepositoryPrefix + image.Repository;
        var name = $"{repository}:{image.Tag}";
        try
        {
            site.AskIn(registry.Region, "ecr", "describe-images", "--registry-id", registry.AccountId, "--repository-name", repository, "--image-ids", $"imageTag={image.Tag}");
            return [];
        }
        catch (AwsException exception) when (exception.IsNotFound)
        {
            var isCached = site.AskIn(registry.Region, "ecr", "describe-pull-through-cache-rules", "--registry-id", registry.AccountId).Items("pullThroughCacheRules")
                .Select(rule => rule.Text("ecrRepositoryPrefix")).Any(prefix => prefix is "ROOT" || repository.StartsWith($"{prefix}/", StringComparison.Ordinal));
            return
            [
                isCached
                    ? Finding.Unknown("registry.prefix", $"{name} is not in the mirror yet; its pull-through cache gets it when it is first asked for", "if the cache cannot, tasks stop with \"CannotPullContainerError\"", $"docker pull {site.Config.Registry.NormalizedPrefix()}{image.Repository}:{image.Tag}")
                    : Finding.Error("registry.prefix", $"{name} is not in the mirror", "tasks stop with \"CannotPullContainerError\" and \"not found\"", $"push the image to {site.Config.Registry.NormalizedPrefix()}{image.Repository}:{image.Tag}"),
            ];
        }
    }
}
