using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Rules;

public sealed class ChoiceRuleTests
{
    private const string KeyArn = "arn:aws:kms:eu-central-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private const string SecretArn = "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf";
    private const string Ecr = "012345678901.dkr.ecr.eu-central-1.amazonaws.com/ataccama";
    private const string EcrHelp =
        "use <account id>.dkr.ecr.<region>.amazonaws.com/<path>, with .cn behind .com in China; copy the URI of the registry from the "
            + "ECR console";
    private const string VendorHelp = "use credentials for that registry; remove credentials, or set registry.prefix to a mirror";

    [Fact]
    public void A_bucket_and_a_directory_for_the_packages_are_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:24:14: artifacts.directory is "packages", but artifacts.bucket is given too; use one of the two; """
                + """remove the other""",
        ],
        Workspace.MessagesOfEdge(
            ("  bucket: vendor-releases-eu-central-1", "  bucket: vendor-releases-eu-central-1\n  directory: packages")));

    [Theory]
    [InlineData("prefix", "edge/16.6.5/")]
    [InlineData("keyArn", KeyArn)]
    public void A_key_for_the_bucket_of_the_packages_needs_that_bucket(string key, string value) => Assert.Equal(
        [
            $"edges/acme-prod.yaml:23:11: artifacts.{key} is \"{value}\" without artifacts.bucket; use it with a bucket; remove it, or "
                + "add artifacts.bucket",
        ],
        Workspace.MessagesOfEdge(("bucket: vendor-releases-eu-central-1", $"{key}: {value}")));

    [Theory]
    [InlineData(
        "{ credentials: none }", $"26: registry.credentials is \"none\", but registry.prefix is the vendor's registry; {VendorHelp}")]
    [InlineData(
        "{ credentials: none, prefix: ataccama.azurecr.io/other }",
        $"26: registry.credentials is \"none\", but registry.prefix is the vendor's registry; {VendorHelp}")]
    [InlineData(
        $"{{ credentials: none, prefix: mirror.example.com, secretArn: \"{SecretArn}\" }}",
        $"71: registry.secretArn is \"{SecretArn}\", but registry.credentials is none; use one of the two; remove the other")]
    [InlineData(
        $"{{ secretKeyArn: \"{KeyArn}\" }}",
        $"27: registry.secretKeyArn is \"{KeyArn}\" without registry.secretArn; use it with a secret; remove it, or add "
            + "registry.secretArn")]
    [InlineData(
        $"{{ prefix: {Ecr} }}",
        $"21: registry.prefix is \"{Ecr}\", an Amazon ECR registry, which takes no user name and password; use the pull rights of the "
            + "tasks; add credentials: none")]
    [InlineData(
        $"{{ prefix: {Ecr}, secretArn: \"{SecretArn}\" }}",
        $"21: registry.prefix is \"{Ecr}\", an Amazon ECR registry, which takes no user name and password; use the pull rights of "
            + "the tasks; add credentials: none")]
    [InlineData(
        "{ prefix: 012345678901.dkr.ecr.eu-central-1.amazonaws.com.cn/a, credentials: none }",
        "21: registry.prefix is \"012345678901.dkr.ecr.eu-central-1.amazonaws.com.cn/a\", which is not the address of an Amazon ECR "
            + $"registry; {EcrHelp}")]
    [InlineData(
        "{ prefix: 1234.dkr.ecr.eu-central-1.amazonaws.com/a }",
        "21: registry.prefix is \"1234.dkr.ecr.eu-central-1.amazonaws.com/a\", which is not the address of an Amazon ECR registry; "
            + $"{EcrHelp}")]
    [InlineData(
        "{ prefix: 012345678901.dkr-ecr.eu-central-1.on.aws/a, credentials: none }",
        "21: registry.prefix is \"012345678901.dkr-ecr.eu-central-1.on.aws/a\", which is not the address of an Amazon ECR registry; "
            + $"{EcrHelp}")]
    public void Ways_to_pull_images_that_exclude_each_other_are_refused(string registry, string message) =>
        Assert.Equal([$"edges/acme-prod.yaml:22:{message}"], Workspace.MessagesOfEdge(("artifacts:", $"registry: {registry}\nartifacts:")));

    [Theory]
    [InlineData("{ prefix: mirror.example.com }")]
    [InlineData("{ prefix: mirror.example.com, credentials: none }")]
    [InlineData($"{{ prefix: {Ecr}, credentials: none }}")]
    [InlineData($"{{ secretArn: \"{SecretArn}\", secretKeyArn: \"{KeyArn}\" }}")]
    public void Every_way_to_pull_images_is_taken_by_itself(string registry) =>
        Assert.Empty(Workspace.MessagesOfEdge(("artifacts:", $"registry: {registry}\nartifacts:")));

    [Fact]
    public void A_key_of_the_telemetry_secret_needs_that_secret() => Assert.Equal(
        [
            $"edges/acme-prod.yaml:22:36: observability.otlpSecretKeyArn is \"{KeyArn}\" without observability.otlpSecretArn; use it "
                + "with a secret; remove it, or add observability.otlpSecretArn",
        ],
        Workspace.MessagesOfEdge(("artifacts:", $"observability: {{ otlpSecretKeyArn: \"{KeyArn}\" }}\nartifacts:")));

    [Theory]
    [InlineData("{}", "9: alarms has no topic; use topicArn or create: true; add one of them, or remove the block")]
    [InlineData("{ create: false }", "9: alarms has no topic; use topicArn or create: true; add one of them, or remove the block")]
    [InlineData(
        "{ topicArn: \"arn:aws:sns:eu-central-1:012345678901:alarms\", create: true }",
        "21: alarms.topicArn is \"arn:aws:sns:eu-central-1:012345678901:alarms\", but alarms.create is true; use one of the two; "
            + "remove the other")]
    public void Alarms_without_one_topic_are_refused(string alarms, string message) =>
        Assert.Equal([$"edges/acme-prod.yaml:22:{message}"], Workspace.MessagesOfEdge(("artifacts:", $"alarms: {alarms}\nartifacts:")));

    [Fact]
    public void Alarms_with_a_topic_of_the_stack_are_no_fault() =>
        Assert.True(Workspace.LoadEdge(("artifacts:", "alarms: { create: true }\nartifacts:")).Config.Alarms!.Create);
}
