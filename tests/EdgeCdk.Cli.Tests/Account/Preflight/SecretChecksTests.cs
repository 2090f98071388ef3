using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The secret of the registry: it exists, has what is read from it, and the file names its key.</summary>
public sealed class SecretChecksTests
{
    private const string Arn = "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf";
    private const string Key = "arn:aws:kms:eu-central-1:123456789011:key/1111abcd-12ab-34cd-56ef-1234567890ab";
    private const string Sound = """{"username":"u","password":"p"}""";

    [Theory]
    [InlineData(Sound, "", "")]
    [InlineData("not json", "Failed", "is not JSON with username and password")]
    [InlineData("""{"username":"u"}""", "Failed", "has no password")]
    [InlineData("""{"username":" ","password":"never-shown"}""", "Failed", "has no username, or an empty one")]
    [InlineData("""{"username":{},"password":"never-shown"}""", "Failed", "has no username, or an empty one")]
    public void It_has_both_fields(string content, string outcome, string words)
    {
        var findings = Assert.Single(SecretChecks.Of(Target(content, "", ""))).Run();

        Targets.Has(findings, outcome, words);
        Assert.All(findings, finding => Assert.DoesNotContain("never-shown", $"{finding}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("alias/aws/secretsmanager", "", "", "")]
    [InlineData("alias/aws/secretsmanager", Key, "Warning", "is set, but the secret is encrypted with the key of AWS")]
    [InlineData(Key, "", "Failed", "is missing, but the secret is encrypted with a key of its own, " + Key)]
    [InlineData(Key, Key, "", "")]
    public void The_file_names_its_key(string key, string named, string outcome, string words) =>
        Targets.Has(Assert.Single(SecretChecks.Of(Target(Sound, key, named))).Run(), outcome, words);

    [Fact]
    public void A_key_that_is_disabled_cannot_decrypt_it() => Targets.Has(
        Assert.Single(SecretChecks.Of(Target(Sound, Key, Key, "Disabled"))).Run(), "Failed", "is Disabled");

    [Fact]
    public void Credentials_as_parameters_cannot_be_checked() =>
        Targets.Has(
            Assert.Single(SecretChecks.Of(Targets.Of(new FakeAws().Without("iam get-role")))).Run(),
            "Unknown", "are parameters of the stack");

    private static PreflightTarget Target(string content, string key, string named, string state = "Enabled")
    {
        var aws = new FakeAws(
            ("secretsmanager describe-secret", $$"""{"KmsKeyId":"{{key}}"}"""),
            ("kms describe-key", $$$"""{"KeyMetadata":{"Arn":"{{{Key}}}","KeyState":"{{{state}}}"}}"""),
            ("secretsmanager get-secret-value", new JsonObject { ["SecretString"] = content }.ToJsonString()));
        var secretKey = named.Length == 0 ? "" : $", secretKeyArn: \"{named}\"";
        return Targets.Of(aws, text => $"{text}\nregistry: {{ secretArn: \"{Arn}\"{secretKey} }}\n");
    }
}
