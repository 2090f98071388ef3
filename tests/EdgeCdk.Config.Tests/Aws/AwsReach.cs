using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Tests.Aws;

/// <summary>A shape of botocore's models, or, with a source, what only AWS's documentation says.</summary>
internal sealed record ShapeName(string Name)
{
    /// <summary>Where AWS documents it. Default: null, its model says it.</summary>
    public string? Source { get; init; }

    public string? Pattern { get; init; }

    public long? Min { get; init; }

    public long? Max { get; init; }
}

/// <summary>Where a value ends up: the shape, and what of the value it gets.</summary>
internal sealed record Reach(ShapeName Shape, Func<string, string> Part);

/// <summary>A key whose value reaches AWS.</summary>
/// <param name="Key">Path of the key.</param>
/// <param name="Samples">Right values, to begin from.</param>
/// <param name="Reaches">Where the value ends up.</param>
internal sealed record KeyReach(string Key, string[] Samples, Reach[] Reaches)
{
    /// <summary>Why fewer values are allowed than AWS takes. Default: null, exactly those that AWS takes.</summary>
    public string? Narrower { get; init; }
}

/// <summary>
/// Every key of edge and release files whose value reaches AWS, with all services that get it; and those that reach none.
/// </summary>
internal static class AwsReach
{
    private const string Account = "123456789011";
    private const string RoleArn = $"arn:aws:iam::{Account}:role/s3-role", PathArn = $"arn:aws:iam::{Account}:role/a/b/s3-role";
    private const string KeyArn = $"arn:aws:kms:eu-central-1:{Account}:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private const string SecretArn = $"arn:aws:secretsmanager:eu-central-1:{Account}:secret:edge/registry-AbCdEf";
    private const string IsAnId = "ids are hexadecimal";
    private const string IsAnArn = "the ARN of one kind of resource, of the edge's own region or account where it must be there";
    private const string IsARegion = "regions of partitions that an edge can run in";
    private const string IsPaidFor = "paid for by the instance, and 0 leaves it out";

    private static readonly ShapeName
        StackName = Documented("stack name", "CreateStack: StackName", "[a-zA-Z][-a-zA-Z0-9]*", 1, 128),
        Family = Documented("family", "RegisterTaskDefinition: family", "[a-zA-Z0-9_-]*", 1, 255),
        Image = Documented("image", "ContainerDefinition: image", "[a-zA-Z0-9_:./#-]*", 1, 255),
        Bucket = Documented(
            "bucket",
            "General purpose bucket naming rules",
            @"(?!xn--|sthree-|amzn-s3-demo-)(?![0-9.]*\z)(?!.*[.][.])"
                + "[a-z0-9][a-z0-9.-]*[a-z0-9](?<!-s3alias|--ol-s3|[.]mrap|--x-s3|--table-s3)",
            3,
            63),
        SafeKey = Documented("object key", "Creating object key names: safe characters", "[a-zA-Z0-9/!_.*'()-]+", 1, 1024),
        QueueName = Documented("queue name", "CreateQueue: QueueName", "[a-zA-Z0-9_-]+", 1, 80),
        TopicName = Documented("topic name", "CreateTopic: Name", "[a-zA-Z0-9_-]+", 1, 256),
        SecretName = Documented("secret name", "CreateSecret: Name", "[a-zA-Z0-9/_+=.@-]+", 1, 512),
        KeyId = Documented("key id", "DescribeKey: KeyId", "(mrk-)?[0-9a-f-]+", 32, 36),
        AccountId = new("organizations.AccountId"),
        ArnInPolicy = Documented(
            "ARN in a policy", "IAM JSON policy elements: Resource, without wildcards and variables", "[^*?$]+", 1, 2048),
        NoDynamicReference = Documented("text of a template", "Dynamic references", @"(?!.*\{\{resolve:).*", 0, 4096),
        ImageTag = Documented("tag of an image", "OCI distribution specification", "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}", 1, 128),
        IPv4Block = Documented("CIDR block", "VPC CIDR blocks", "[0-9]+([.][0-9]+){3}/[0-9]+", 9, 18),
        Block = Documented("CIDR block of a rule", "Security group rules", "[0-9]+([.][0-9]+){3}/[0-9]+", 9, 18),
        PrefixList = Documented("id", "EC2 resource ids", "pl-([0-9a-f]{8}|[0-9a-f]{17})", 1, 25),
        Group = Documented("id", "EC2 resource ids", "sg-([0-9a-f]{8}|[0-9a-f]{17})", 1, 25),
        NetworkId = Documented("id", "EC2 resource ids", "(vpc|rtb)-([0-9a-f]{8}|[0-9a-f]{17})", 1, 25);

