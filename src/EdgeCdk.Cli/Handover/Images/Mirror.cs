using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.Images;

/// <summary>The images of a release, with the registry that they come from and the one that they are brought to.</summary>
/// <param name="Release">The release.</param>
/// <param name="Source">Registry and path of the vendor.</param>
/// <param name="Target">Registry and path of the mirror.</param>
internal sealed record Mirror(ReleaseManifest Release, string Source, string Target)
{
    /// <summary>The images, each once.</summary>
    public IReadOnlyList<MirroredImage> Images { get; } =
    [
        .. Release.Images.GroupBy(image => (image.Value.Repository, image.Value.Tag))
            .Select(same => new MirroredImage(
                [.. same.Select(image => image.Key).Order(StringComparer.Ordinal)], same.Key.Repository, same.Key.Tag,
                same.Select(image => image.Value.Digest).FirstOrDefault(digest => digest is not null)))
            .OrderBy(image => image.Repository, StringComparer.Ordinal).ThenBy(image => image.Tag, StringComparer.Ordinal),
    ];

    /// <summary>The mirror, when it is in Amazon ECR.</summary>
    public EcrRegistry? Ecr => new RegistrySection { Prefix = Target }.Ecr();

    /// <summary>
    /// Whether Amazon ECR can fetch the images from the vendor's registry itself. It knows Azure Container Registry, in the regions of the
    /// partition aws.
    /// </summary>
    public bool CanBeCached =>
        Ecr is { } ecr && Partitions.Of(ecr.Region) == "aws" && HostOf(Source).EndsWith(".azurecr.io", StringComparison.Ordinal);

    /// <summary>The host of a registry prefix, with its port.</summary>
    public static string HostOf(string prefix) => prefix.Split('/')[0];

    /// <summary>What stands behind the host of a registry prefix.</summary>
    public static string PathOf(string prefix) => prefix[(HostOf(prefix).Length + 1)..];
}
