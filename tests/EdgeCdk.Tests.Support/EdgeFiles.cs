namespace EdgeCdk.Tests.Support;

/// <summary>Edge files that together use every mode there is.</summary>
public static class EdgeFiles
{
    /// <summary>The repository's own: all defaults.</summary>
    public const string Demo = "demo";

    /// <summary>Every key present and everything enabled, data retained, three subnets, own secret, local packages.</summary>
    public const string Full = "full";

    /// <summary>Images from Amazon ECR, all endpoints there already, nothing running, in China.</summary>
    public const string Mirror = "mirror";

    /// <summary>A mirror without credentials, in GovCloud, with the longest name there can be.</summary>
    public const string Longest = "a23456789-b23456789c";

    /// <summary>The demo edge with everything that it leaves out: telemetry collector, alarms with a topic, queues connected.</summary>
    public const string Watched = "watched";

    private static readonly Dictionary<string, string> Random =
        RandomEdge.First(NumberOfRandomEdges).ToDictionary(file => file.Name, file => file.Text);

    /// <summary>The names above.</summary>
    public static IReadOnlyList<string> Names { get; } = [Demo, Full, Mirror, Longest, Watched];

    /// <summary>Names of random edges: always the same 8, or as many as EDGE_RANDOM_EDGES says.</summary>
    public static IReadOnlyList<string> RandomNames { get; } = [.. Random.Keys];

    /// <summary>The text of one of them.</summary>
    public static string Text(string name) => name switch
    {
        Demo => File.ReadAllText(Repository.Path("edges", "demo.yaml")),
        Full => FullText,
        Mirror => MirrorText,
        Longest => LongestText,
        Watched => WatchedText,
        _ when Random.TryGetValue(name, out var text) => text,
        _ => throw new ArgumentException($"no edge file is called {name}", nameof(name)),
    };

    /// <summary>The text of a file with a part of it replaced, which must be there.</summary>
    public static string With(this string text, string part, string replacement) => text.Contains(part, StringComparison.Ordinal)
        ? text.Replace(part, replacement, StringComparison.Ordinal)
        : throw new ArgumentException($"the file has no \"{part}\"", nameof(part));

    private static int NumberOfRandomEdges =>
        int.TryParse(Environment.GetEnvironmentVariable("EDGE_RANDOM_EDGES"), out var number) ? number : 8;

    private static string WatchedText => Text(Demo)
        .With("name: demo ", "name: watched ")
        .With("eventSources: disabled", "eventSources: enabled")
        .With("artifacts:\n", "observability: { enabled: true }\nalarms: { create: true }\nartifacts:\n");

    private const string FullText = """
        edge: { name: full, release: 16.6.5 }
        account: { region: eu-central-1, accountId: "012345678901" }
        vpc:
          vpcId: vpc-0f1924823027c00c7
          privateSubnetIds: [subnet-0cccccccccccccccc, subnet-0aaaaaaaaaaaaaaaa, subnet-0bbbbbbbbbbbbbbbb]
          publicSubnetIds: []
          cidrBlocks: [10.0.0.0/16, 100.64.0.0/16]
          privateRouteTableIds: [rtb-0aa11bb22cc33dd44, rtb-0bb11bb22cc33dd44]
          availabilityZones: [eu-central-1c, eu-central-1a, eu-central-1b]
          additionalEndpoints: [sts, logs, ecr.api, ecr.dkr, ecs, ecs-agent, ecs-telemetry, lambda, monitoring, elasticfilesystem, events]
        s3: { bucketName: results-of-full, iamRoleArn: "arn:aws:iam::012345678901:role/teams/s3-role", region: eu-west-1 }
        controlPlane:
          edgeAccessRoleArn: arn:aws:iam::999988887777:role/edge-access-full
          requestQueueArn: arn:aws:sqs:eu-central-1:999988887777:full-requests
          resultReaderQueueArn: arn:aws:sqs:eu-central-1:999988887777:full-results
          eventSources: enabled
          queueKeyArn: arn:aws:kms:eu-central-1:999988887777:key/1111abcd-12ab-34cd-56ef-1234567890ab
          requestQueueVisibilitySeconds: 400
          resultReaderQueueVisibilitySeconds: 600
        artifacts: { directory: packages }
        registry:
          prefix: registry.example.com:5000/edge
          secretArn: arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf
          secretKeyArn: arn:aws:kms:eu-central-1:012345678901:key/2222abcd-12ab-34cd-56ef-1234567890ab
        functions:
          metadataBrowsing: { provisionedConcurrency: 3, timeoutSeconds: 350 }
          dqResultsReader: { provisionedConcurrency: 2 }
        jobs:
          dqc: { cpu: 8192, memoryMiB: 32768, ephemeralStorageGiB: 100 }
        planeManager: { replicas: 3, cpu: 2048, memoryMiB: 4096 }
        iam: { permissionsBoundaryArn: "arn:aws:iam::012345678901:policy/boundary" }
        customerRoleAccounts: ["222233334444", "111122223333"]
        logRetentionDays: 365
        dataRetention: retain
        terminationProtection: false
        tags: { cost-center: "4711", Team: Data Platform }

        """;

