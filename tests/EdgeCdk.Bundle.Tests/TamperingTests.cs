using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Handover.Bundle;

namespace EdgeCdk.Bundle.Tests;

/// <summary>A bundle that somebody changed: every file, one by one, and in every way.</summary>
public sealed class TamperingTests(BundledEdge edge)
{
    // In another place and at another time, from nothing but the bundle.
    [Fact]
    public void A_bundle_as_it_was_made_is_made_again_to_the_byte()
    {
        var result = edge.Edge("bundle", "--verify", edge.Archive);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains("has 17 files, and is made again from them to the byte", result.Output, StringComparison.Ordinal);
    }

    // A zip has only the even seconds.
    [Fact]
    public void A_bundle_of_an_odd_second_is_made_again_to_the_byte_too()
    {
        var written = edge.Edge("bundle", "gamma", "--timestamp", "2026-11-22T12:00:01Z", "--output", edge.PathOf("odd"));
        Assert.True(written.ExitCode == 0, written.Output + written.Error);

        var result = edge.Edge("bundle", "--verify", edge.PathOf("odd/gamma-16.6.5-20261122T120001Z-bundle.zip"));

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    [Fact]
    public void A_statement_without_a_time_that_a_bundle_can_have_is_refused()
    {
        const string statement = "provenance.intoto.json";
        var files = Contents(edge.Archive);
        files[statement] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[statement])
            .Replace(BundledEdge.Time, "1979-12-31T23:59:58Z", StringComparison.Ordinal));

        var result = edge.Edge("bundle", "--verify", Written(WithNewChecksums(files)));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("has no time of the bundle", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_that_was_changed_removed_or_added_is_named_by_its_checksum()
    {
        var whole = BundleContents.Of(edge.Archive);
        Assert.Empty(BundleVerification.Check(whole));

        Assert.All(whole.Checksums.Keys, name =>
        {
            var changed = BundleVerification.Check(BundleContents.Of(Tampered(name, content => [.. content, (byte)' '])));
            var removed = BundleVerification.Check(BundleContents.Of(Tampered(name, _ => null)));

            // What names all others is noticed by them, too.
            Assert.Contains(changed, problem => problem.Key == name || name == "SHA256SUMS");
            Assert.NotEmpty(removed);
            Assert.Contains(removed, problem => problem.Key == name);
        });
        var added = BundleVerification.Check(BundleContents.Of(Tampered("README.md", content => content, ("assembly/extra.json", "{}"))));
        Assert.Equal(["assembly/extra.json", "assembly/extra.json"], added.Select(problem => problem.Key));
    }

    [Fact]
    public void Every_file_that_was_changed_together_with_the_checksums_is_named_when_the_bundle_is_made_again()
    {
        var whole = BundleContents.Of(edge.Archive);

        Assert.All(whole.Checksums.Keys.Except(["SHA256SUMS"]), name =>
        {
            var files = Contents(edge.Archive);
            files[name] = [.. files[name], (byte)'\n'];

            // The one that is made again is as the whole one is: of the same inputs.
            Assert.Contains(
                BundleVerification.Compare(Written(WithNewChecksums(files)), edge.Archive), problem => problem.Key == name);
        });
    }

    [Fact]
    public void A_template_that_was_changed_together_with_everything_that_names_it_is_found()
    {
        const string name = "assembly/Edge-gamma.template.json";
        var whole = BundleContents.Of(edge.Archive);
        var files = Contents(edge.Archive);
        files[name] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[name])
            .Replace("sts:AssumeRole", "sts:*", StringComparison.Ordinal));
        files["provenance.intoto.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["provenance.intoto.json"])
            .Replace(whole.Checksums[name], Hash(files[name]), StringComparison.Ordinal));
        var tampered = Written(WithNewChecksums(files));

