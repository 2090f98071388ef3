using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Artifacts;

/// <summary>Finds the packages of the functions of a release.</summary>
internal static class FunctionPackages
{
    public const string DefaultDirectory = "lambda-artifacts";

    /// <summary>The packages of a release in a bucket.</summary>
    /// <param name="prefix">Beginning of the object keys; null for none.</param>
    /// <param name="release">The release.</param>
    public static IReadOnlyDictionary<Function, FunctionPackage> InBucket(string? prefix, ReleaseManifest release) => release.Functions
        .ToDictionary(pair => pair.Key, pair => InBucket(prefix, FunctionTraitsAttribute.Of(pair.Key).Package, pair.Value, release));

    /// <summary>
    /// Finds the packages that an edge file and its release name. What is missing or wrong is reported to the file, and the answer is null.
    /// </summary>
    internal static IReadOnlyDictionary<Function, FunctionPackage>? Find(ConfigFile<EdgeConfig> file, ReleaseManifest release)
    {
        if (!file.IsSound("artifacts"))
            return null;
        var found = new Dictionary<Function, FunctionPackage>();
        foreach (var (function, code) in release.Functions)
        {
            if (Find(file, FunctionTraitsAttribute.Of(function).Package, code, release) is { } package)
                found[function] = package;
        }

        return found.Count == release.Functions.Count ? found : null;
    }

    private static FunctionPackage? Find(ConfigFile<EdgeConfig> file, string component, FunctionRelease function, ReleaseManifest release)
    {
        var artifacts = file.Value!.Artifacts;
        if (artifacts.Bucket is not null)
            return InBucket(artifacts.Prefix, component, function, release);

        try
        {
            return LocalPackage.Find(file, Path.Combine(artifacts.Directory ?? DefaultDirectory, component), function, release);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file.Report(Problem.Unreadable("artifacts.directory", exception));
            return null;
        }
    }

    private static FunctionPackage InBucket(string? prefix, string component, FunctionRelease function, ReleaseManifest release) => new()
    {
        SourceKey = $"{prefix}{component}/{function.Artifact}",
        Sha256 = function.Sha256,
        ObjectKey = $"{component}/{function.Sha256 ?? release.Version}/{function.Artifact}",
    };
}
