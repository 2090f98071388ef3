using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Tests.Rules;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Validation;

public sealed class EdgeFormatTests
{
    /// <summary>An edit of the edge file that has every key, and the message about it.</summary>
    public static readonly TheoryData<string, string, string> Mistakes = new()
    {
        { "name: acme-prod", "name: Acme_Prod",
            """edges/acme-prod.yaml:2:9: edge.name is "Acme_Prod"; use 3 to 20 lower-case letters, digits and single hyphens, """
                + """beginning with a letter and not ending with a hyphen; take the edge name that the vendor knows"""},
        { "release: 16.6.5", "release: 16.6",
            """edges/acme-prod.yaml:3:12: edge.release is 16.6; use three numbers with dots, such as 16.6.5; write the version """
                + """alone, without v or .yaml"""},
        { "region: eu-central-1", "region: eu-cental-1",
            """edges/acme-prod.yaml:5:11: account.region is "eu-cental-1"; use a region code of the aws, aws-us-gov or aws-cn """
                + """partition, such as eu-central-1; take the code from the region menu of the AWS console"""},
        { "\"012345678901\"", "\"12345678901\"",
            """edges/acme-prod.yaml:6:14: account.accountId is "12345678901"; use 12 digits, in quotes in YAML; """
                + """take the number from `aws sts """
                + """get-caller-identity`"""},
        { "vpc-0f1924823027c00c7", "vpc-0f19",
            """edges/acme-prod.yaml:8:10: vpc.vpcId is "vpc-0f19"; use vpc- and 8 or 17 hexadecimal digits; copy the id from the VPC """
                + """console"""},
        { "subnet-0156acff]", "subnet-0156ACFF]",
            """edges/acme-prod.yaml:9:48: vpc.privateSubnetIds[1] is "subnet-0156ACFF"; use subnet- and 8 or 17 hexadecimal digits; """
                + """copy the id from the VPC console"""},
        { "publicSubnetIds: []", "publicSubnetIds: [sn-1]",
            """edges/acme-prod.yaml:10:21: vpc.publicSubnetIds[0] is "sn-1"; use subnet- and 8 or 17 hexadecimal digits; copy the id """
                + """from the VPC console"""},
        { "100.64.0.0/16", "100.64.0.0",
            """edges/acme-prod.yaml:11:29: vpc.cidrBlocks[1] is "100.64.0.0"; use an IPv4 block such as 10.0.0.0/16; copy the blocks """
                + """of the VPC from the VPC console"""},
        { "rtb-0aa11bb2]", "rtb-x]",
            """edges/acme-prod.yaml:12:49: vpc.privateRouteTableIds[1] is "rtb-x"; use rtb- and 8 or 17 hexadecimal digits; copy the """
                + """id from the VPC console"""},
        { "eu-central-1b]", "euc1-az2]",
            """edges/acme-prod.yaml:13:38: vpc.availabilityZones[1] is "euc1-az2"; use the name of an availability zone, such as """
                + """eu-central-1a; copy the zone of each private subnet, in the same order"""},
        { "cloudformation]", "ec2]",
            """edges/acme-prod.yaml:19:132: vpc.additionalEndpoints[11] is "ec2"; use one of ecs, ecs-agent, ecs-telemetry, lambda, """
                + """logs, sts, monitoring, ecr.api, ecr.dkr, elasticfilesystem, events, cloudformation, tagging; correct the value"""},
        { "bucket-s3-ecc58765", "arn:aws:s3:::bucket",
            """edges/acme-prod.yaml:21:15: s3.bucketName is "arn:aws:s3:::bucket"; use a bucket name: 3 to 63 lower-case letters, """
                + """digits, dots and hyphens; copy the name alone, without s3:// or arn:"""},
        { "arn:aws:iam::012345678901:role/data/s3-role", "s3-role",
            """edges/acme-prod.yaml:22:15: s3.iamRoleArn is "s3-role"; use the ARN of an IAM role, such as """
                + """arn:aws:iam::123456789011:role/s3-role; copy the whole ARN, of a vendor's role from the registration data"""},
        { "region: eu-west-1", "region: EU (Ireland)",
            """edges/acme-prod.yaml:23:11: s3.region is "EU (Ireland)"; use a region code of the aws, aws-us-gov or aws-cn partition, """
                + """such as eu-central-1; take the code from the region menu of the AWS console"""},
        { "arn:aws:iam::999988887777:role/edge-access-acme-prod", "arn:aws:iam::999988887777:user/edge",
            """edges/acme-prod.yaml:25:22: controlPlane.edgeAccessRoleArn is "arn:aws:iam::999988887777:user/edge"; use the ARN of an """
                + """IAM role, such as arn:aws:iam::123456789011:role/s3-role; copy the whole ARN, of a vendor's role from the """
                + """registration data"""},
        { "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests", "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests.fifo",
            """edges/acme-prod.yaml:26:20: controlPlane.requestQueueArn """
                + """is "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests.fifo"; use the ARN of a standard SQS queue, such as """
                + """arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests; take the ARN from the vendor's registration data"""},
        { "arn:aws:sqs:eu-central-1:999988887777:acme-prod-results",
            "https://sqs.eu-central-1.amazonaws.com/999988887777/acme-prod-results",
            """edges/acme-prod.yaml:27:25: controlPlane.resultReaderQueueArn """
                + """is "https://sqs.eu-central-1.amazonaws.com/999988887777/acme-prod-results"; use the ARN of a standard SQS queue, """
                + """such as arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests; take the ARN from the vendor's registration """
                + """data"""},
        { "arn:aws:kms:eu-central-1:999988887777:key/mrk-1234abcd12ab34cd56ef1234567890ab",
            "arn:aws:kms:eu-central-1:999988887777:alias/queues",
            """edges/acme-prod.yaml:29:16: controlPlane.queueKeyArn is "arn:aws:kms:eu-central-1:999988887777:alias/queues"; use the """
                + """ARN of a KMS key, such as arn:aws:kms:eu-central-1:123456789011:key/1234abcd-12ab-34cd-56ef-1234567890ab; copy """
                + """the key's own ARN, since an alias does not work in a policy"""},
        { "resultReaderQueueVisibilitySeconds: 43200", "resultReaderQueueVisibilitySeconds: 43200\n  edgeAccessExternalId: a b",
            """edges/acme-prod.yaml:32:25: controlPlane.edgeAccessExternalId is "a b"; use 2 to 1024 letters, digits and + = , . @ : / """
                + """- _; """
                + "take the external id from the vendor's registration data"},
        { "requestQueueVisibilitySeconds: 900", "requestQueueVisibilitySeconds: 43201",
            "edges/acme-prod.yaml:30:34: controlPlane.requestQueueVisibilitySeconds is 43201; use a whole number from 0 to 43200; "
                + "correct the value"},
        { "resultReaderQueueVisibilitySeconds: 43200", "resultReaderQueueVisibilitySeconds: -1",
            "edges/acme-prod.yaml:31:39: controlPlane.resultReaderQueueVisibilitySeconds is -1; use a whole number from 0 to 43200; "
                + "correct the value"},
        { "bucket: vendor-releases-eu-central-1", "bucket: vr",
            """edges/acme-prod.yaml:33:11: artifacts.bucket is "vr"; use a bucket name: 3 to 63 lower-case letters, digits, dots and """
                + """hyphens; copy the name alone, without s3:// or arn:"""},
        { "prefix: edge/16.6.5/", "prefix: /edge/16.6.5",
            """edges/acme-prod.yaml:34:11: artifacts.prefix is "/edge/16.6.5"; use an object key prefix that ends with / and does not """
                + """begin with it, such as edge/16.6.5/; leave prefix out when there is none"""},
        { "keyArn: arn:aws:kms:eu-central-1:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "keyArn: 1234abcd-12ab-34cd-56ef-1234567890ab",
            """edges/acme-prod.yaml:35:11: artifacts.keyArn is "1234abcd-12ab-34cd-56ef-1234567890ab"; use the ARN of a KMS key, such """
                + """as arn:aws:kms:eu-central-1:123456789011:key/1234abcd-12ab-34cd-56ef-1234567890ab; copy the key's own ARN, since """
                + """an alias does not work in a policy"""},
        { "registry.example.com:5000/ataccama", "https://registry.example.com/ataccama",
            """edges/acme-prod.yaml:37:11: registry.prefix is "https://registry.example.com/ataccama"; use a registry host and a path """
                + """without https://, such as registry.example.com/ataccama/; take the address that `docker pull` would be given, """
                + """without the repository"""},
        { "secret:edge/registry-AbCdEf", "secret:edge/registry-secret",
            """edges/acme-prod.yaml:38:14: registry.secretArn """
                + """is "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-secret"; use the ARN of a secret, such """
                + """as arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf; copy the whole ARN, with the """
                + """six characters that AWS put behind the name"""},
        { "arn:aws:kms:eu-central-1:012345678901:key/2234abcd-12ab-34cd-56ef-1234567890ab", "alias/aws/secretsmanager",
            """edges/acme-prod.yaml:39:17: registry.secretKeyArn is "alias/aws/secretsmanager"; use the ARN of a KMS key, such as """
                + """arn:aws:kms:eu-central-1:123456789011:key/1234abcd-12ab-34cd-56ef-1234567890ab; copy the key's own ARN, since an """
                + """alias does not work in a policy"""},
        { "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/otlp-AbCdEf", "edge/otlp",
            """edges/acme-prod.yaml:42:18: observability.otlpSecretArn is "edge/otlp"; use the ARN of a secret, such as """
                + """arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf; copy the whole ARN, with the six """
                + """characters that AWS put behind the name"""},
        { "arn:aws:kms:eu-central-1:012345678901:key/3234abcd-12ab-34cd-56ef-1234567890ab",
            "arn:aws:kms:eu-central-1:012345678901:key/3234abcd",
            """edges/acme-prod.yaml:43:21: observability.otlpSecretKeyArn is "arn:aws:kms:eu-central-1:012345678901:key/3234abcd"; """
                + """use the ARN of a KMS key, such as """
                + """arn:aws:kms:eu-central-1:123456789011:key/1234abcd-12ab-34cd-56ef-1234567890ab; copy the key's own ARN, since an """
                + """alias does not work in a policy"""},
        { "create: false", "monitoringTimeInMinutes: 181",
            "edges/acme-prod.yaml:46:28: alarms.monitoringTimeInMinutes is 181; use a whole number from 0 to 180; correct the value"},
        { "dataRetention: retain", "deployment: { wave: 0 }",
            "edges/acme-prod.yaml:79:21: deployment.wave is 0; use a whole number from 1 to 99; correct the value" },
        { "dataRetention: retain", "deployment: { customer: a b }",
            "edges/acme-prod.yaml:79:25: deployment.customer is \"a b\"; use 1 to 63 letters, digits and hyphens, beginning with a "
                + "letter or a digit; write it in the same way in all edge files of the customer" },
        { "arn:aws:sns:eu-central-1:012345678901:alarms", "alarms",
            """edges/acme-prod.yaml:45:13: alarms.topicArn is "alarms"; use the ARN of a standard SNS topic, such as """
                + """arn:aws:sns:eu-central-1:123456789011:alarms; copy the ARN from the SNS console"""},
        { "provisionedConcurrency: 0", "provisionedConcurrency: -1",
            "edges/acme-prod.yaml:49:29: functions.metadataBrowsing.provisionedConcurrency is -1; use a whole number from 0 to 100; "
                + "correct the value"},
        { "timeoutSeconds: 900", "timeoutSeconds: 901",
            "edges/acme-prod.yaml:50:21: functions.metadataBrowsing.timeoutSeconds is 901; use a whole number from 1 to 900; correct "
                + "the value"},
        { "provisionedConcurrency: 100", "provisionedConcurrency: 101",
            "edges/acme-prod.yaml:52:29: functions.dqResultsReader.provisionedConcurrency is 101; use a whole number from 0 to 100; "
                + "correct the value"},
        { "timeoutSeconds: 60", "timeoutSeconds: 0",
            "edges/acme-prod.yaml:53:21: functions.dqResultsReader.timeoutSeconds is 0; use a whole number from 1 to 900; correct the "
                + "value"},
        { "csc-0f6c334abcdea4d8b", "csc-1",
            """edges/acme-prod.yaml:55:25: functions.codeSigningConfigArn """
                + """is "arn:aws:lambda:eu-central-1:012345678901:code-signing-config:csc-1"; use the ARN of a code signing """
                + """configuration, such as arn:aws:lambda:eu-central-1:123456789011:code-signing-config:csc-0f6c334abcdea4d8b; """
                + """copy the ARN from the Lambda console"""},
        { "reservedConcurrentExecutions: 100", "reservedConcurrentExecutions: 0",
            "edges/acme-prod.yaml:56:33: functions.reservedConcurrentExecutions is 0; use a whole number from 1 to 1000; "
                + "correct the value" },
        { "access-logs-of-acme", "s3://access-logs",
            """edges/acme-prod.yaml:59:18: accessLogBucket is "s3://access-logs"; use a bucket name: 3 to 63 lower-case letters, """
                + """digits, dots and hyphens; copy the name alone, without s3:// or arn:"""},
        { "cpu: 8192", "cpu: 8000",
            "edges/acme-prod.yaml:62:10: jobs.dqc.cpu is 8000; use one of 256, 512, 1024, 2048, 4096, 8192, 16384; correct the value" },
        { "memoryMiB: 61440", "memoryMiB: 500",
            "edges/acme-prod.yaml:63:16: jobs.dqc.memoryMiB is 500; use a whole number from 512 to 122880; correct the value" },
        { "ephemeralStorageGiB: 200", "ephemeralStorageGiB: 201",
            "edges/acme-prod.yaml:64:26: jobs.dqc.ephemeralStorageGiB is 201; use a whole number from 21 to 200; correct the value" },
        { "replicas: 0", "replicas: 11",
            "edges/acme-prod.yaml:72:13: planeManager.replicas is 11; use a whole number from 0 to 10; correct the value" },
        { "cpu: 256", "cpu: 1",
            "edges/acme-prod.yaml:73:8: planeManager.cpu is 1; use one of 256, 512, 1024, 2048, 4096, 8192, 16384; correct the value" },
        { "memoryMiB: 512", "memoryMiB: 122881",
            "edges/acme-prod.yaml:74:14: planeManager.memoryMiB is 122881; use a whole number from 512 to 122880; correct the value" },
        { "arn:aws:iam::012345678901:policy/boundary", "arn:aws:iam::012345678901:role/boundary",
            """edges/acme-prod.yaml:76:27: iam.permissionsBoundaryArn is "arn:aws:iam::012345678901:role/boundary"; use the ARN of an """
                + """IAM policy, such as arn:aws:iam::123456789011:policy/boundary; copy the ARN from the IAM console"""},
        { "tags:", "kms: { generalKeyArn: alias/a }\ntags:",
            "edges/acme-prod.yaml:81:23: kms.generalKeyArn is \"alias/a\"; use the ARN of a KMS key, such as "
                + "arn:aws:kms:eu-central-1:123456789011:key/1234abcd-12ab-34cd-56ef-1234567890ab; copy the key's own ARN, "
                + "since an alias does not work in a policy"},
        { "tags:", "kms: { dataQualityKeyArn: alias/a }\ntags:",
            "edges/acme-prod.yaml:81:27: kms.dataQualityKeyArn is \"alias/a\"; use the ARN of a KMS key, such as "
                + "arn:aws:kms:eu-central-1:123456789011:key/1234abcd-12ab-34cd-56ef-1234567890ab; copy the key's own ARN, "
                + "since an alias does not work in a policy"},
        { "  permissionsBoundaryArn: arn", "  roles: existing\n  rolePath: edge\n  permissionsBoundaryArn: arn",
            """edges/acme-prod.yaml:77:13: iam.rolePath is "edge"; use a path that begins and ends with a slash, of letters, digits and """
                + "+ = , . @ _ -, such as /edge/; take it from the rules of the account for roles"},
        { "\"000000000001\"", "\"1\"",
            """edges/acme-prod.yaml:77:40: customerRoleAccounts[1] is "1"; use 12 digits, in quotes in YAML; """
                + """take the number from `aws sts """
                + """get-caller-identity`"""},
        { "logRetentionDays: 3653", "logRetentionDays: 31",
            "edges/acme-prod.yaml:78:19: logRetentionDays is 31; use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, "
                + "731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; correct the value"},
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_value_of_the_wrong_form_is_refused(string from, string to, string message) =>
        Assert.Equal([message], Workspace.MessagesOfFullEdge((from, to)));

    [Theory]
    [InlineData("vpc-0f1924823027c00c7", "vpc-0f1924823027с00c7", @"vpc.vpcId is ""vpc-0f1924823027\u044100c7""; ")]
    [InlineData("role/data/s3-role", "rоle/data/s3-role", @"s3.iamRoleArn is ""arn:aws:iam::012345678901:r\u043ele/data/s3-role""; ")]
    [InlineData("name: acme-prod", "name: аcme-prod", @"edge.name is ""\u0430cme-prod""; ")]
    [InlineData("dataRetention: retain", "dataRetention: rеtain", @"dataRetention is ""r\u0435tain""; ")]
    [InlineData("cpu: 8192", "cpu: 819２", @"jobs.dqc.cpu is ""819\uff12""; ")]
    [InlineData("terminationProtection: false", "terminationProtection: falsе", @"terminationProtection is ""fals\u0435""; ")]
    [InlineData("topicArn: arn:aws", "topicАrn: arn:aws", @"alarms.topicАrn is not a key here, written ""topic\u0410rn""; ")]
    public void A_letter_that_looks_like_another_is_shown_by_its_code(string from, string to, string message) =>
        Assert.Contains($": {message}", Assert.Single(Workspace.MessagesOfFullEdge((from, to))), StringComparison.Ordinal);

    [Theory]
    [InlineData("te*ms")]
    [InlineData("te?ms")]
    [InlineData("${aws:username}")]
    public void A_role_that_a_policy_would_take_for_others_is_refused_with_the_reason(string path)
    {
        var message = Assert.Single(Workspace.MessagesOfFullEdge(("role/data/s3-role", $"role/{path}/s3-role")));

        Assert.EndsWith(
            "use a role without * ? and $ in its path: in a policy they would stand for other roles; use a role with another path",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_of_the_wrong_form_is_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:23:14: artifacts.directory is "/srv/packages"; use a relative path with forward slashes; write it """
                + """relative to the directory that holds cdk.json""",
        ],
        Workspace.MessagesOfEdge(("bucket: vendor-releases-eu-central-1", "directory: /srv/packages")));

    [Fact]
    public void Every_key_with_a_format_has_a_test()
    {
        var tested = Keys.In(
            Mistakes.Select(row => row.Data.Item3).Concat(EgressRuleTests.Mistakes.Select(row => row.Data.Item3))
                .Concat(ProxyRuleTests.Mistakes.Select(row => row.Data.Item3)),
            typeof(EdgeConfig));

        // Those of all queues are the same.
        var queues = FunctionTraitsAttribute.All.SelectMany(function => (string[])
            [$"ControlPlaneSection.{function.QueueArn}", $"ControlPlaneSection.{function.QueueVisibility}"]);
        // So are those of all security groups, for which the rules of existing resources have a test.
        var groups = typeof(SecurityGroupsSection).GetProperties().Select(property => $"{nameof(SecurityGroupsSection)}.{property.Name}");
        Assert.Equal(["ArtifactsSection.Directory"], Keys.WithFormat(typeof(EdgeConfig)).Except(tested).Except(queues).Except(groups));
    }
}