    /// <summary>Tags are keys of their own: see the tests of tags.</summary>
    public static ShapeName[] TagShapes { get; } = [.. TagKeys, .. TagValues];

    /// <summary>The names of tags, wherever CloudFormation passes them on to.</summary>
    public static ShapeName[] TagKeys =>
    [
        .. TaggingServices.Select(service => OfTag(service, "Key")),
        Documented("reserved prefix", "Tag naming limits and requirements", "(?![aA][wW][sS]:).*", 1, 128),
        Documented("spaces", "Tag restrictions of Elastic Load Balancing", "(?! ).*(?<! )", 1, 128),
        Documented(
            "name in --tags",
            "aws cloudformation deploy: split at the first =; an option begins with -, a file or address has ://",
            "(?!-)(?!.*://)[^=]+",
            1,
            128),
    ];

    /// <summary>The values of tags, wherever CloudFormation passes them on to.</summary>
    public static ShapeName[] TagValues =>
    [
        .. TaggingServices.Select(service => OfTag(service, "Value")),
        Documented("reserved prefix", "Tagging Amazon ECS resources: neither keys nor values", "(?![aA][wW][sS]:).*", 1, 256),
        Documented("spaces", "Tag restrictions of Elastic Load Balancing", "(?! ).*(?<! )", 1, 256),
    ];

    private static string[] TaggingServices =>
    [
        "cloudformation", "iam", "ecs", "lambda", "sqs", "kms", "secretsmanager", "efs",
        "events", "scheduler", "logs", "sns", "elbv2", "ssm", "cloudwatch", "servicecatalog",
    ];

    /// <summary>Keys that reach no service of AWS, and why.</summary>
    public static Dictionary<string, string> None { get; } = new(
        FunctionTraitsAttribute.All.Select(function => KeyValuePair.Create(function.QueueVisibilityKey, "checked in the file alone")))
    {
        ["vpc.publicSubnetIds"] = "nothing is placed in them",
        ["vpc.availabilityZones"] = "checked in the file alone",
        ["vpc.endpointOwner"] = "chooses resources",
        ["vpc.endpoints.s3"] = "chooses resources",
        ["vpc.endpoints.kms"] = "chooses resources",
        ["vpc.endpoints.secretsManager"] = "chooses resources",
        ["vpc.endpoints.sqs"] = "chooses resources",
        ["iam.roles"] = "chooses resources",
        ["controlPlane.eventSources"] = "chooses resources",
        ["artifacts.directory"] = "a path here",
        ["registry.credentials"] = "chooses resources",
        ["functions.ownFunctionsInVpc"] = "chooses resources",
        ["fileSystem.backup"] = "true or false",
        ["observability.enabled"] = "chooses resources",
        ["alarms.create"] = "chooses resources",
        ["alarms.rollbackTriggers"] = "chooses options of a deployment",
        ["alarms.monitoringTimeInMinutes"] = "an option of a deployment: from 0 to 180, as the model of CloudFormation says",
        ["deployment.wave"] = "chooses an order",
        ["deployment.customer"] = "a name here",
        ["dataRetention"] = "chooses policies of the template",
        ["terminationProtection"] = "true or false",
        ["tags"] = "any number of keys: see the tests of tags",
        ["vpc.additionalEndpoints"] = "a fixed set of names",
        ["vpc.existingEndpoints"] = "checked in the file alone",
        ["vpc.internetAccess"] = "checked in the file alone",
        ["vpc.endpointPolicies.enabled"] = "chooses resources",
        ["vpc.egress.mode"] = "chooses resources",
        ["jobs.<job>.cpu"] = "pairs: see the tests of Fargate's sizes",
        ["jobs.<job>.memoryMiB"] = "pairs: see the tests of Fargate's sizes",
        ["planeManager.cpu"] = "pairs: see the tests of Fargate's sizes",
        ["planeManager.memoryMiB"] = "pairs: see the tests of Fargate's sizes",
        ["released"] = "a date here",
        ["previous"] = "checked in the files alone",
        ["planeManager.ephemeralStorageGiB"] = "as jobs.<job>.ephemeralStorageGiB",
        ["connectorsRollout.cpu"] = "pairs: see the tests of Fargate's sizes",
        ["connectorsRollout.memoryMiB"] = "pairs: see the tests of Fargate's sizes",
        ["connectorsRollout.ephemeralStorageGiB"] = "as jobs.<job>.ephemeralStorageGiB",
        ["observability.cpu"] = "pairs: see the tests of Fargate's sizes",
        ["observability.memoryMiB"] = "pairs: see the tests of Fargate's sizes",
        ["observability.ephemeralStorageGiB"] = "as jobs.<job>.ephemeralStorageGiB",
        ["images.<image>.readonlyRootFilesystem"] = "true or false",
        ["functions.<function>.partialBatchResponses"] = "true or false",
        ["functions.<function>.runtime"] = "a fixed set of names",
        ["components.<component>.environment"] = "names of facts: see the rules of components",
        ["components.<component>.driversPath"] = "a place in a container or function: see the rules of components",
        ["components.<component>.configurationPath"] = "a place in a container",
        ["components.<component>.statePath"] = "a place in a container",
        ["components.<component>.memoryMiB"] = "part of the memory of a task: see the rules of components",
    };

