using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Artifacts;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>The function packages in a bundle.</summary>
internal static class BundledPackages
{
    /// <summary>Their directory in the bundle.</summary>
    public const string Directory = "artifacts";

    /// <summary>The files by their places in the bundle; empty when the edge gets them from a bucket and no directory is given.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="directory">A directory with the packages of an edge that gets them from a bucket. Null: they stay there.</param>
    /// <exception cref="CommandException">A package does not exist, or is not the one that the release names.</exception>
    public static IReadOnlyDictionary<string, string> Of(EdgeDefinition edge, string? directory) =>
        edge.Packages.Values
            .Select(package => (Place: PlaceOf(package), File: package.LocalPath ?? (directory is null ? null : Find(package, directory))))
            .Where(package => package.File is not null)
            .ToDictionary(package => package.Place, package => package.File!);

    private static string PlaceOf(FunctionPackage package) => $"{Directory}/{Component(package)}/{package.ObjectKey.Split('/')[^1]}";

    private static string Component(FunctionPackage package) => package.ObjectKey.Split('/')[0];

    private static string Find(FunctionPackage package, string directory)
    {
        var folder = Path.Combine(directory, Component(package));
        if (!System.IO.Directory.Exists(folder) || System.IO.Directory.GetFiles(folder, "*.zip") is not [var file])
            throw new CommandException($"{folder} must have exactly one zip: the package of the release");
        var checksum = Sha256.OfFile(file);
        return package.Sha256 is null || package.Sha256 == checksum
            ? file
            : throw new CommandException($"{file} is not the package of the release: its SHA-256 is {checksum}, not {package.Sha256}");
    }
}
