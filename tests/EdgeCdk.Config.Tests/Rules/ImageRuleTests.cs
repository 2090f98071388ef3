using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Rules;

/// <summary>ECS takes no more than 255 characters for an image, registry and tag included.</summary>
public sealed class ImageRuleTests
{
    private const string Host = "registry.example.com/";

    private static readonly EdgeDefinition Edge = Workspace.LoadEdge();
    private static readonly int Most = 255 - Edge.Release.Images.Values.Max(image => $"{image.Repository}:{image.Tag}".Length);

    [Fact]
    public void A_registry_prefix_leaves_room_for_every_image_of_the_release()
    {
        Assert.Empty(MessagesOf(Most));

        var message = Assert.Single(MessagesOf(Most + 1));
        Assert.StartsWith("edges/acme-prod.yaml:23:11: registry.prefix is ", message, StringComparison.Ordinal);
        Assert.EndsWith(
            $"; use at most {Most} characters with the slash at the end: an image has at most 255, "
                + "with repository and tag of release 16.6.5; mirror the images below a shorter path",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_portable_template_takes_no_longer_prefix_either() =>
        Assert.Equal(Most, Assert.Single(PortableParameters.For(Edge.Release), parameter => parameter.Name == "RegistryPrefix").MaxLength);

    [Fact]
    public void An_image_of_a_release_leaves_room_for_the_registry_of_the_vendor()
    {
        const string tag = ":16.6.5-saas-edge", vendor = "ataccama.azurecr.io/saas-edge/";
        var most = 255 - vendor.Length - tag.Length;

        Assert.Empty(Workspace.MessagesOfRelease(("repository: dqc-runtime-job", $"repository: {new string('a', most)}")));
        Assert.Equal(
            [
                $"releases/16.6.5.yaml:6:8: images.dqc has 256 characters behind {vendor}, with repository and tag; "
                    + "use at most 255; shorten repository or tag",
            ],
            Workspace.MessagesOfRelease(("repository: dqc-runtime-job", $"repository: {new string('a', most + 1)}")));
    }

    // With the slash that is put behind it.
    private static IReadOnlyList<string> MessagesOf(int length) =>
        Workspace.MessagesOfEdge(("artifacts:", $"registry:\n  prefix: {Host}{new string('a', length - Host.Length - 1)}\nartifacts:"));
}
