using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>Everything that a customer needs to deploy one edge, without this repository.</summary>
internal static class EdgeBundle
{
    private const string Assembly = "assembly";

    /// <summary>Collects the files.</summary>
    /// <param name="context">Says which repository.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="edgeFile">Its file.</param>
    /// <param name="releases">The directory of release files.</param>
    /// <param name="packages">The function packages, by where they are in the bundle: local ones, or those given beside a bucket.</param>
    /// <param name="scratch">A directory for what is made on the way; it must last until the archive is written.</param>
    public static BundleFiles Collect(CommandContext context, EdgeDefinition edge, string edgeFile, string releases, IReadOnlyDictionary<string, string> packages, string scratch)
    {
        var (name, version) = (edge.Config.Edge.Name, edge.Release.Version);
        var files = new BundleFiles();
        files.AddText($"edges/{name}.yaml", File.ReadAllText(edgeFile));
        files.AddText($"releases/{version}.yaml", File.ReadAllText(Path.Combine(releases, $"{version}.yaml")));
        foreach (var (place, file) in packages)
            files.AddFile(place, file);

        var output = Path.Combine(scratch, "cdk.out");
        TemplateSynthesis.Assemble(context, Path.GetDirectoryName(edgeFile)!, releases, name, output);
        AddAssembly(files, output, packages);
        files.AddText("cdk.json", $"{{\n  \"app\": \"{Assembly}\"\n}}\n");
        var (package, packageLock) = PinnedCli.Of(context.Repository, $"edge-{name}");
        files.AddText("package.json", package);
        files.AddText("package-lock.json", packageLock);
        var obstacles = PortablePart.Obstacles(edge, packages.Count > 0);
        if (obstacles.Count == 0)
            PortablePart.Add(files, context, edge, releases);
        files.AddText("README.md", new BundleReadme(edge, packages.Count > 0, obstacles, CdkContext.BootstrapQualifier(context.Repository)).Text());
        return files;
    }

    // A local package is an asset too. It is in the bundle once, and the assembly says where.
    private static void AddAssembly(BundleFiles files, string directory, IReadOnlyDictionary<string, string> packages)
    {
        var places = packages.ToLookup(package => BundleFiles.Hash(package.Value), package => $"../{package.Key}");
        var assets = Directory.GetFiles(directory, "asset.*")
            .Select(asset => (Name: Path.GetFileName(asset), Place: places[BundleFiles.Hash(asset)].FirstOrDefault()))
            .Where(asset => asset.Place is not null)
            .ToDictionary(asset => asset.Name, asset => asset.Place!);
        foreach (var path in Directory.GetFiles(directory).Where(path => !assets.ContainsKey(Path.GetFileName(path))))
            files.AddText($"{Assembly}/{Path.GetFileName(path)}", assets.Aggregate(File.ReadAllText(path), (text, asset) => text.Replace(asset.Key, asset.Value, StringComparison.Ordinal)));
    }
}
