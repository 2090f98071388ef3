using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>Compares a bundle with what it says about itself, and with a bundle that is made again from the same files.</summary>
internal static class BundleVerification
{
    private const string Again = "get it again from who made it";

    /// <summary>Files that are not what the checksums and the statement in the bundle say.</summary>
    public static IReadOnlyList<Problem> Check(BundleContents bundle)
    {
        if (bundle.Sums is null)
            return [Problem.Missing(BundleFiles.Checksums, "the checksums of all files", Again)];
        var sums = bundle.Sums.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  ", 2)).ToList();
        if (sums.Exists(line => line.Length != 2) || sums.DistinctBy(line => line[^1]).Count() < sums.Count)
            return [new Problem(BundleFiles.Checksums, "is not a list of checksums", "use `<SHA-256>  <file>`", Again)];
        var listed = sums.ToDictionary(line => line[1], line => line[0]);
        var stated = bundle.Statement is null ? null : BundleStatement.Subjects(bundle.Statement);
        if (stated is null)
            return [new Problem(BundleStatement.FileName, "is missing, or no statement", "use a bundle with its provenance", Again)];
        return
        [
            .. Compare(bundle.Checksums, listed, "its checksum", [BundleFiles.Checksums]),
            .. Compare(bundle.Checksums, stated, "the statement of provenance", [BundleFiles.Checksums, BundleStatement.FileName]),
        ];
    }

    /// <summary>Compares two bundles, the second of which was made again from the first.</summary>
    /// <returns>Files that differ; the zip itself, if it has something else in it.</returns>
    public static IReadOnlyList<Problem> Compare(string zip, string again)
    {
        var (bundle, rebuilt) = (BundleContents.Of(zip), BundleContents.Of(again));
        var problems = Compare(bundle.Checksums, rebuilt.Checksums, "the one that is made again from the files in the bundle", []);
        if (problems.Count == 0 && File.Exists(zip) && Sha256.OfFile(zip) != Sha256.OfFile(again))
        {
            problems.Add(new Problem(
                Path.GetFileName(zip), "has the files that it should have, but other bytes: an order, time, right or comment was changed",
                "use the files as they were made", Again));
        }

        return problems;
    }

    /// <summary>What is wrong with the signature beside a file.</summary>
    /// <param name="signed">The file.</param>
    /// <param name="publicKey">File with the key of who signed it.</param>
    public static IEnumerable<Problem> Signature(string signed, string publicKey)
    {
        var file = signed + BundleSignature.Ending;
        if (!File.Exists(file))
        {
            yield return Problem.Missing(Path.GetFileName(file), "the signature beside the file", "get it from who signed");
        }
        else if (!BundleSignature.IsOf(signed, File.ReadAllText(file), publicKey))
        {
            yield return new Problem(Path.GetFileName(file), "is not the signature of this file with this key",
                "use both as they were made", Again);
        }
    }

    private static List<Problem> Compare(
        IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, string> expected, string what, string[] without)
    {
        var problems = new List<Problem>();
        foreach (var (name, checksum) in files.Where(file => !without.Contains(file.Key)))
        {
            if (!expected.TryGetValue(name, out var right))
                problems.Add(new Problem(name, $"is not expected by {what}", "use the files as they were made", Again));
            else if (right != checksum)
                problems.Add(new Problem(name, $"differs from {what}: its SHA-256 is {checksum}", $"use {right}", Again));
        }

        problems.AddRange(expected.Keys.Where(name => !files.ContainsKey(name))
            .Select(name => new Problem(name, $"is missing, but expected by {what}", "use the files as they were made", Again)));
        return problems;
    }
}
