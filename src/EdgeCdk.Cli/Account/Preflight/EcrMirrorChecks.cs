using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>A mirror in Amazon ECR: that it has every image of the release.</summary>
internal static class EcrMirrorChecks
{
    private static readonly Image[] OfTheCollector = [Image.ConfigInit, Image.OtelCollector, Image.CloudwatchExporter];

    public static IEnumerable<Check> Of(PreflightTarget target) => target.Config.Registry.Ecr() is not { } registry ? [] :
        from image in target.Definition.Release.Images
        where target.Config.Observability.Enabled || !OfTheCollector.Contains(image.Key)
        select new Check("registry.prefix", () => Find(target, registry, image.Value));

    private static IEnumerable<Finding> Find(PreflightTarget target, EcrRegistry registry, ImageReference image)
    {
        var repository = registry.RepositoryPrefix + image.Repository;
        var name = $"{repository}:{image.Tag}";
        try
        {
            target.AskIn(registry.Region, "ecr", "describe-images", "--registry-id", registry.AccountId, "--repository-name", repository, "--image-ids", $"imageTag={image.Tag}");
            return [];
        }
        catch (AwsException exception) when (exception.IsNotFound)
        {
            var isCached = target.AskIn(registry.Region, "ecr", "describe-pull-through-cache-rules", "--registry-id", registry.AccountId).Items("pullThroughCacheRules")
                .Select(rule => rule.Text("ecrRepositoryPrefix")).Any(prefix => prefix is "ROOT" || repository.StartsWith($"{prefix}/", StringComparison.Ordinal));
            return
            [
                isCached
                    ? Finding.Unknown("registry.prefix", $"{name} is not in the mirror yet; its pull-through cache gets it when it is first asked for", "if the cache cannot, tasks stop with \"CannotPullContainerError\"", $"docker pull {target.Config.Registry.NormalizedPrefix()}{image.Repository}:{image.Tag}")
                    : Finding.Error("registry.prefix", $"{name} is not in the mirror", "tasks stop with \"CannotPullContainerError\" and \"not found\"", $"push the image to {target.Config.Registry.NormalizedPrefix()}{image.Repository}:{image.Tag}"),
            ];
        }
    }
}
