using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Artifacts;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>The function packages that a bundle brings along.</summary>
internal static class BundledPackages
{
    /// <summary>The directory that they are in, below the bundle.</summary>
    public const string Directory = "artifacts";

    /// <summary>Where each is in the bundle, and where it is here; empty when the edge takes them from a bucket and no directory is given.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="directory">A directory with the packages of an edge that takes them from a bucket. Null: they stay there.</param>
    /// <exception cref="CommandException">A package is not there, or is not the one that the release names.</exception>
    public static IReadOnlyDictionary<string, string> Of(EdgeDefinition edge, string? directory) => new[] { edge.Packages.MetadataBrowsing, edge.Packages.DqResultsReader }
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
        var hash = BundleFiles.Hash(file);
        return package.Sha256 is null || package.Sha256 == hash ? file : throw new CommandException($"{file} is not the package of the release: its SHA-256 is {hash}, not {package.Sha256}");
    }
}
