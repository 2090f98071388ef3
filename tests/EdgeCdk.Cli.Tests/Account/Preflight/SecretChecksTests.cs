using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The secret of the registry: it exists, has what is read from it, and the file names its key.</summary>
public sealed class SecretChecksTests
{
    private const string Arn = "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf";
    private const string Key = "arn:aws:kms:eu-central-1:123456789011:key/1111abcd-12ab-34cd-56ef-1234567890ab";
    private const string Other = "arn:aws:kms:eu-central-1:123456789011:key/2222abcd-12ab-34cd-56ef-1234567890ab";
    private const string OfRegistry = $$"""registry: { secretArn: "{{Arn}}" }""";
    private const string Telemetry = $$"""observability: { enabled: true, otlpSecretArn: "{{Arn}}" }""";
    private const string Proxy = $$"""  proxy: { url: "http://proxy.example.com:3128", caSecretArn: "{{Arn}}" }""";
    private const string Sound = """{"username":"u","password":"p"}""";

    [Theory]
    [InlineData(Sound, "", "")]
    [InlineData("""{"username":"u","password":"p","endpoint":"http://registry.example.com"}""", "", "")]
    [InlineData("not json", "Failed", "is not JSON with username and password")]
    [InlineData("""{"username":"u"}""", "Failed", "has no password")]
    [InlineData("""{"username":" ","password":"never-shown"}""", "Failed", "has no username, or an empty one")]
    [InlineData("""{"username":{},"password":"never-shown"}""", "Failed", "has no username, or an empty one")]
    public void It_has_both_fields(string content, string outcome, string words)
    {
        var findings = Assert.Single(SecretChecks.Of(Target(content, "", ""))).Run();

        Targets.Has(findings, outcome, words);
        Assert.All(findings, finding => Assert.DoesNotContain("never-shown", $"{finding}", StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.EndsWith("file://secret.json", finding.Remedy, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("alias/aws/secretsmanager", "", "", "")]
    [InlineData("alias/aws/secretsmanager", Key, "Warning", "is set, but the secret is encrypted with the key of AWS")]
    [InlineData(Key, "", "Failed", "is missing, but the secret is encrypted with a key of its own, " + Key)]
    [InlineData(Key, Key, "", "")]
    [InlineData("alias/own", Key, "", "")]
    [InlineData(Key, Other, "Failed", $"is {Other}, but the secret is encrypted with {Key}")]
    public void The_file_names_its_key(string key, string named, string outcome, string words) =>
        Targets.Has(Assert.Single(SecretChecks.Of(Target(Sound, key, named))).Run(), outcome, words);

    [Fact]
    public void A_key_that_is_disabled_cannot_decrypt_it() => Targets.Has(
        Assert.Single(SecretChecks.Of(Target(Sound, Key, Key, "Disabled"))).Run(), "Failed", "is Disabled");

    [Theory]
    [InlineData("", "Failed", "is missing, but the secret is encrypted with a key of its own, " + Key)]
    [InlineData(Other, "", "")]
    public void Of_a_key_that_AWS_does_not_show_only_the_missing_name_is_told(string named, string outcome, string words) => Targets.Has(
        Assert.Single(SecretChecks.Of(Targets.Of(
            Of(Sound, Key).Without("kms describe-key"), text => Edited(text, Registry(named))))).Run(),
        outcome, words);

    [Theory]
    [InlineData(OfRegistry, "--secret-string file://secret.json, then its ARN in registry.secretArn")]
    [InlineData(Proxy, "--secret-string file://ca.pem, then its ARN in vpc.proxy.caSecretArn")]
    public void One_that_does_not_exist_is_created_with_a_command(string section, string remedy)
    {
        var check = SecretChecks.Of(Targets.Of(new FakeAws().Without("secretsmanager describe-secret"), text => Edited(text, section)));

        var finding = Assert.Single(check.SelectMany(one => one.Run()), one => one.Outcome is Outcome.Failed);
        Assert.Equal($"there is no secret {Arn}", finding.What);
        Assert.EndsWith(remedy, finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nabc", "", "")]
    [InlineData("\n-----BEGIN CERTIFICATE-----\nabc", "", "")]
    [InlineData("-----BEGIN PRIVATE KEY-----", "Failed", "does not begin with a certificate in PEM")]
    [InlineData("""{"certificate":"abc"}""", "Failed", "does not begin with a certificate in PEM")]
    public void That_of_a_proxy_is_a_text_with_certificates(string content, string outcome, string words)
    {
        var findings = OfSection(Proxy, content, "vpc.proxy.caSecretArn");

        Targets.Has(findings, outcome, words);
        Assert.All(findings, finding => Assert.EndsWith("file://ca.pem", finding.Remedy, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"endpoint":"https://otlp.example.com","authorization":"a"}""", "", "")]
    [InlineData("""{"endpoint":"http://otlp.example.com","authorization":"a"}""", "Failed", "does not begin with https://")]
    [InlineData("""{"endpoint":"","authorization":"a"}""", "Failed", "has no endpoint, or an empty one")]
    [InlineData("""{"endpoint":"https://otlp.example.com"}""", "Failed", "has no authorization, or an empty one")]
    public void That_of_the_telemetry_has_an_endpoint_with_HTTPS(string content, string outcome, string words) =>
        Targets.Has(OfSection(Telemetry, content, "observability.otlpSecretArn"), outcome, words);

    [Fact]
    public void One_that_is_scheduled_for_deletion_is_restored() => Targets.Has(
        Assert.Single(SecretChecks.Of(Targets.Of(
            new FakeAws(("secretsmanager describe-secret", """{"DeletedDate":"2026-11-01T00:00:00Z"}""")),
            text => Edited(text, OfRegistry)))).Run(),
        "Failed", $"{Arn} is scheduled for deletion");

    [Fact]
    public void Credentials_as_parameters_cannot_be_checked() =>
        Targets.Has(
            Assert.Single(SecretChecks.Of(Targets.Of(new FakeAws().Without("iam get-role")))).Run(),
            "Unknown", "are parameters of the stack");

    [Fact]
    public void A_registry_without_credentials_needs_none() => Assert.Empty(SecretChecks.Of(Targets.Of(
        new FakeAws(), text => $"{text}\nregistry: {{ prefix: mirror.example.com/edge, credentials: none }}\n")));

    [Fact]
    public void A_deployed_stack_keeps_its_parameters() => Assert.Empty(
        Assert.Single(SecretChecks.Of(Targets.Of(new FakeAws(("cloudformation describe-stacks", Targets.DeployedStack))))).Run());

    private static PreflightTarget Target(string content, string key, string named, string state = "Enabled") =>
        Targets.Of(Of(content, key, state), text => Edited(text, Registry(named)));

    private static FakeAws Of(string content, string key, string state = "Enabled") => new(
        ("secretsmanager describe-secret", $$"""{"KmsKeyId":"{{key}}"}"""),
        ("kms describe-key", $$$"""{"KeyMetadata":{"Arn":"{{{Key}}}","KeyState":"{{{state}}}"}}"""),
        ("secretsmanager get-secret-value", new JsonObject { ["SecretString"] = content }.ToJsonString()));

    private static List<Finding> OfSection(string section, string content, string key) =>
        [.. SecretChecks.Of(Targets.Of(Of(content, ""), text => Edited(text, section))).Single(check => check.About == key).Run()];

    private static string Registry(string key) =>
        $"registry: {{ secretArn: \"{Arn}\"{(key.Length == 0 ? "" : $", secretKeyArn: \"{key}\"")} }}";

    private static string Edited(string text, string section) => section.StartsWith("  ", StringComparison.Ordinal)
        ? text.With("  endpoints:", $"{section}\n  endpoints:")
        : $"{text}\n{section}\n";
}
