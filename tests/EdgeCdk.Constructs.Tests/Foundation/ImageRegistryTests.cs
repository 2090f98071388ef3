using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Foundation;

public sealed class ImageRegistryTests(SynthesizedEdges edges)
{
    private const string AnExecutionRole = "Jobs/Dqc/ExecutionRole/Role";
    private const string WriteLogs = "Allow logs:CreateLogStream, logs:PutLogEvents on ${Jobs/Dqc/Logs/LogGroup.Arn}";

    [Theory]
    [InlineData("RegistryUsername", "User name for the container registry, from the vendor")]
    [InlineData("RegistryPassword", "Password for the container registry, from the vendor")]
    public void By_default_user_name_and_password_are_parameters_that_are_never_shown_and_fit_into_json(string name, string description) =>
        edges.Assertions(EdgeFiles.Demo).HasParameter(name, Match.ObjectEquals(new Map
        {
            ["Type"] = "String",
            ["AllowedPattern"] = """^[^"\\\s]+$""",
            ["ConstraintDescription"] = "must be given, without double quotes, backslashes or white space",
            ["Description"] = description,
            ["MinLength"] = 1,
            ["MaxLength"] = 1024,
            ["NoEcho"] = true,
        }));

    [Fact]
    public void Beside_them_there_is_the_parameter_of_the_way_of_deploying_alone()
    {
        Assert.Equal(["DeploymentMethod", "RegistryPassword", "RegistryUsername"], Parameters(EdgeFiles.Demo));
        edges.Assertions(EdgeFiles.Demo).HasParameter("DeploymentMethod", Match.ObjectEquals(new Map
        {
            ["Type"] = "String",
            ["Default"] = "edge-file",
            ["AllowedValues"] = new[] { "edge-file" },
            ["ConstraintDescription"] = DeploymentMethod.Constraint(DeploymentMethod.EdgeFile),
            ["Description"] = "How this edge is deployed. An edge stays with its way of being deployed: leave it as it is.",
        }));
    }

