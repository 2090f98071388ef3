using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>All that is stored is encrypted under the general key, and travels over TLS only.</summary>
public sealed class EncryptionTests(SynthesizedEdges edges)
{
    private const string GeneralKey = "${GeneralKey/Key.Arn}";

    [Theory, ClassData(typeof(EveryEdge))]
    public void Whatever_stores_something_does_it_under_the_general_key(string edge)
    {
        var keys = new Dictionary<string, string>
        {
            ["AWS::Logs::LogGroup"] = "KmsKeyId",
            ["AWS::SQS::Queue"] = "KmsMasterKeyId",
            ["AWS::S3::Bucket"] = "BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID",
            ["AWS::EFS::FileSystem"] = "KmsKeyId",
            ["AWS::SecretsManager::Secret"] = "KmsKeyId",
            ["AWS::Lambda::Function"] = "KmsKeyArn",
            ["AWS::SNS::Topic"] = "KmsMasterKeyId",
        };

        var stores = edges[edge].Resources.Where(resource => keys.ContainsKey(resource.Type)).ToList();

        Assert.All(stores, store => Assert.Equal((store.Path, GeneralKey), (store.Path, edges[edge].Text(store, keys[store.Type]))));
        Sets.Has(
            stores.Select(store => store.Type),
            ["AWS::Logs::LogGroup", "AWS::SQS::Queue", "AWS::S3::Bucket", "AWS::EFS::FileSystem", "AWS::Lambda::Function"]);
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_key_is_rotated_every_90_days(string edge) => edges.Assertions(edge).ResourcePropertiesCountIs(
        "AWS::KMS::Key", new Map { ["EnableKeyRotation"] = true, ["RotationPeriodInDays"] = 90, ["PendingWindowInDays"] = 7 }, 2);

    [Theory, ClassData(typeof(EveryEdge))]
    public void There_are_two_keys(string edge) => edges.Assertions(edge).ResourceCountIs("AWS::KMS::Key", 2);

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_queue_refuses_what_comes_without_tls(string edge) => Assert.All(edges[edge].OfType("AWS::SQS::Queue"), queue =>
    {
        var policy = Assert.Single(
            edges[edge].OfType("AWS::SQS::QueuePolicy"), policy => edges[edge].Text(policy, "Queues") == $"- ${{{queue.Path}}}");
        Assert.Contains(
            $"Deny *: sqs:* on ${{{queue.Path}.Arn}} if Bool aws:SecureTransport = false",
            edges[edge].Statements(policy.Path, "PolicyDocument"));
    });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_bucket_blocks_public_access(string edge) =>
        edges.Assertions(edge).AllResourcesProperties("AWS::S3::Bucket", new Map
        {
            ["PublicAccessBlockConfiguration"] = new Map
            {
                ["BlockPublicAcls"] = true,
                ["BlockPublicPolicy"] = true,
                ["IgnorePublicAcls"] = true,
                ["RestrictPublicBuckets"] = true,
            },
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_bucket_refuses_what_comes_without_tls(string edge) =>
        Assert.All(edges[edge].OfType("AWS::S3::Bucket"), bucket =>
        {
            var policy = Assert.Single(
                edges[edge].OfType("AWS::S3::BucketPolicy"), policy => edges[edge].Text(policy, "Bucket") == $"${{{bucket.Path}}}");
            Assert.Contains(
                $"Deny *: s3:* on ${{{bucket.Path}.Arn}}, ${{{bucket.Path}.Arn}}/* if Bool aws:SecureTransport = false",
                edges[edge].Statements(policy.Path, "PolicyDocument"));
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void The_file_system_refuses_what_comes_without_tls(string edge) =>
        Assert.Contains(
            "Deny *: * if Bool aws:SecureTransport = false", edges[edge].Statements("FileSystem/FileSystem", "FileSystemPolicy"));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Key_policies_name_the_account_and_services_but_no_role(string edge) => Assert.All(
        edges[edge].OfType("AWS::KMS::Key").SelectMany(key => PolicyStatement.Of(key["KeyPolicy"])).Where(statement => statement.IsAllow),
        statement => Assert.Matches(
            "^(arn:aws(-cn|-us-gov)?:iam::[0-9]{12}:root|[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?)$",
            Assert.Single(statement.Principal!.AsObject()).Value!.ToString()));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Nobody_but_aws_services_creates_grants_on_a_key(string edge) => Assert.All(
        edges[edge].OfType("AWS::KMS::Key"),
        key => Assert.Contains(
            "Deny *: kms:CreateGrant on * if BoolIfExists aws:PrincipalIsAWSService = false and BoolIfExists "
                + "kms:GrantIsForAWSResource = false",
            edges[edge].Statements(key.Path, "KeyPolicy")));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Whoever_decrypts_does_it_through_one_service_or_for_one_purpose(string edge)
    {
        var statements = edges[edge].OfType("AWS::IAM::Role").SelectMany(role => PolicyStatement.OfRole(edges[edge], role))
            .Where(
                statement => statement.Actions.Contains("kms:Decrypt") && edges[edge]
                    .Value(statement.Resources[0]) != "${DataQualityKey/Key.Arn}");

        Assert.All(statements, statement => Assert.True(
            statement.Condition("StringEquals", "kms:ViaService").Count == 1 || statement.Condition(
                "ArnLike", "kms:EncryptionContext:aws:lambda:FunctionArn").Count == 1,
            statement.Sid));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Log_groups_are_where_the_key_lets_the_logs_encrypt(string edge)
    {
        var template = edges[edge];
        var patterns = PolicyStatement.Of(template.At("GeneralKey/Key")["KeyPolicy"]).Single(statement => statement.Sid == "EncryptLogs")
            .Condition("ArnLike", "kms:EncryptionContext:aws:logs:arn").Select(
                pattern => pattern.Split(":log-group:")[1].TrimEnd('*')).ToList();

        Assert.All(
            template.OfType("AWS::Logs::LogGroup"),
            group => Assert.Contains(
                patterns, pattern => template.Text(group, "LogGroupName").StartsWith(pattern, StringComparison.Ordinal)));
    }
}
