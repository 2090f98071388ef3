using System.Text;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>Checksums and statement of the files in a directory, with the names and in the form that they have in a bundle.</summary>
internal sealed class DirectoryProvenance(CommandContext context, string directory)
{
    // The checksums name the statement, so a signature of them is one of all.
    private static readonly string[] Own =
        [BundleFiles.Checksums, BundleFiles.Checksums + BundleSignature.Ending, BundleStatement.FileName];

    private string SumsFile => Path.Combine(directory, BundleFiles.Checksums);

    /// <summary>Writes both, and a signature.</summary>
    /// <param name="commit">Commit that the files were made from. Null: none is named.</param>
    /// <param name="key">File with the private key. Null: nothing is signed.</param>
    /// <returns>The exit code.</returns>
    public int Write(string? commit, string? key)
    {
        var files = Contents().Checksums.Where(file => !Own.Contains(file.Key))
            .OrderBy(file => file.Key, StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw new CommandException($"{context.Shown(directory)} has no files: name the directory of the templates or packages");
        var parameters = new JsonObject { ["version"] = Product.Version };
        var source = commit is null ? new JsonArray()
            : new JsonArray(new JsonObject { ["uri"] = "git", ["digest"] = new JsonObject { ["gitCommit"] = commit } });
        var statement = BundleStatement.Of("files", parameters, files, source);
        var ofStatement = Sha256.Of(new MemoryStream(Encoding.UTF8.GetBytes(statement)));
        var sums = files.Append(KeyValuePair.Create(BundleStatement.FileName, ofStatement))
            .OrderBy(file => file.Key, StringComparer.Ordinal);
        context.WriteFile(Path.Combine(directory, BundleStatement.FileName), statement);
        context.WriteFile(SumsFile, BundleFiles.Lines(sums));
        if (key is not null)
            context.WriteFile(SumsFile + BundleSignature.Ending, BundleSignature.Of(SumsFile, key));
        return context.Answer(
            new { Files = files.Select(file => file.Key), Problems = Array.Empty<object>() },
            () => context.WriteLine(context.Shown(SumsFile), $" was written, for {files.Count} files and their statement"));
    }

    /// <summary>Compares the files with both.</summary>
    /// <param name="publicKey">Key of who signed. Null: no signature is asked for.</param>
    /// <returns>The exit code.</returns>
    public int Verify(string? publicKey)
    {
        var files = Contents().Without(BundleFiles.Checksums + BundleSignature.Ending);
        var problems = BundleVerification.Check(files).ToList();
        if (publicKey is not null)
            problems.AddRange(BundleVerification.Signature(SumsFile, publicKey));
        if (problems.Count > 0)
            return context.Refuse(problems.Select(problem => problem with { File = context.Shown(directory) }), "");
        return context.Answer(
            new { Files = files.Checksums.Keys.Order(StringComparer.Ordinal), Problems = Array.Empty<object>() },
            () => context.WriteLine(context.Shown(directory), $" has {files.Checksums.Count} files, each with its checksum"));
    }

    private BundleContents Contents() => Directory.Exists(directory) ? BundleContents.Of(directory)
        : throw new CommandException($"{context.Shown(directory)} is not a directory: name that of the templates or packages");
}