    private const string MirrorText = """
        edge: { name: mirror, release: 16.6.5 }
        account: { region: cn-north-1, accountId: "123456789011" }
        vpc:
          vpcId: vpc-0f1924823027c00c7
          privateSubnetIds: [subnet-0fa6e2c437dd0e5fd, subnet-0156acffabb5aa872]
          publicSubnetIds: []
          cidrBlocks: [10.0.0.0/16]
          endpoints: { s3: existing, kms: existing, secretsManager: existing, sqs: existing }
        s3: { bucketName: results-of-mirror, iamRoleArn: "arn:aws-cn:iam::123456789011:role/s3-role", region: cn-north-1 }
        controlPlane:
          edgeAccessRoleArn: arn:aws-cn:iam::999988887777:role/edge-access-mirror
          requestQueueArn: arn:aws-cn:sqs:cn-north-1:999988887777:mirror-requests
          resultReaderQueueArn: arn:aws-cn:sqs:cn-north-1:999988887777:mirror-results
          eventSources: disabled
        artifacts:
          bucket: vendor-releases-cn-north-1
          keyArn: arn:aws-cn:kms:cn-north-1:999988887777:key/3333abcd-12ab-34cd-56ef-1234567890ab
        registry: { prefix: 555566667777.dkr.ecr.cn-north-1.amazonaws.com.cn/edge/, credentials: none }
        functions:
          metadataBrowsing: { provisionedConcurrency: 0 }
          dqResultsReader: { provisionedConcurrency: 0 }
        planeManager: { replicas: 0 }

        """;

    private const string LongestText = """
        edge: { name: a23456789-b23456789c, release: 16.6.4 }
        account: { region: us-gov-west-1, accountId: "123456789011" }
        vpc:
          vpcId: vpc-0f192482
          privateSubnetIds: [subnet-0fa6e2c4, subnet-0156acff]
          publicSubnetIds: []
          cidrBlocks: [10.0.0.0/16]
          privateRouteTableIds: [rtb-0aa11bb2]
          endpoints: { kms: existing, sqs: existing }
        s3: { bucketName: results-of-longest, iamRoleArn: "arn:aws-us-gov:iam::123456789011:role/s3-role", region: us-gov-east-1 }
        controlPlane:
          edgeAccessRoleArn: arn:aws-us-gov:iam::999988887777:role/edge-access-longest
          requestQueueArn: arn:aws-us-gov:sqs:us-gov-west-1:999988887777:longest-requests
          resultReaderQueueArn: arn:aws-us-gov:sqs:us-gov-west-1:999988887777:longest-results
          eventSources: enabled
        artifacts: { bucket: vendor-releases-us-gov-west-1, prefix: edge/16.6.4/ }
        registry: { prefix: mirror.example.com/edge/, credentials: none }

        """;
}
