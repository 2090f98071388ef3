using System.Text.Json.Nodes;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Foundation;

public sealed class ImageRegistryTests(SynthesizedEdges edges)
{
    private const string AnExecutionRole = "Jobs/Dqc/ExecutionRole/Role";
    private const string WriteLogs = "Allow logs:CreateLogStream, logs:PutLogEvents on ${Jobs/Dqc/Logs/LogGroup.Arn}";

    [Fact]
    public void By_default_user_name_and_password_are_parameters_that_are_never_shown_and_fit_into_json() => Assert.Equal(
        $$"""
        DeploymentMethod:
          AllowedValues:
            - edge-file
          ConstraintDescription: {{DeploymentMethod.Constraint(DeploymentMethod.EdgeFile)}}
          Default: edge-file
          Description: How this edge is deployed. An edge stays with its way of being deployed: leave it as it is.
          Type: String
        RegistryPassword:
          AllowedPattern: ^[^"\\\s]+$
          ConstraintDescription: must be given, without double quotes, backslashes or white space
          Description: Password for the container registry, from the vendor
          MaxLength: 1024
          MinLength: 1
          NoEcho: true
          Type: String
        RegistryUsername:
          AllowedPattern: ^[^"\\\s]+$
          ConstraintDescription: must be given, without double quotes, backslashes or white space
          Description: User name for the container registry, from the vendor
          MaxLength: 1024
          MinLength: 1
          NoEcho: true
          Type: String
        """,
        edges.Demo.Text(edges.Demo.Json["Parameters"]));

    [Fact]
    public void Then_they_are_in_a_secret_under_the_general_key_and_nowhere_else()
    {
        Assert.Equal(
            """
            Description: Edge demo: credentials for the container registry
            KmsKeyId: ${GeneralKey/Key.Arn}
            SecretString: {"username":"${RegistryUsername}","password":"${RegistryPassword}"}
            """,
            edges.Demo.Text("Registry/Credentials"));
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
        Assert.Empty(edges.Full.OfType("AWS::SecretsManager::Secret"));
        Assert.Equal(["DeploymentMethod"], edges.Full.Json["Parameters"]!.AsObject().Select(parameter => parameter.Key));
    }

    [Fact]
    public void Execution_roles_may_read_exactly_that_secret_and_decrypt_with_exactly_its_key() => Assert.Equal(
        [
            WriteLogs,
            "Allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf",
            "Allow kms:Decrypt on arn:aws:kms:eu-central-1:012345678901:key/2222abcd-12ab-34cd-56ef-1234567890ab if StringEquals "
                + "kms:ViaService = secretsmanager.eu-central-1.amazonaws.com",
        ],
        edges.Full.Rights(AnExecutionRole));

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
        Assert.Empty(edges.Longest.OfType("AWS::SecretsManager::Secret"));
        Assert.Equal(["DeploymentMethod"], edges.Longest.Json["Parameters"]!.AsObject().Select(parameter => parameter.Key));
        Assert.Equal([WriteLogs], edges.Longest.Rights(AnExecutionRole));
    }

    [Fact]
    public void A_mirror_in_Ecr_takes_the_rights_to_pull_from_its_account_region_and_path()
    {
        Assert.Empty(edges.Mirror.OfType("AWS::SecretsManager::Secret"));
        Assert.Equal(["DeploymentMethod"], edges.Mirror.Json["Parameters"]!.AsObject().Select(parameter => parameter.Key));
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
        var template = edges.SynthesizeDemoAnd("registry: { prefix: 555566667777.dkr.ecr.eu-west-1.amazonaws.com, credentials: none }");

        Assert.EndsWith(
            " on arn:aws:ecr:eu-west-1:555566667777:repository/*",
            template.Right(AnExecutionRole, "PullFromEcr"),
            StringComparison.Ordinal);
        Assert.Equal(
            "555566667777.dkr.ecr.eu-west-1.amazonaws.com/dqc-runtime-job:16.6.5-saas-edge",
            template.At("Jobs/Dqc/TaskDefinition").String("ContainerDefinitions[0].Image"));
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
        var containers = template.OfType("AWS::ECS::TaskDefinition").SelectMany(
            task => task["ContainerDefinitions"]!.AsArray()).OfType<JsonObject>().ToList();

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
}
