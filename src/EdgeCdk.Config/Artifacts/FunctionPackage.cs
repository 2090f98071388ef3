using System.IO.Compression;
using System.Security.Cryptography;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Artifacts;

/// <summary>The code of one Java function, before it is in the edge's own bucket.</summary>
public sealed record FunctionPackage
{
    /// <summary>The file here. Default: none, it is in a bucket.</summary>
    public string? LocalPath { get; init; }

    /// <summary>The object in the bucket of the edge file. Default: none, it is a local file.</summary>
    public string? SourceKey { get; init; }

    /// <summary>Hash of the content. Default: not known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Key in the edge's own bucket: changes with the content when that is known, and with the release otherwise.</summary>
    public required string ObjectKey { get; init; }
}

/// <summary>The packages of both functions.</summary>
public sealed record FunctionPackages(FunctionPackage MetadataBrowsing, FunctionPackage DqResultsReader)
{
    // As in the vendor's bundle.
    private const string MetadataBrowsingComponent = "edgeinteractivejobs";
    private const string DqResultsReaderComponent = "dqresultsreader";
    private const string DefaultDirectory = "lambda-artifacts";

    /// <summary>The packages of a release in a bucket.</summary>
    /// <param name="prefix">Beginning of the object keys; null for none.</param>
    /// <param name="release">The release.</param>
    public static FunctionPackages InBucket(string? prefix, ReleaseManifest release) => new(
        InBucket(prefix, MetadataBrowsingComponent, release.Functions.MetadataBrowsing, release),
        InBucket(prefix, DqResultsReaderComponent, release.Functions.DqResultsReader, release));

    /// <summary>Finds the packages that an edge file and its release name; what is missing or wrong is reported to the file.</summary>
    internal static FunctionPackages? Find(ConfigFile<EdgeConfig> file, ReleaseManifest release)
    {
        if (!file.IsSound("artifacts"))
            return null;
        var metadataBrowsing = Find(file, MetadataBrowsingComponent, release.Functions.MetadataBrowsing, release);
        var dqResultsReader = Find(file, DqResultsReaderComponent, release.Functions.DqResultsReader, release);
        return metadataBrowsing is null || dqResultsReader is null ? null : new FunctionPackages(metadataBrowsing, dqResultsReader);
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

    private static FunctionPackage? FindLocally(ConfigFile<EdgeConfig> file, string folder, FunctionRelease function, ReleaseManifest release)
    {
        var path = Path.Combine(RepositoryOf(file.Path), folder);
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
            file.Report(new Problem("artifacts.directory", fault, $"use the file of release {release.Version}, {function.Sha256}", "download it again"));
            return null;
        }

        if (!IsZip(content))
        {
            var fault = $"has {Path.Combine(folder, Path.GetFileName(zips[0]))}, which is not a zip archive or has nothing in it";
            file.Report(new Problem("artifacts.directory", fault, $"use {function.Artifact} of release {release.Version}", "download it again"));
            return null;
        }

        return new FunctionPackage { LocalPath = zips[0], Sha256 = sha256, ObjectKey = $"{Path.GetFileName(folder)}/{sha256}/{function.Artifact}" };
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

    // The directory with cdk.json above the edge file; for a file outside of any repository, its own directory.
    private static string RepositoryOf(string edgeFile)
    {
        var own = Path.GetDirectoryName(Path.GetFullPath(edgeFile))!;
        for (var directory = own; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "cdk.json")))
                return directory;
        }

        return own;
    }
}
