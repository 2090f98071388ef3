using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Releases;

/// <summary>An image below the registry prefix.</summary>
public sealed record ImageReference
{
    /// <summary>Most characters that ECS takes for an image, registry and tag included.</summary>
    public const int Longest = 255;

    /// <summary>Repository below the registry prefix.</summary>
    /// <effect>The image of the container.</effect>
    [Repository]
    public required string Repository { get; init; }

    /// <summary>A fixed tag.</summary>
    /// <effect>The image of the container. What runs is what the template says, so the tag latest is refused.</effect>
    [ImageTag]
    public required string Tag { get; init; }

    /// <summary>Repository and tag, as they stand behind the registry prefix.</summary>
    internal string Written() => $"{Repository}:{Tag}";
}
