using System.Globalization;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Portable;

/// <summary>
/// All parameters of the portable template of a release, in the order of its forms. The template is made from this table, and so
/// are the values of an edge: neither can forget what the other has.
/// </summary>
public static class PortableParameters
{
    private const string Identity = "Edge", Network = "Network", Endpoints = "VPC endpoints", Results = "Results", ControlPlane = "Control plane: given by the vendor",
        Packages = "Function packages", Registry = "Container registry", Telemetry = "Observability", Capacity = "Capacity", Account = "Account";

    /// <summary>How images are pulled, as a value of the parameter RegistryCredentials.</summary>
    public const string CredentialsFromParameters = "parameters", CredentialsFromSecret = "secret", NoCredentials = "none";

    /// <summary>No alarms, or a topic that the stack makes, as values of the parameter AlarmTopic.</summary>
    public const string NoAlarms = "off", CreatedTopic = "create";

    /// <summary>
    /// Longest ARN of the result role: the description of a function, which has 256 characters, must hold what the function reads.
    /// </summary>
    public const int LongestResultRoleArn = 106;

    /// <summary>Most blocks of the VPC, and most further accounts with roles of data sources.</summary>
    public const int MostBlocks = 5, MostAccounts = 5;

    /// <summary>Most private subnets.</summary>
    public const int MostSubnets = 3;