    /// <summary>Keys of edge files that reach AWS, and then those of release files.</summary>
    public static KeyReach[] All => [.. OfEdge, .. OfRelease];

    /// <summary>Keys of edge files that reach AWS.</summary>
    public static KeyReach[] OfEdge { get; } =
    [
        new("edge.name", ["acme-prod", "abc"],
        [
            In("iam.roleNameType", "{0}-job-anomaly-detection-auxiliary-execution"),
            In("kms.AliasNameType", "alias/ataccama/edge/{0}"),
            In("logs.LogGroupName", "/aws/ecs/containerinsights/{0}-management/performance"),
            In("cloudformation.TagValue"),
            In("lambda.Description", "Edge {0}: metadata browsing and connection testing (0123456789ab)"),
            In("cloudwatch.AlarmName", "Edge-{0}"),
            In("events.RuleName", "{0}"),
            In(StackName, "Edge-{0}"),
            In(Family, "{0}-anomaly-detection-auxiliary"),
        ]) { Narrower = "leaves room in every name, and reads well in all of them" },
        new("edge.release", ["16.6.5"], [In("cloudformation.TagValue")]) { Narrower = "names a file" },
        new("account.region", ["eu-central-1"], [In("lambda.Arn", $"arn:aws:sqs:{{0}}:{Account}:a")]) { Narrower = IsARegion },
        new("account.accountId", [Account], [In(AccountId)]),
        new("vpc.vpcId", ["vpc-0f1924823027c00c7", "vpc-0f192482"], [In(NetworkId)]) { Narrower = IsAnId },
        new("vpc.privateSubnetIds", ["subnet-0fa6e2c437dd0e5fd", "subnet-0fa6e2c4"], [In("efs.SubnetId"), In("lambda.SubnetId")])
        {
            Narrower = IsAnId,
        },
        new("vpc.cidrBlocks", ["10.0.0.0/16"], [In(IPv4Block)]) { Narrower = "blocks that a VPC may have" },
        new("vpc.privateRouteTableIds", ["rtb-0aa11bb22cc33dd44"], [In(NetworkId)]) { Narrower = IsAnId },
        new("vpc.endpointPolicies.furtherBuckets", ["sfc-stage", "a.b-c"], [In(Bucket)]),
        new("vpc.egress.s3PrefixListId", ["pl-6ea54007", "pl-0f1924823027c00c7"], [In(PrefixList)]) { Narrower = IsAnId },
        .. Blocks("endpointBlocks", "10.20.0.0/16"),
        .. Blocks("dnsServers", "10.20.0.2/32"),
        .. Blocks("registry", "0.0.0.0/0:443"),
        .. Blocks("telemetry", "203.0.113.7/32:4318"),
        .. Blocks("proxy", "10.40.0.7/32:3128"),
        .. Blocks("dataSources", "10.20.0.0/16:5432-5439"),
        new("vpc.egress.dataSourceGroups", ["sg-0f1924823027c00c7:5432"], [new(Group, text => text.Split(':')[0])]) { Narrower = IsAnId },
        new("vpc.proxy.url", ["http://proxy.example.com:3128"], [In(NoDynamicReference)]) { Narrower = "an address without credentials" },
        new("vpc.proxy.noProxy", ["corp.example.com", "10.20.0.7"], [In(NoDynamicReference)]) { Narrower = "a host name or an address" },
        Secret("vpc.proxy.caSecretArn"),
        Key("vpc.proxy.caSecretKeyArn"),
        new("s3.bucketName", ["bucket-s3-ecc58765", "a.b-c"], [In(Bucket), In("lambda.S3Bucket")]),
        Role("s3.iamRoleArn"),
        new("s3.region", ["eu-central-1"], [In("lambda.Arn", $"arn:aws:s3:{{0}}:{Account}:a")]) { Narrower = IsARegion },
        Role("controlPlane.edgeAccessRoleArn"),
        new("controlPlane.edgeAccessExternalId", ["acme-prod", "a=b,c.d@e:f/g-h_1"], [In("sts.externalIdType")])
        {
            Narrower = "as long as any other text of a file",
        },
        .. FunctionTraitsAttribute.All.Select(function => Queue(function.QueueArnKey)),
        Key("controlPlane.queueKeyArn"),
        new("artifacts.bucket", ["vendor-releases-eu-central-1", "a.b-c"], [In(Bucket), In("lambda.S3Bucket")]),
        new("artifacts.prefix", ["edge/16.6.5/", "a/"],
        [
            In("s3.ObjectKey", "{0}a/a.zip"), In(SafeKey, "{0}edgeinteractivejobs/a.zip"), In(ArnInPolicy, "arn:aws:s3:::a/{0}a"),
        ])
        {
            Narrower = "ends with a slash, and has no folder that clients resolve",
        },
        Key("artifacts.keyArn"),
        new("registry.prefix", ["registry.example.com/ataccama/", $"{Account}.dkr.ecr.eu-central-1.amazonaws.com/a/", "registry:5000/a"],
        [
            In(Image, "{0}/a:1"),
            new(new("ecr.RepositoryName"), text => $"{Text(text.TrimEnd('/').Split('/')[1..])}dqc"),
        ])
        {
            Narrower = "a host and a path in lower case",
        },
        Secret("registry.secretArn"),
        Key("registry.secretKeyArn"),
        Secret("observability.otlpSecretArn"),
        Key("observability.otlpSecretKeyArn"),
        new("alarms.topicArn", [$"arn:aws:sns:eu-central-1:{Account}:alarms"],
            [In("cloudwatch.ResourceName"), In("lambda.Arn"), new(TopicName, Resource)]) { Narrower = IsAnArn },
        .. Override("metadataBrowsing"),
        .. Override("dqResultsReader"),
        new("functions.codeSigningConfigArn", [$"arn:aws:lambda:eu-central-1:{Account}:code-signing-config:csc-0f6c334abcdea4d8b"],
            [In("lambda.CodeSigningConfigArn")]) { Narrower = IsAnArn },
        new("functions.reservedConcurrentExecutions", ["20"], [In("lambda.ReservedConcurrentExecutions")])
        {
            Narrower = "0 would stop the functions, and more is not for one edge",
        },
        new("accessLogBucket", ["access-logs", "a.b-c"], [In(Bucket)]),
        new("jobs.<job>.ephemeralStorageGiB", ["21"], [In(Storage)]),
        new("planeManager.replicas", ["1"],
            [In(Documented("desired count", "Amazon ECS service quotas: tasks per service", null, 0, 5000))])
        {
            Narrower = "more than one serves no purpose but availability",
        },
        new("iam.permissionsBoundaryArn", [$"arn:aws:iam::{Account}:policy/boundary", $"arn:aws:iam::{Account}:policy/a/b/boundary"],
            [In("iam.arnType"), new(new("iam.policyPathType"), PathOf), new(new("iam.policyNameType"), NameOf), In(ArnOf("policy"))]),
        new("iam.rolePath", ["/edge/", "/a/b/"],
            [In("iam.pathType"), In("lambda.RoleArn", $"arn:aws:iam::{Account}:role{{0}}a"), In(ArnInPolicy), In(NoDynamicReference)])
        {
            Narrower = "folders with a name each, without the paths that IAM reserves",
        },
        Key("kms.generalKeyArn"),
        Key("kms.dataQualityKeyArn"),
        .. WorkloadGroup.All.Select(group => new KeyReach(group.Key, ["sg-0fa6e2c437dd0e5fd", "sg-0fa6e2c4"],
            [In("efs.SecurityGroup"), In("lambda.SecurityGroupId")]) { Narrower = IsAnId }),
        new("customerRoleAccounts", [Account], [In(AccountId)]),
        new("logRetentionDays", ["30"], [In("logs.Days")]),
    ];

