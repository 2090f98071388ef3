using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>What must fit together in what a release says about the container of an image.</summary>
internal static class ContainerRules
{
    private const string Source = "take the values from the vendor's release notes";

    /// <summary>The rules for one image.</summary>
    public static IEnumerable<Rule<ReleaseManifest>> Of(string image)
    {
        var key = $"images.{image}";
        return
        [
            new([$"{key}.writablePaths"], release => ListRules.NoDuplicates($"{key}.writablePaths", Image(release)?.WritablePaths ?? [])),
            new([$"{key}.writablePaths", $"{key}.readonlyRootFilesystem"], release => PathsOfReadonly(key, Image(release))),
            new([$"{key}.healthCheck"], release => CommandHasItsKind(key, Image(release)?.HealthCheck)),
        ];

        ImageReference? Image(ReleaseManifest release) => release.Images.GetValueOrDefault(image);
    }

    // An empty volume would hide what the image has there, and give nothing for it.
    private static IEnumerable<Problem> PathsOfReadonly(string key, ImageReference? image)
    {
        if (image is { WritablePaths.Count: > 0, ReadonlyRootFilesystem: false })
        {
            yield return new Problem(
                $"{key}.writablePaths", "is set, but readonlyRootFilesystem is false",
                "use it with readonlyRootFilesystem: true", $"add that, or remove writablePaths; {Source}");
        }
    }

    private static IEnumerable<Problem> CommandHasItsKind(string key, ContainerHealthCheck? check)
    {
        if (check is null)
            yield break;
        const string allowed = "CMD with a program and its arguments, or CMD-SHELL with one line";
        if (check.Command is not (["CMD", _, ..] or ["CMD-SHELL", _]))
            yield return new Problem($"{key}.healthCheck.command", "is neither of the two forms", $"use {allowed}", Source);
    }
}
