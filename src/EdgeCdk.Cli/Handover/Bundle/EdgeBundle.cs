using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>Everything that a customer needs to deploy one edge, without this repository.</summary>
/// <param name="context">The repository.</param>
/// <param name="edge">The edge.</param>
/// <param name="packages">The function packages, by their place in the bundle: local ones, or those that were given beside a
/// bucket.</param>
internal sealed class EdgeBundle(CommandContext context, NamedEdge edge, IReadOnlyDictionary<string, string> packages)
{
    private const string Assembly = "assembly";

    private string Version => edge.Definition.Release.Version;

    /// <summary>Writes the archive, and answers.</summary>
    /// <param name="directory">The directory to write to.</param>
    /// <param name="time">The time of the bundle.</param>
    /// <param name="key">File with the private key to sign it with. Null: it is not signed.</param>
    /// <returns>The exit code.</returns>
    public int Write(string directory, DateTimeOffset time, string? key)
    {
        using var scratch = new ScratchDirectory();
        var (file, files) = Make(directory, time, scratch.Path);
        if (key is not null)
            context.WriteFile(file + BundleSignature.Ending, BundleSignature.Of(file, key));
        var checksum = Sha256.OfFile(file);
        return context.Answer(
            new { File = context.Shown(file), Sha256 = checksum, Files = files.Names, Problems = Array.Empty<object>() },
            () => WriteAnswer(context.Shown(file), checksum));
    }

    /// <summary>Writes the archive alone.</summary>
    /// <returns>Its path.</returns>
    public string Make(string directory, DateTimeOffset time)
    {
        using var scratch = new ScratchDirectory();
        return Make(directory, time, scratch.Path).File;
    }

    private (string File, BundleFiles Files) Make(string directory, DateTimeOffset time, string scratch)
    {
        var file = Path.Combine(directory, $"{edge.Name}-{Version}-{time:yyyyMMdd'T'HHmmss'Z'}-bundle.zip");
        var files = Collect(scratch);
        files.AddText(BundleStatement.FileName, BundleStatement.Of(edge, time, [.. files.Sums()]));
        context.WriteFile(file, stream => files.Write(stream, time));
        return (file, files);
    }

    private void WriteAnswer(string file, string checksum)
    {
        context.WriteLine(file, " was written");
        context.WriteLine("", $"SHA-256 {checksum}");
        context.WriteLine("", $"README.md in it has the commands that deploy the edge; whoever gets it checks it first: "
            + $"npx edge bundle --verify {ShellText.Word(file)}");
        if (packages.Count == 0)
        {
            context.WriteLine("", "without the function packages: the deployment gets them from the bucket "
                + $"{edge.Definition.Config.Artifacts.Bucket}; --packages adds them");
        }
    }

    private BundleFiles Collect(string scratch)
    {
        var files = new BundleFiles();
        files.AddText($"edges/{edge.Name}.yaml", File.ReadAllText(edge.File));
        files.AddText($"releases/{Version}.yaml", edge.Directories.ReleaseText(Version));
        foreach (var (place, file) in packages)
            files.AddFile(place, file);
        var output = Path.Combine(scratch, "cdk.out");
        TemplateSynthesis.Assemble(context, edge, output);
        AddAssembly(files, output);
        files.AddText("cdk.json", $"{{\n  \"app\": \"{Assembly}\"\n}}\n");
        var (package, packageLock) = PinnedCli.Of(context.Repository, $"edge-{edge.Name}");
        files.AddText("package.json", package);
        files.AddText("package-lock.json", packageLock);
        files.AddText(".npmrc", PinnedCli.Settings);
        var obstacles = PortablePart.Obstacles(edge.Definition, packages.Count > 0);
        if (obstacles.Count == 0)
            PortablePart.Add(files, context, edge);
        var qualifier = CdkContext.BootstrapQualifier(context.Repository);
        files.AddText("README.md", new BundleReadme(edge.Definition, packages.Count > 0, obstacles, qualifier).Text());
        return files;
    }

    // A local package is an asset, too. It is in the bundle once, and the assembly names its place.
    private void AddAssembly(BundleFiles files, string directory)
    {
        var places = packages.ToLookup(package => Sha256.OfFile(package.Value), package => $"../{package.Key}");
        var assets = Directory.GetFiles(directory, "asset.*")
            .Select(asset => (Name: Path.GetFileName(asset), Place: places[Sha256.OfFile(asset)].FirstOrDefault()))
            .Where(asset => asset.Place is not null)
            .ToDictionary(asset => asset.Name, asset => asset.Place!);
        foreach (var path in Directory.GetFiles(directory).Where(path => !assets.ContainsKey(Path.GetFileName(path))))
        {
            var text = assets.Aggregate(
                File.ReadAllText(path), (text, asset) => text.Replace(asset.Key, asset.Value, StringComparison.Ordinal));
            files.AddText($"{Assembly}/{Path.GetFileName(path)}", text);
        }
    }
}