    private static KeyReach[] Blocks(string key, string sample) =>
        [new($"vpc.egress.{key}", [sample], [new(Block, text => text.Split(':')[0])]) { Narrower = "four numbers below 256" }];

    /// <summary>Keys of release files that reach AWS.</summary>
    public static KeyReach[] OfRelease { get; } =
    [
        new("version", ["16.6.5"], [In("cloudformation.TagValue"), In("s3.ObjectKey")]) { Narrower = "names a file" },
        new("images.<image>.repository", ["dqc-runtime-job", "a/b"], [In("ecr.RepositoryName")]),
        new("images.<image>.digest", [$"sha256:{new string('a', 64)}"],
            [In(Documented("digest", "OCI distribution specification", "sha256:[0-9a-f]{64}", 71, 71))]),
        new("images.<image>.tag", ["16.6.5-saas-edge"], [In(ImageTag), In("ecr.ImageTag"), In(Image, "a.b/c:{0}")])
        {
            Narrower = "a fixed tag: latest is refused",
        },
        new("images.<image>.user", ["1000:1000", "app", "1000"], [In(ContainerUser)]) { Narrower = "not root" },
        new("images.<image>.writablePaths", ["/tmp", "/var/cache/app"], [In(ContainerPath)]) { Narrower = "below the root, without .." },
        new("images.<image>.healthCheck.command", ["curl -f http://localhost/"], [In(NoDynamicReference)])
        {
            Narrower = "one line, of a size that a task definition has room for",
        },
        new("images.<image>.healthCheck.intervalSeconds", ["30"], [In(HealthCheck("interval", 5, 300))]),
        new("images.<image>.healthCheck.timeoutSeconds", ["5"], [In(HealthCheck("timeout", 2, 60))]),
        new("images.<image>.healthCheck.retries", ["3"], [In(HealthCheck("retries", 1, 10))]),
        new("images.<image>.healthCheck.startPeriodSeconds", ["0"], [In(HealthCheck("startPeriod", 0, 300))]),
        new("images.<image>.stopTimeoutSeconds", ["30"],
            [In(Documented("stop timeout", "ContainerDefinition: stopTimeout, on Fargate", null, 2, 120))]),
        new("jobs.<job>.ephemeralStorageGiB", ["21"], [In(Storage)]),
        new("functions.<function>.handler", ["com.example.Outer$Inner::handle", "a"], [In("lambda.Handler")])
        {
            Narrower = "names of Java",
        },
        new("functions.<function>.artifact", ["a.zip"], [In("lambda.S3Key", "dqresultsreader/16.6.5/{0}"), In(SafeKey, "{0}")])
        {
            Narrower = "a zip, and no folder",
        },
        new("functions.<function>.sha256", [new('a', 64)], [In("lambda.S3Key", "dqresultsreader/{0}/a.zip")]) { Narrower = "a hash" },
        new("functions.<function>.timeoutSeconds", ["1"], [In("lambda.Timeout"), In(Timeout)]),
        new("functions.<function>.batchSize", ["1"], [In("lambda.BatchSize")]),
        new("functions.<function>.batchWindowSeconds", ["1"], [In("lambda.MaximumBatchingWindowInSeconds")]),
        new("functions.<function>.memoryMb", ["1024"], [In(Memory)]),
        Argument("components.<component>.constants"),
        Argument("components.<component>.entryPoint"),
        Argument("components.<component>.command"),
        new("functions.<function>.maximumConcurrency", ["2"], [In("lambda.MaximumConcurrency")]),
    ];

