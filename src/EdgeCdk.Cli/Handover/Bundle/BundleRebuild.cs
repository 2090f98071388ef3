using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Import;
using EdgeCdk.Config;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>Checks a bundle, and makes it again from the edge file, the release file and the packages in it.</summary>
internal sealed class BundleRebuild(CommandContext context)
{
    /// <summary>Checks a bundle, and answers.</summary>
    /// <param name="zip">The bundle.</param>
    /// <param name="releases">The directory of release files. Null: those of this program.</param>
    /// <param name="publicKey">Key of who signed it. Null: no signature is asked for.</param>
    /// <returns>The exit code.</returns>
    public int Verify(string zip, string? releases, string? publicKey)
    {
        var bundle = BundleContents.Of(zip);
        var problems = BundleVerification.Check(bundle).ToList();
        if (publicKey is not null)
            problems.AddRange(Signature(zip, publicKey));
        if (problems.Count == 0)
        {
            using var scratch = new ScratchDirectory();
            problems.AddRange(BundleVerification.Compare(bundle, BundleContents.Of(Make(zip, bundle, releases, scratch.Path))));
        }

        var shown = problems.ConvertAll(problem => problem with { File = context.Shown(zip) });
        if (shown.Count > 0)
            return context.Refuse(shown, "");
        return context.Answer(
            new
            {
                File = context.Shown(zip),
                Files = bundle.Checksums.Keys.Order(StringComparer.Ordinal),
                Problems = Array.Empty<object>()
            },
            () => context.WriteLine(context.Shown(zip), $" has {bundle.Checksums.Count} files, each as it is made again from it"));
    }

    private static IEnumerable<Problem> Signature(string zip, string publicKey)
    {
        var file = zip + BundleSignature.Ending;
        if (!File.Exists(file))
        {
            yield return Problem.Missing(Path.GetFileName(file), "the signature beside the bundle", "get it from who made the bundle");
        }
        else if (!BundleSignature.IsOf(zip, File.ReadAllText(file), publicKey))
        {
            yield return new Problem(Path.GetFileName(file), "is not the signature of this bundle with this key",
                "use both as they were made", "get the bundle again from who made it");
        }
    }

    private string Make(string zip, BundleContents bundle, string? releases, string scratch)
    {
        foreach (var version in Fleet.ReleaseVersions(releases))
            context.WriteFile(Path.Combine(scratch, "releases", $"{version}.yaml"), Fleet.ReleaseText(releases, version));
        context.WriteFile(Path.Combine(scratch, "cdk.json"), "{}");
        using var source = BundleSource.Open(zip);
        BundleFile[] inputs = [.. source.Files.Where(file => file.Folders is ["edges" or "releases", ..])];
        foreach (var file in inputs)
            context.WriteFile(Path.Combine(scratch, file.Path), LimitedReading.Text(file));
        var edgeFile = inputs.SingleOrDefault(file => file.Folders[0] == "edges")
            ?? throw new CommandException($"{context.Shown(zip)} has no edge file, or several");
        var packages = Path.Combine(scratch, Packages(Path.Combine(scratch, edgeFile.Path), scratch));
        foreach (var file in source.Files.Where(file => file.Folders is [BundledPackages.Directory, _]))
        {
            context.WriteFile(
                Path.Combine(packages, file.Folders[1], file.Name), stream =>
                    LimitedReading.Copy(file, stream, LimitedReading.LargestPackage));
        }

        var directories = new FleetDirectories(Path.Combine(scratch, "edges"), Path.Combine(scratch, "releases"));
        var path = Path.Combine(scratch, edgeFile.Path);
        var report = directories.Check();
        if (report.Edges is not [var definition])
            throw new ConfigException(report.Problems);
        var edge = new NamedEdge(definition, path, directories);
        var given = definition.Config.Artifacts.Bucket is not null && Directory.Exists(packages) ? packages : null;
        return new EdgeBundle(context, edge, BundledPackages.Of(definition, given)).Make(Path.Combine(scratch, "dist"), bundle.Time);
    }

    // Where the edge file expects them; for an edge with a bucket any place.
    private static string Packages(string edgeFile, string scratch)
    {
        var draft = new Config.Drafts.EdgeDraft();
        draft.Take(edgeFile);
        var directory = draft["artifacts.directory"] ?? FunctionPackages.DefaultDirectory;
        return Path.GetFullPath(directory, scratch).StartsWith(scratch, StringComparison.Ordinal)
            ? directory
            : throw new CommandException($"artifacts.directory of {Path.GetFileName(edgeFile)} leads out of the bundle");
    }
}
