using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.VendorBundle;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>Checks a bundle, and makes it again from the edge file, the release file and the packages in it.</summary>
internal sealed class BundleRebuild(CommandContext context)
{
    /// <summary>Checks a bundle, and answers.</summary>
    /// <param name="zip">The bundle.</param>
    /// <param name="publicKey">Key of who signed it. Null: no signature is asked for.</param>
    /// <returns>The exit code.</returns>
    public int Verify(string zip, string? publicKey)
    {
        if (!File.Exists(zip) && !Directory.Exists(zip))
            throw new CommandException($"{context.Shown(zip)} does not exist; name a zip that `npx edge bundle` wrote");
        var bundle = BundleContents.Of(zip);
        var problems = BundleVerification.Check(bundle).ToList();
        if (publicKey is not null)
            problems.AddRange(BundleVerification.Signature(zip, publicKey));
        if (problems.Count == 0)
        {
            using var scratch = new ScratchDirectory();
            problems.AddRange(BundleVerification.Compare(zip, Make(zip, bundle, scratch.Path)));
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
            () => context.WriteLine(context.Shown(zip), $" has {bundle.Checksums.Count} files, and is made again from them to the byte"));
    }

    private string Make(string zip, BundleContents bundle, string scratch)
    {
        context.WriteFile(Path.Combine(scratch, "cdk.json"), "{}");
        using var source = BundleSource.Open(zip);
        BundleFile[] inputs = [.. source.Files.Where(file => file.Folders is ["edges" or "releases"])];
        foreach (var file in inputs)
            context.WriteFile(Path.Combine(scratch, file.Path), LimitedReading.Text(file));
        foreach (var file in inputs.Where(file => file.Folders[0] == "releases"))
            AddPrevious(ReleaseDraft.From(LimitedReading.Text(file)), Path.Combine(scratch, "releases"));
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
        var time = BundleStatement.Time(bundle.Statement!)
            ?? throw new CommandException($"{BundleStatement.FileName} in {context.Shown(zip)} has no time of the bundle, "
                + "from 1980 to 2107; get it again from who made it");
        return new EdgeBundle(context, edge, BundledPackages.Of(definition, given)).Make(Path.Combine(scratch, "dist"), time);
    }

    // A release names the one before it, which is not in the bundle and says nothing about it.
    private void AddPrevious(ReleaseDraft release, string directory)
    {
        if (release["previous"] is not { } previous)
            return;
        release.Set(previous, "version");
        release.Remove("previous");
        context.WriteFile(Path.Combine(directory, $"{previous}.yaml"), release.Text());
    }

    // Where the edge file expects them; for an edge with a bucket any place.
    private static string Packages(string edgeFile, string scratch)
    {
        var draft = new EdgeDraft();
        draft.Take(edgeFile);
        var directory = draft["artifacts.directory"] ?? FunctionPackages.DefaultDirectory;
        return Path.GetFullPath(directory, scratch).StartsWith(scratch, StringComparison.Ordinal)
            ? directory
            : throw new CommandException($"artifacts.directory of {Path.GetFileName(edgeFile)} leads out of the bundle");
    }
}