    private static ShapeName Timeout => Documented("timeout", "Lambda quotas: function timeout", null, 1, 900);

    private static ShapeName Memory => Documented("memory", "Lambda quotas: function memory", null, 128, 10240);

    private static KeyReach Argument(string key) => new(key, ["--config=/etc/a.yaml", "a b"], [In(NoDynamicReference)])
    {
        Narrower = "printable characters of ASCII",
    };

    private static ShapeName Storage => Documented("ephemeral storage", "EphemeralStorage: sizeInGiB", null, 21, 200);

    private static KeyReach[] Override(string function) =>
    [
        new($"functions.{function}.provisionedConcurrency", ["1"], [In("lambda.PositiveInteger")]) { Narrower = IsPaidFor },
        new($"functions.{function}.timeoutSeconds", ["1"], [In("lambda.Timeout"), In(Timeout)]),
    ];

    private static ShapeName ContainerUser => Documented(
        "user", "ContainerDefinition: user", "([a-z_][a-z0-9_-]*|[0-9]+)(:([a-z_][a-z0-9_-]*|[0-9]+))?", 1, 65);

    private static ShapeName ContainerPath => Documented("container path", "MountPoint: containerPath", "/.*", 1, 4096);

    private static ShapeName HealthCheck(string name, long least, long most) =>
        Documented(name, $"HealthCheck: {name}", null, least, most);