    /// <summary>The parameters for a release.</summary>
    public static IReadOnlyList<PortableParameter> For(ReleaseManifest release) =>
    [
        PortableParameter.Of("EdgeName", Identity, "Name of the edge", "edge.name", edge => edge.Config.Edge.Name) with
        {
            Description = "Name of the edge, unique in the account over all regions. Keep it when you update: another name is another edge.",
        },

        PortableParameter.Of("VpcId", Network, "VPC", "vpc.vpcId", edge => edge.Config.Vpc.VpcId) with
        {
            ExistingType = "AWS::EC2::VPC::Id",
        },
        Subnet(1) with { ExistingType = "AWS::EC2::Subnet::Id" },
        Subnet(2) with { ExistingType = "AWS::EC2::Subnet::Id" },
        Subnet(3).Optional("two subnets, and it is in a third zone of the same VPC otherwise"),
        PortableParameter.Of("CidrBlocks", Network, "IPv4 blocks of the VPC", "vpc.cidrBlocks", edge => Listed(edge.Config.Vpc.CidrBlocks)).Several(MostBlocks),
        PortableParameter.Of("PrivateRouteTableIds", Network, "Route tables of the private subnets", "vpc.privateRouteTableIds", edge => Listed(edge.Config.Vpc.PrivateRouteTableIds))
            .Several(16).Optional("the S3 endpoint exists already"),

        Endpoint("S3Endpoint", "S3 gateway endpoint", "vpc.endpoints.s3", modes => modes.S3),
        Endpoint("KmsEndpoint", "KMS endpoint", "vpc.endpoints.kms", modes => modes.Kms),
        Endpoint("SecretsManagerEndpoint", "Secrets Manager endpoint", "vpc.endpoints.secretsManager", modes => modes.SecretsManager),
        Endpoint("SqsEndpoint", "SQS endpoint", "vpc.endpoints.sqs", modes => modes.Sqs),
        AdditionalEndpoints(),

        PortableParameter.Of("ResultBucketName", Results, "Bucket for results", "s3.bucketName", edge => edge.Config.S3.BucketName),
        PortableParameter.Of("ResultRoleArn", Results, "Role that reads and writes the bucket", "s3.iamRoleArn", edge => edge.Config.S3.IamRoleArn) with { MaxLength = LongestResultRoleArn },
        PortableParameter.Of("ResultBucketRegion", Results, "Region of the bucket", "s3.region", edge => edge.Config.S3.Region),

        PortableParameter.Of("EdgeAccessRoleArn", ControlPlane, "Edge-access role", "controlPlane.edgeAccessRoleArn", edge => edge.Config.ControlPlane.EdgeAccessRoleArn),
        PortableParameter.Of("RequestQueueArn", ControlPlane, "Request queue", "controlPlane.requestQueueArn", edge => edge.Config.ControlPlane.RequestQueueArn),
        PortableParameter.Of("ResultReaderQueueArn", ControlPlane, "Result-reader queue", "controlPlane.resultReaderQueueArn", edge => edge.Config.ControlPlane.ResultReaderQueueArn),
        PortableParameter.Of("QueueKeyArn", ControlPlane, "Key of both queues", "controlPlane.queueKeyArn", edge => edge.Config.ControlPlane.QueueKeyArn).Optional("the queues have no key of KMS"),
        PortableParameter.Of("EventSources", ControlPlane, "Functions read their queues", "controlPlane.eventSources", edge => Names.Value(edge.Config.ControlPlane.EventSources)) with
        {
            Description = "Whether the functions read their queues. AWS refuses that before the vendor has registered the edge: disabled at first, enabled afterwards.",
            Constraint = "must be disabled for a first deployment, or enabled once the vendor has registered the edge",
        },

        PortableParameter.Of("ArtifactBucket", Packages, "Bucket with the function packages", "artifacts.bucket", edge => edge.Config.Artifacts.Bucket) with
        {
            Description = "Bucket with the function packages, in the region of the edge: the vendor's, or one of yours with a copy of them.",
        },
        ArtifactPrefix(release),
        PortableParameter.Of("ArtifactKeyArn", Packages, "Key of that bucket", "artifacts.keyArn", edge => edge.Config.Artifacts.KeyArn).Optional("the bucket has no key of KMS"),

        RegistryPrefix(release),
        new()
        {
            Name = "RegistryCredentials",
            Group = Registry,
            Label = "How images are pulled",
            Description = "How images are pulled: with user name and password from these parameters, with those in a secret of yours (recommended), or with none, from a mirror that asks for none. For a mirror in Amazon ECR it is none.",
            AllowedValues = [CredentialsFromParameters, CredentialsFromSecret, NoCredentials],
            Default = CredentialsFromParameters,
            Constraint = "must be parameters, secret or none",
            Key = "registry",
            Value = edge => Credentials(edge.Config.Registry),
        },
        Secret("RegistryUsername", Registry, "User name", "User name for the container registry, from the vendor. Only when images are pulled with parameters.", """[^"\\\s]*""", "must not have double quotes, backslashes or white space", 1024),
        Secret("RegistryPassword", Registry, "Password", "Password for the container registry, from the vendor. Only when images are pulled with parameters.", """[^"\\\s]*""", "must not have double quotes, backslashes or white space", 1024),
        PortableParameter.Of("RegistrySecretArn", Registry, "Your secret with user name and password", "registry.secretArn", edge => edge.Config.Registry.SecretArn).Optional("images are not pulled with a secret of yours"),
        PortableParameter.Of("RegistrySecretKeyArn", Registry, "Key of that secret", "registry.secretKeyArn", edge => edge.Config.Registry.SecretKeyArn).Optional("the account's own key for Secrets Manager"),

        PortableParameter.Of("Observability", Telemetry, "Telemetry collector", "observability.enabled", edge => edge.Config.Observability.Enabled ? "true" : "false").Or("false", "It costs a load balancer and a task around the clock.") with
        {
            AllowedValues = ["true", "false"],
            Constraint = "must be true or false",
        },
        Secret(
            "OtlpEndpoint",
            Telemetry,
            "Address of the OTLP/HTTP receiver",
            "Address of the OTLP/HTTP receiver that telemetry is sent to. Only with a collector, and without a secret of yours.",
            """(?:https://[^"$\\\s]+)?""",
            "must be an https address, without $, which the collector would expand",
            2048),
        Secret(
            "OtlpAuthorization",
            Telemetry,
            "Its Authorization header",
            "Value of the Authorization header for that receiver. Only with a collector, and without a secret of yours.",
            """[ !#%-\[\]-~]*""",
            "must not have double quotes, backslashes and $, which the collector would expand",
            2048),
        PortableParameter.Of("OtlpSecretArn", Telemetry, "Your secret with endpoint and authorization", "observability.otlpSecretArn", edge => edge.Config.Observability.OtlpSecretArn).Optional("the two parameters before"),
        PortableParameter.Of("OtlpSecretKeyArn", Telemetry, "Key of that secret", "observability.otlpSecretKeyArn", edge => edge.Config.Observability.OtlpSecretKeyArn).Optional("the account's own key for Secrets Manager"),
        AlarmTopic(),

        Whole("PlaneManagerReplicas", "Tasks of Plane Manager", "planeManager.replicas", edge => edge.Config.PlaneManager.Replicas).Or("2", "0 pulls no image, for a dry first deployment."),
        Whole("MetadataBrowsingProvisionedConcurrency", "Metadata Browsing: warm instances", "functions.metadataBrowsing.provisionedConcurrency", edge => edge.Config.Functions.MetadataBrowsing.ProvisionedConcurrency).Or("1", "0 for none, as new accounts may need."),
        Whole("DqResultsReaderProvisionedConcurrency", "DQ Results Reader: warm instances", "functions.dqResultsReader.provisionedConcurrency", edge => edge.Config.Functions.DqResultsReader.ProvisionedConcurrency).Or("1", "0 for none, as new accounts may need."),
        Timeout("MetadataBrowsingTimeoutSeconds", "Metadata Browsing: timeout", "functions.metadataBrowsing.timeoutSeconds", edge => edge.Config.Functions.MetadataBrowsing.TimeoutSeconds),
        Timeout("DqResultsReaderTimeoutSeconds", "DQ Results Reader: timeout", "functions.dqResultsReader.timeoutSeconds", edge => edge.Config.Functions.DqResultsReader.TimeoutSeconds),

        PortableParameter.Of("PermissionsBoundaryArn", Account, "Permissions boundary of every role", "iam.permissionsBoundaryArn", edge => edge.Config.Iam.PermissionsBoundaryArn).Optional("none"),
        PortableParameter.Of("CustomerRoleAccounts", Account, "Further accounts with data sources", "customerRoleAccounts", edge => Listed(edge.Config.CustomerRoleAccounts)).Several(MostAccounts).Optional("none"),
        Whole("LogRetentionDays", "Days that logs are kept", "logRetentionDays", edge => edge.Config.LogRetentionDays).Or("30", "Stored events cost by the GiB and month.") with { Group = Account },
        new PortableParameter
        {
            Name = DeploymentMethod.Parameter,
            Group = Account,
            Label = "Made from (leave as it is)",
            Description = DeploymentMethod.Description,
            Default = DeploymentMethod.Portable,
            AllowedValues = [DeploymentMethod.Portable],
            Constraint = DeploymentMethod.Constraint(DeploymentMethod.Portable),
            IsFixed = true,
        },
    ];

