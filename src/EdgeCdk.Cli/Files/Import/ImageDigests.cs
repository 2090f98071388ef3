using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>The digests of the images of a release, as the registry of an edge has them.</summary>
internal static class ImageDigests
{
    /// <summary>Variables of the environment with the credentials of the registry.</summary>
    public const string Username = "REGISTRY_USERNAME", Password = "REGISTRY_PASSWORD";

    /// <summary>Asks for all of them: what the release does not pin is filled in, what it pins is compared.</summary>
    /// <param name="release">The release.</param>
    /// <param name="prefix">The registry prefix of the edge. Null: the vendor's.</param>
    /// <returns>What could not be resolved, or is another image than the release pins.</returns>
    public static IReadOnlyList<Problem> Resolve(ReleaseDraft release, string? prefix)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };
        var client = new RegistryClient(http, Environment.GetEnvironmentVariable(Username), Environment.GetEnvironmentVariable(Password));
        var parts = (prefix ?? RegistrySection.VendorPrefix).TrimEnd('/').Split('/', 2);
        var path = parts.Length > 1 ? $"{parts[1]}/" : "";
        var problems = new List<Problem>();
        foreach (var image in release.NamesIn("images"))
        {
            var (repository, tag) = (release["images", image, "repository"]!, release["images", image, "tag"]!);
            try
            {
                var digest = client.Digest(parts[0], path + repository, tag);
                if (release["images", image, "digest"] is { } pinned && pinned != digest)
                {
                    problems.Add(
                        Problem.Is($"images.{image}", $"{repository}:{tag}@{pinned}", "the same image in every registry",
                            "copy the image again",
                            $", but {parts[0]} has {digest}"));
                }

                release.Set(digest, "images", image, "digest");
            }
            catch (CommandException exception)
            {
                problems.Add(new Problem(
                    $"images.{image}", $"has no digest: {exception.Message}", "use a registry that can be reached",
                    $"set {Username} and {Password}, or leave out --resolve"));
            }
        }

        return problems;
    }
}