    // Everything that IAM takes, but what a policy or CloudFormation reads as something else.
    private static KeyReach Role(string key) => new(key, [RoleArn, PathArn],
    [
        In("iam.arnType"),
        In("sts.arnType"),
        new(new("iam.pathType"), PathOf),
        new(new("iam.roleNameType"), NameOf),
        In(ArnInPolicy),
        In(NoDynamicReference),
        In(ArnOf("role")),
    ]);

    private static KeyReach Queue(string key) => new(
        key, [$"arn:aws:sqs:eu-central-1:{Account}:acme-prod_requests"], [In("lambda.Arn"), new(QueueName, Resource)])
    {
        Narrower = IsAnArn,
    };

    private static KeyReach Key(string key) => new(
        key,
        [KeyArn, $"arn:aws:kms:eu-central-1:{Account}:key/mrk-1234abcd12ab34cd56ef1234567890ab"],
        [In("kms.ArnType"), In("lambda.KMSKeyArn"), new(KeyId, NameOf)])
    {
        Narrower = IsAnArn,
    };

    private static KeyReach Secret(string key) => new(
        key,
        [SecretArn],
        [
            In("secretsmanager.SecretARNType"),
            new(new("secretsmanager.NameType"), NameOfSecret),
            new(SecretName, NameOfSecret),
        ])
    {
        Narrower = IsAnArn,
    };

    private static Reach In(string shape, string format = "{0}") => In(new ShapeName(shape), format);

    private static Reach In(ShapeName shape, string format = "{0}") =>
        new(shape, text => format.Replace("{0}", text, StringComparison.Ordinal));

    // The services do not agree on the names of these shapes.
    private static ShapeName OfTag(string service, string part) => new(service switch
    {
        "iam" => $"iam.tag{part}Type",
        "kms" or "secretsmanager" => $"{service}.Tag{part}Type",
        _ => $"{service}.Tag{part}",
    });

    private static ShapeName Documented(string name, string source, string? pattern, long min, long max) => new(name)
    {
        Source = source,
        Pattern = pattern,
        Min = min,
        Max = max,
    };

    private static ShapeName ArnOf(string kind) =>
        Documented($"ARN of a {kind}", "IAM identifiers", $"arn:aws:iam::([0-9]{{12}}|aws):{kind}/.+", 1, 2048);

    private static string Text(string[] folders) => string.Concat(folders.Select(folder => $"{folder}/"));

    private static string NameOf(string arn) => arn.Split('/')[^1];

    // From the first slash to the last.
    private static string PathOf(string arn) => arn.Contains('/', StringComparison.Ordinal)
        ? arn[arn.IndexOf('/', StringComparison.Ordinal)..(arn.LastIndexOf('/') + 1)]
        : "";

    private static string Resource(string arn) => arn.Split(':')[^1];

    private static string NameOfSecret(string arn) => string.Join(':', arn.Split(':')[6..]) is { Length: > 7 } name ? name[..^7] : "";
}