    private static PortableParameter Subnet(int number) => PortableParameter.Of(
        $"PrivateSubnet{Text(number)}", Network, $"Private subnet {Text(number)}", "vpc.privateSubnetIds", edge => Sorted(edge).ElementAtOrDefault(number - 1)) with
    {
        Description = "Where everything runs: one private subnet for each availability zone, with a route to a NAT gateway. Leave each where it is when you update.",
    };

    private static PortableParameter Endpoint(string name, string label, string key, Func<EndpointsSection, EndpointMode> mode) =>
        PortableParameter.Of(name, Endpoints, label, key, edge => Names.Value(mode(edge.Config.Vpc.Endpoints))).Or("create", "existing where the VPC has one already: AWS refuses a second.") with { Constraint = "must be create or existing" };

    private static PortableParameter AdditionalEndpoints()
    {
        var item = $"(?:{string.Join('|', Services.Select(Regex.Escape))})";
        return (PortableParameter.Of("AdditionalEndpoints", Endpoints, "Further interface endpoints", "vpc.additionalEndpoints", edge => Listed(edge.Config.Vpc.AdditionalEndpoints)) with
        {
            Type = "String",
            AllowedValues = [],
            Pattern = $"^{item}$",
            Constraint = $"must be any of {string.Join(", ", Services)}",
        }).Several(Services.Count).Optional("none");
    }

