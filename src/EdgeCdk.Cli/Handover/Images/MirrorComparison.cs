using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.Import;

namespace EdgeCdk.Cli.Handover.Images;

/// <summary>What a registry has under the tag of an image, beside what it should have.</summary>
/// <param name="Image">The image.</param>
/// <param name="Expected">The digest that the release pins, or that the vendor's registry has. Null: not known.</param>
/// <param name="Found">The digest in the mirror. Null: it could not be got.</param>
/// <param name="Fault">Why not. Null: it could be.</param>
/// <param name="IsMissing">Whether the mirror has answered that it has no such image.</param>
internal sealed record MirrorComparison(MirroredImage Image, string? Expected, string? Found, string? Fault, bool IsMissing)
{
    /// <summary>Whether the mirror has the image, and nothing speaks against it.</summary>
    public bool IsRight => Found is not null && (Expected is null || Expected == Found);

    /// <summary>Asks the mirror for each image, and the vendor's registry for those that the release does not pin.</summary>
    /// <param name="mirror">The images.</param>
    /// <param name="source">Asks the vendor's registry.</param>
    /// <param name="target">Asks the mirror.</param>
    public static IReadOnlyList<MirrorComparison> Of(Mirror mirror, RegistryClient source, RegistryClient target) =>
    [
        .. mirror.Images.Select(image =>
        {
            var (found, fault, isMissing) = Ask(target, mirror.Target, image);
            return new MirrorComparison(image, image.Digest ?? Ask(source, mirror.Source, image).Digest, found, fault, isMissing);
        }),
    ];

    private static (string? Digest, string? Fault, bool IsMissing) Ask(RegistryClient client, string prefix, MirroredImage image)
    {
        try
        {
            return (client.Digest(Mirror.HostOf(prefix), $"{Mirror.PathOf(prefix)}{image.Repository}", image.Tag), null, false);
        }
        catch (CommandException exception)
        {
            return (null, exception.Message, exception is ImageNotFoundException);
        }
    }
}
