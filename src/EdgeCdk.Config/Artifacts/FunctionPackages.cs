using System.IO.Compression;
using System.Security.Cryptography;
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
            return FindLocally(file, Path.Combine(artifacts.Directory ?? DefaultDirectory, component), function, release);
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

    private static FunctionPackage? FindLocally(
        ConfigFile<EdgeConfig> file, string folder, FunctionRelease function, ReleaseManifest release)
    {
        var path = Path.Combine(RepositoryOf(file.Directory), folder);
        var zips = Directory.Exists(path) ? Directory.GetFiles(path, "*.zip").Order(StringComparer.Ordinal).ToArray() : [];
        if (zips.Length != 1)
        {
            var found = zips.Length == 0 ? "no zip" : string.Join(" and ", zips.Select(Path.GetFileName));
            var remedy = $"copy {function.Artifact} of release {release.Version} there, or give artifacts.bucket";
            file.Report(new Problem("artifacts.directory", $"has {found} in {folder}", "use exactly one zip", remedy));
            return null;
        }

        using var content = File.OpenRead(zips[0]);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        if (function.Sha256 is not null && function.Sha256 != sha256)
        {
            var fault = $"has {Path.Combine(folder, Path.GetFileName(zips[0]))} with SHA-256 {sha256}";
            file.Report(
                new Problem(
                    "artifacts.directory", fault, $"use the file of release {release.Version}, {function.Sha256}", "download it again"));
            return null;
        }

        if (!IsZip(content))
        {
            var fault = $"has {Path.Combine(folder, Path.GetFileName(zips[0]))}, which is not a zip archive or has nothing in it";
            file.Report(
                new Problem("artifacts.directory", fault, $"use {function.Artifact} of release {release.Version}", "download it again"));
            return null;
        }

        return
            new FunctionPackage
            {
                LocalPath = zips[0],
                Sha256 = sha256,
                ObjectKey = $"{Path.GetFileName(folder)}/{sha256}/{function.Artifact}",
            };
    }

    private static bool IsZip(Stream content)
    {
        content.Position = 0;
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // The directory with cdk.json above that of the edge file; for a file outside of any repository, its own directory.
    private static string RepositoryOf(string own)
    {
        for (var directory = own; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "cdk.json")))
                return directory;
        }

        return own;
    }
}