        Assert.Empty(BundleVerification.Check(BundleContents.Of(tampered)));
        Assert.Contains(BundleVerification.Compare(tampered, edge.Archive), problem => problem.Key == name);
    }

    [Fact]
    public void A_zip_with_the_same_files_and_something_else_in_it_is_found()
    {
        var commented = edge.PathOf("commented.zip");
        File.Copy(edge.Archive, commented);
        using (var archive = ZipFile.Open(commented, ZipArchiveMode.Update))
            archive.Comment = "more";

        Assert.Empty(BundleVerification.Compare(edge.Archive, edge.Archive));
        Assert.Equal("commented.zip", Assert.Single(BundleVerification.Compare(commented, edge.Archive)).Key);
    }

    [Fact]
    public void The_command_names_a_file_that_was_changed_and_makes_nothing_again()
    {
        var result = edge.Edge("bundle", "--verify", Tampered("edges/gamma.yaml", content => [.. content, (byte)' ']));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("edges/gamma.yaml differs from its checksum", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_is_one_that_openssl_checks_and_another_bundle_or_key_is_refused()
    {
        var (key, other) = (edge.PathOf("key.pem"), edge.PathOf("other.pem"));
        using (var made = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            File.WriteAllText(key, made.ExportPkcs8PrivateKeyPem());
            File.WriteAllText($"{key}.pub", made.ExportSubjectPublicKeyInfoPem());
        }

        using (var made = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            File.WriteAllText($"{other}.pub", made.ExportSubjectPublicKeyInfoPem());
        var signature = BundleSignature.Of(edge.Archive, key);
        var binary = edge.PathOf("signature.der");
        File.WriteAllBytes(binary, Convert.FromBase64String(signature.Trim()));

        var openssl = EdgeCdk.Tests.Support.ChildProcess.Run(
            "openssl", ["dgst", "-sha256", "-verify", $"{key}.pub", "-signature", binary, edge.Archive]);

        Assert.Equal((0, "Verified OK\n"), (openssl.ExitCode, openssl.Output));
        Assert.True(BundleSignature.IsOf(edge.Archive, signature, $"{key}.pub"));
        Assert.False(BundleSignature.IsOf(edge.Archive, signature, $"{other}.pub"));
        Assert.False(BundleSignature.IsOf(Tampered("README.md", content => [.. content, 0]), signature, $"{key}.pub"));
        Assert.False(BundleSignature.IsOf(edge.Archive, "no signature", $"{key}.pub"));
        Assert.Contains("has no private key", Assert.Throws<CommandException>(() => BundleSignature.Of(edge.Archive, $"{key}.pub"))
            .Message, StringComparison.Ordinal);
        Assert.Contains(
            "is no key that can be used", Assert.Throws<CommandException>(() => BundleSignature.Of(edge.Archive, edge.Archive)).Message,
                StringComparison.Ordinal);
    }

    private string Tampered(string name, Func<byte[], byte[]?> change, params (string Name, string Text)[] more)
    {
        var files = Contents(edge.Archive);
        if (change(files[name]) is { } content)
            files[name] = content;
        else
            files.Remove(name);
        foreach (var (added, text) in more)
            files[added] = Encoding.UTF8.GetBytes(text);
        return Written(files);
    }

    private string Written(IReadOnlyDictionary<string, byte[]> files)
    {
        var path = edge.PathOf($"tampered-{Guid.NewGuid():N}.zip");
        using var stream = File.Create(path);
        DeterministicZip.Write(
            stream, files.Select(file => KeyValuePair.Create<string, Func<Stream>>(file.Key, () => new MemoryStream(file.Value))),
            new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), CompressionLevel.NoCompression);
        return path;
    }

    private static SortedDictionary<string, byte[]> Contents(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            files[entry.FullName] = content.ToArray();
        }

        return files;
    }

    private static SortedDictionary<string, byte[]> WithNewChecksums(SortedDictionary<string, byte[]> files)
    {
        files["SHA256SUMS"] = Encoding.UTF8.GetBytes(string.Concat(
            files.Where(file => file.Key != "SHA256SUMS").Select(file => $"{Hash(file.Value)}  {file.Key}\n")));
        return files;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
