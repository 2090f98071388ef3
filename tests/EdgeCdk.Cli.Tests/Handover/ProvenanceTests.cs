using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Handover;

/// <summary>Templates and packages that are handed over on their own.</summary>
public sealed class ProvenanceTests : IDisposable
{
    private readonly Session _session = new();

    public ProvenanceTests() => _session.Write("dist/edge.template.json", "{}").Write("dist/packages/one.zip", "zip");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Every_file_has_its_checksum_for_sha256sum_and_in_a_statement_with_the_commit()
    {
        var commit = new string('a', 40);

        Assert.Equal(0, _session.Run("provenance", "dist", "--commit", commit).ExitCode);

        var statement = JsonNode.Parse(_session.Read("dist/provenance.intoto.json"))!;
        Assert.Equal(
            ["edge.template.json", "packages/one.zip"], statement["subject"]!.AsArray().Select(subject => (string)subject!["name"]!));
        Assert.Equal("https://slsa.dev/provenance/v1", (string?)statement["predicateType"]);
        Assert.Equal(commit, (string?)statement["predicate"]!["buildDefinition"]!["resolvedDependencies"]![0]!["digest"]!["gitCommit"]);
        var checks = ChildProcess.Run("sh", ["-c", $"cd '{_session.PathOf("dist")}' && sha256sum --check --strict --quiet SHA256SUMS"]);
        Assert.Equal((0, ""), (checks.ExitCode, checks.Output));
        Assert.Equal(0, _session.Run("provenance", "dist", "--verify").ExitCode);
        var (sums, again) = (_session.Read("dist/SHA256SUMS"), _session.Run("provenance", "dist", "--commit", commit));
        Assert.Equal((0, sums), (again.ExitCode, _session.Read("dist/SHA256SUMS")));
    }

    [Theory]
    [InlineData("edge.template.json", "{ }", "edge.template.json differs from its checksum")]
    [InlineData("more.json", "{}", "more.json is not expected by its checksum")]
    [InlineData("provenance.intoto.json", "{}", "provenance.intoto.json is missing, or no statement")]
    [InlineData("SHA256SUMS", "", "edge.template.json is not expected by its checksum")]
    public void What_was_changed_is_named(string file, string text, string message)
    {
        _session.Run("provenance", "dist");
        _session.Write($"dist/{file}", text);

        var answer = _session.Run("provenance", "dist", "--verify");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(message, answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_is_checked_with_the_key_of_who_signed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _session.Write("key.pem", key.ExportPkcs8PrivateKeyPem()).Write("key.pub", key.ExportSubjectPublicKeyInfoPem())
            .Write("other.pub", other.ExportSubjectPublicKeyInfoPem());

        Assert.Equal(0, _session.Run("provenance", "dist", "--key", "key.pem").ExitCode);

        Assert.Equal(0, _session.Run("provenance", "dist", "--verify", "--public-key", "key.pub").ExitCode);
        Assert.Contains("SHA256SUMS.sig is not the signature of this file with this key",
            _session.Run("provenance", "dist", "--verify", "--public-key", "other.pub").Output, StringComparison.Ordinal);
        File.Delete(_session.PathOf("dist/SHA256SUMS.sig"));
        Assert.Contains("SHA256SUMS.sig is missing",
            _session.Run("provenance", "dist", "--verify", "--public-key", "key.pub").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("provenance", "nowhere")]
    [InlineData("provenance", "dist", "--commit", "main")]
    public void What_cannot_be_stated_is_refused(params string[] arguments) => Assert.Equal(1, _session.Run(arguments).ExitCode);
}