    /// <summary>Services that may have a further endpoint.</summary>
    public static IReadOnlyList<string> Services { get; } =
        [.. ((Validation.OneOfAttribute)Reference.ConfigKey.Find(Reference.ConfigKey.OfEdge, "vpc.additionalEndpoints")!.Constraint!).Values.Cast<string>()];

    // What carries the number of another release holds its code.
    private static PortableParameter ArtifactPrefix(ReleaseManifest release)
    {
        var own = Regex.Escape(release.Version);
        var parameter = PortableParameter.Of("ArtifactPrefix", Packages, "Beginning of the object keys", "artifacts.prefix", edge => edge.Config.Artifacts.Prefix);
        return parameter.Optional("the objects have no prefix") with
        {
            Pattern = $@"^$|(?:(?=.*(?<![0-9.]){own}(?![0-9]|\.[0-9]))|(?!.*[0-9]+(?:\.[0-9]+){{2,}})){parameter.Pattern}",
            Constraint = $"{parameter.Constraint}; if it carries a version, it is that of this template, {release.Version}",
        };
    }

    // Repository names are put behind it as it is.
    private static PortableParameter RegistryPrefix(ReleaseManifest release)
    {
        var prefix = PortableParameter.Of("RegistryPrefix", Registry, "Registry and path", "registry.prefix", edge => edge.Config.Registry.NormalizedPrefix());
        return prefix.Or(RegistrySection.VendorPrefix, "A mirror of your own needs every repository of the release.") with
        {
            Pattern = $"(?=.*/$){prefix.Pattern}",
            Constraint = $"{prefix.Constraint}; end it with a slash",
            MaxLength = release.LongestRegistryPrefix(),
        };
    }

    private static PortableParameter AlarmTopic()
    {
        var topic = PortableParameter.Of("AlarmTopic", Telemetry, "Alarms", "alarms.topicArn", edge => edge.Config.Alarms switch
        {
            null => NoAlarms,
            { Create: true } => CreatedTopic,
            var alarms => alarms.TopicArn,
        });
        return topic with
        {
            Default = NoAlarms,
            Description = "Where alarms go: off, create for a topic of the stack's own, or the ARN of yours, whose policy and key must let cloudwatch.amazonaws.com in.",
            Pattern = $"^{NoAlarms}$|^{CreatedTopic}$|{topic.Pattern}",
            Constraint = $"must be {NoAlarms}, {CreatedTopic} or the ARN of a standard SNS topic",
        };
    }

    private static PortableParameter Timeout(string name, string label, string key, Func<EdgeDefinition, int?> value) =>
        PortableParameter.Of(name, Capacity, label, key, edge => value(edge) is { } seconds ? Text(seconds) : null).Or("0", "0: the release's.") with { Minimum = 0, Constraint = "must be at most 900 seconds, or 0 for the release's" };

    private static PortableParameter Whole(string name, string label, string key, Func<EdgeDefinition, int> value) => PortableParameter.Of(name, Capacity, label, key, edge => Text(value(edge)));

    private static PortableParameter Secret(string name, string group, string label, string description, string pattern, string constraint, int longest) => new()
    {
        Name = name,
        Group = group,
        Label = label,
        Description = description,
        Default = "",
        Pattern = $"^{pattern}$",
        Constraint = constraint,
        MaxLength = longest,
        IsSecret = true,
    };

    private static string Credentials(RegistrySection registry) => registry switch
    {
        { Credentials: RegistryCredentials.None } => NoCredentials,
        { SecretArn: not null } => CredentialsFromSecret,
        _ => CredentialsFromParameters,
    };

    private static IEnumerable<string> Sorted(EdgeDefinition edge) => edge.Config.Vpc.PrivateSubnetIds.Order(StringComparer.Ordinal);

    private static string? Listed(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join(',', items.Order(StringComparer.Ordinal));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
