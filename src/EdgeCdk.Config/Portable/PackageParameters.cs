using System.Text.RegularExpressions;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Config.Portable;

/// <summary>Parameters for the bucket with the function packages.</summary>
internal static class PackageParameters
{
    private const string Group = "Function packages";

    public static IReadOnlyList<PortableParameter> For(ReleaseManifest release) =>
    [
        PortableParameter.Of(
            "ArtifactBucket", Group, "Bucket with the function packages", "artifacts.bucket", edge => edge.Config.Artifacts.Bucket) with
        {
            Description =
                "Bucket with the function packages, in the region of the edge: the vendor's, or one of yours with a copy of them.",
        },
        Prefix(release),
        PortableParameter.Of("ArtifactKeyArn", Group, "Key of that bucket", "artifacts.keyArn", edge => edge.Config.Artifacts.KeyArn)
            .Optional("the bucket has no key of KMS"),
    ];

    // A prefix with the number of another release leads to its code.
    private static PortableParameter Prefix(ReleaseManifest release)
    {
        var own = Regex.Escape(release.Version);
        var parameter = PortableParameter.Of(
            "ArtifactPrefix", Group, "Beginning of the object keys", "artifacts.prefix", edge => edge.Config.Artifacts.Prefix);
        return parameter.Optional("the objects have no prefix") with
        {
            Pattern = $@"^$|(?:(?=.*(?<![0-9.]){own}(?![0-9]|\.[0-9]))|(?!.*[0-9]+(?:\.[0-9]+){{2,}})){parameter.Pattern}",
            Constraint = $"{parameter.Constraint}; if it carries a version, it is that of this template, {release.Version}",
        };
    }
}
