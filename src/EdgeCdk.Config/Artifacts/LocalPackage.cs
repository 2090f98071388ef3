using System.IO.Compression;
using System.Security.Cryptography;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Artifacts;

/// <summary>A package that is a file beside those of the edges.</summary>
internal static class LocalPackage
{
    private const string Again = "download it again";

    /// <summary>Finds the one zip in a folder. What is missing or wrong is reported to the file, and the answer is null.</summary>
    public static FunctionPackage? Find(
        ConfigFile<EdgeConfig> file, string folder, FunctionRelease function, ReleaseManifest release)
    {
        var path = Path.Combine(RepositoryOf(file.Directory), folder);
        var zips = Directory.Exists(path) ? Directory.GetFiles(path, "*.zip").Order(StringComparer.Ordinal).ToArray() : [];
        if (zips.Length != 1)
        {
            var found = zips.Length == 0 ? "no zip" : string.Join(" and ", zips.Select(Path.GetFileName));
            var remedy = $"copy {function.Artifact} of release {release.Version} there, or give artifacts.bucket";
            return Report(file, $"has {found} in {folder}", "use exactly one zip", remedy);
        }

        var name = Path.Combine(folder, Path.GetFileName(zips[0]));
        using var content = File.OpenRead(zips[0]);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        if (function.Sha256 is not null && function.Sha256 != sha256)
        {
            return Report(
                file, $"has {name} with SHA-256 {sha256}", $"use the file of release {release.Version}, {function.Sha256}", Again);
        }

        if (!IsZip(content))
        {
            return Report(
                file, $"has {name}, which is not a zip archive or has nothing in it",
                $"use {function.Artifact} of release {release.Version}", Again);
        }

        return new FunctionPackage
        {
            LocalPath = zips[0],
            Sha256 = sha256,
            ObjectKey = $"{Path.GetFileName(folder)}/{sha256}/{function.Artifact}",
        };
    }

    private static FunctionPackage? Report(ConfigFile<EdgeConfig> file, string fault, string allowed, string remedy)
    {
        file.Report(new Problem("artifacts.directory", fault, allowed, remedy));
        return null;
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