    [Fact]
    public void Then_they_are_in_a_secret_under_the_general_key_and_nowhere_else()
    {
        edges.Assertions(EdgeFiles.Demo).HasResourceProperties("AWS::SecretsManager::Secret", Match.ObjectEquals(new Map
        {
            ["Description"] = "Edge demo: credentials for the container registry",
            ["KmsKeyId"] = edges.Demo.GetAtt("GeneralKey/Key"),
            ["SecretString"] = References.Join(
                "{\"username\":\"", new Map { ["Ref"] = "RegistryUsername" },
                "\",\"password\":\"", new Map { ["Ref"] = "RegistryPassword" }, "\"}"),
        }));
        Assert.Equal(
            ["Registry/Credentials"],
            edges.Demo.Resources.Where(resource => resource.References.Contains("RegistryPassword")).Select(resource => resource.Path));
        Assert.DoesNotContain("Ref\":\"Registry", edges.Demo.Json["Outputs"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Then_execution_roles_read_the_secret_and_decrypt_it_through_Secrets_Manager() => Assert.Equal(
        [
            WriteLogs,
            "Allow secretsmanager:GetSecretValue on ${Registry/Credentials}",
            "Allow kms:Decrypt on ${GeneralKey/Key.Arn} if StringEquals kms:ViaService = secretsmanager.eu-central-1.amazonaws.com",
        ],
        edges.Demo.Rights(AnExecutionRole));

    [Fact]
    public void A_secret_of_the_customers_takes_no_parameters_and_makes_no_secret()
    {
        edges.Assertions(EdgeFiles.Full).ResourceCountIs("AWS::SecretsManager::Secret", 0);
        Assert.Equal(["DeploymentMethod"], Parameters(EdgeFiles.Full));
    }

    [Fact]
    public void Execution_roles_may_read_exactly_that_secret_and_decrypt_with_exactly_its_key() => Assert.Equal(
        [
            WriteLogs.Replace("Jobs/Dqc/", "PlaneManager/Task/", StringComparison.Ordinal),
            "Allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf",
            "Allow kms:Decrypt on arn:aws:kms:eu-central-1:012345678901:key/2222abcd-12ab-34cd-56ef-1234567890ab if StringEquals "
                + "kms:ViaService = secretsmanager.eu-central-1.amazonaws.com",
        ],
        edges.Full.Rights("PlaneManager/Task/ExecutionRole/Role"));

    [Fact]
    public void A_secret_under_the_accounts_default_key_takes_no_right_to_decrypt()
    {
        var template = edges.SynthesizeDemoAnd(
            "registry: { secretArn: \"arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf\" }");

        Assert.Equal(
            [
                WriteLogs,
                "Allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf",
            ],
            template.Rights(AnExecutionRole));
    }

    [Fact]
    public void A_mirror_without_credentials_takes_none_and_no_rights()
    {
        edges.Assertions(EdgeFiles.Longest).ResourceCountIs("AWS::SecretsManager::Secret", 0);
        Assert.Equal(["DeploymentMethod"], Parameters(EdgeFiles.Longest));
        Assert.Equal([WriteLogs], edges.Longest.Rights(AnExecutionRole));
    }

    [Fact]
    public void A_mirror_in_Ecr_takes_the_rights_to_pull_from_its_account_region_and_path()
    {
        edges.Assertions(EdgeFiles.Mirror).ResourceCountIs("AWS::SecretsManager::Secret", 0);
        Assert.Equal(["DeploymentMethod"], Parameters(EdgeFiles.Mirror));
        Assert.Equal(
        [
            WriteLogs,
            "Allow ecr:GetAuthorizationToken on *",
            "Allow ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer, ecr:BatchImportUpstreamImage, "
                + "ecr:CreateRepository"
                + " on arn:aws-cn:ecr:cn-north-1:555566667777:repository/edge/*",
        ],
        edges.Mirror.Rights(AnExecutionRole));
    }

    [Fact]
    public void Images_in_Ecr_may_come_from_another_region_and_the_top_of_the_registry()
    {
        var edge = edges.SynthesizeDemoAnd("registry: { prefix: 555566667777.dkr.ecr.eu-west-1.amazonaws.com, credentials: none }");

        Assert.EndsWith(
            " on arn:aws:ecr:eu-west-1:555566667777:repository/*", edge.Right(AnExecutionRole, "PullFromEcr"), StringComparison.Ordinal);
        Template.FromString(edge.Text).HasResourceProperties("AWS::ECS::TaskDefinition", new Map
        {
            ["Family"] = "demo-dqc",
            ["ContainerDefinitions"] = new[]
            {
                new Map { ["Image"] = "555566667777.dkr.ecr.eu-west-1.amazonaws.com/dqc-runtime-job:16.6.5-saas-edge" },
            },
        });
    }

    [Theory]
    [InlineData(EdgeFiles.Demo, "ataccama.azurecr.io/saas-edge/", "16.6.5-saas-edge", "${Registry/Credentials}")]
    [InlineData(
        EdgeFiles.Full, "registry.example.com:5000/edge/", "16.6.5-saas-edge",
        "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf")]
    [InlineData(EdgeFiles.Mirror, "555566667777.dkr.ecr.cn-north-1.amazonaws.com.cn/edge/", "16.6.5-saas-edge", "")]
    [InlineData(EdgeFiles.Longest, "mirror.example.com/edge/", "16.6.4-saas-edge", "")]
    public void Every_image_has_the_prefix_and_the_tag_of_the_release_and_every_container_the_credentials(
        string edge, string prefix, string tag, string secret)
    {
        var template = edges[edge];
        // The images of the telemetry collector are tested with it.
        var containers = template.OfType("AWS::ECS::TaskDefinition")
            .Where(task => !task.Path.StartsWith("Observability/", StringComparison.Ordinal))
            .SelectMany(task => task["ContainerDefinitions"]!.AsArray()).OfType<JsonObject>().ToList();

        Assert.Equal(
            [
                "dqc-runtime-job", "anomaly-detection-job", "anomaly-detection-auxiliary-job", "metadata-import-job",
                "snowflake-pushdown-job", "create-table-job", "connectors-rollout", "plane-manager",
            ],
            containers.Select(container => container["Image"]!.ToString()[prefix.Length..^(tag.Length + 1)]));
        Assert.All(containers, container => Assert.StartsWith(prefix, container["Image"]!.ToString(), StringComparison.Ordinal));
        Assert.All(containers, container => Assert.EndsWith($":{tag}", container["Image"]!.ToString(), StringComparison.Ordinal));
        Assert.All(
            containers, container => Assert.Equal(secret, template.Value(container["RepositoryCredentials"]?["CredentialsParameter"])));
    }

    private IEnumerable<string> Parameters(string edge) =>
        edges.Assertions(edge).FindParameters("*").Keys.Order(StringComparer.Ordinal);
}
