using Amazon.CDK;
using EdgeCdk.App.Resources;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Releases;
using EdgeCdk.Constructs;
using EdgeCdk.Constructs.Clusters;
using EdgeCdk.Constructs.Foundation;
using EdgeCdk.Constructs.Lambdas;
using EdgeCdk.Constructs.Observability;

namespace EdgeCdk.App.Portable;

/// <summary>What the parameters of the portable template decide: CloudFormation knows the values, and the template only where they go.</summary>
internal sealed class PortableInputs
{
    private readonly PortableForm _form;
    private readonly ReleaseManifest _release;
    private readonly EdgeContext _edge;
    private readonly PrivateNetwork _network;
    private readonly When _isChina;
    private readonly When _telemetry;

    private PortableInputs(PortableForm form, ReleaseManifest release, bool retainData)
    {
        (_form, _release) = (form, release);
        _isChina = form.IsTrue("IsChina", Fn.ConditionEquals(Aws.PARTITION, "aws-cn"));
        _telemetry = form.Is("HasObservability", "Observability", "true");
        var boundary = form.Optional("HasPermissionsBoundary", "PermissionsBoundaryArn");
        _edge = new EdgeContext
        {
            Name = form.Text("EdgeName"),
            Release = release.Version,
            Partition = Aws.PARTITION,
            Region = Aws.REGION,
            AccountId = Aws.ACCOUNT_ID,
            DnsSuffix = Aws.URL_SUFFIX,
            LogRetentionDays = form.Number("LogRetentionDays"),
            RetainData = retainData,
            PermissionsBoundaryArn = boundary.When.IfTrue(boundary.Value),
        };
        _network = new PrivateNetwork(form.Text("VpcId"),
        [
            new PrivateSubnet("Subnet1", form.Text("PrivateSubnet1"), When.Always),
            new PrivateSubnet("Subnet2", form.Text("PrivateSubnet2"), When.Always),
            new PrivateSubnet("Subnet3", form.Text("PrivateSubnet3"), form.Has("HasPrivateSubnet3", "PrivateSubnet3")),
        ]);
    }

    /// <summary>The inputs for a release.</summary>
    /// <param name="form">The parameters.</param>
    /// <param name="release">The release.</param>
    /// <param name="retainData">Whether keys, file system and log groups outlive the stack: what happens at deletion cannot be a parameter.</param>
    public static EdgeInputs Of(PortableForm form, ReleaseManifest release, bool retainData) => new PortableInputs(form, release, retainData).ToInputs();

    private EdgeInputs ToInputs()
    {
        var packages = FunctionPackages.InBucket(_form.Text("ArtifactPrefix"), _release);
        var artifactKey = _form.Optional("HasArtifactKey", "ArtifactKeyArn");
        var queueKey = _form.Optional("HasQueueKey", "QueueKeyArn");
        var enabled = _form.Is("EnablesEventSources", "EventSources", "enabled");
        var resultBucket = new ResultBucket(_form.Text("ResultBucketName"), _form.Text("ResultBucketRegion"), _form.Text("ResultRoleArn"));

        JavaFunctionRelease Function(string name, FunctionRelease function, FunctionPackage package, string queue, string? reads)
        {
            var seconds = _form.IsNotZero($"Has{name}Timeout", $"{name}TimeoutSeconds").IfElse(_form.Number($"{name}TimeoutSeconds"), function.TimeoutSeconds);
            return new JavaFunctionRelease
            {
                Code = new CodePackage
                {
                    Source = new PackageSource.StoredObject(_form.Text("ArtifactBucket"), package.SourceKey!, artifactKey),
                    ObjectKey = package.ObjectKey,
                    Sha256 = package.Sha256,
                },
                Handler = function.Handler,
                TimeoutSeconds = seconds,
                ProvisionedConcurrency = new(_form.Number($"{name}ProvisionedConcurrency"), _form.IsNotZero($"Warms{name}", $"{name}ProvisionedConcurrency")),
                Mapping = new QueueMapping
                {
                    QueueArn = _form.Text(queue),
                    QueueKeyArn = queueKey,
                    When = enabled,
                    BatchSize = function.BatchSize,
                    BatchWindowSeconds = function.BatchWindowSeconds,
                    MaximumConcurrency = function.MaximumConcurrency,
                    PartialBatchResponses = function.PartialBatchResponses,
                },
                ParameterValues = $"{_edge.Name} {ShortSubnets()} {Token.AsString(seconds)} {_telemetry.IfElse("1", "0")}{reads}",
            };
        }

        return new EdgeInputs
        {
            Edge = _edge,
            DeploymentMethod = _form.Text(DeploymentMethod.Parameter),
            Network = _network,
            Endpoints = Endpoints(),
            ResultBucket = resultBucket,
            CustomerRoles = new CustomerRoles(_edge, Listed("CustomerRoleAccounts", PortableParameters.MostAccounts, "HasCustomerRoleAccount")),
            EdgeAccessRoleArn = _form.Text("EdgeAccessRoleArn"),
            Images = _release.Images,
            RegistryPrefix = _form.Text("RegistryPrefix"),
            RegistryAccess = Access(),
            PlaneManagerSize = Size(_release.PlaneManager),
            PlaneManagerReplicas = new(_form.Number("PlaneManagerReplicas"), _form.IsNotZero("RunsPlaneManager", "PlaneManagerReplicas")),
            ConnectorsRolloutSize = Size(_release.ConnectorsRollout),
            JobSizes = _release.Jobs.ToDictionary(job => job.Key, job => Size(job.Value)),
            MetadataBrowsing = Function("MetadataBrowsing", _release.Functions.MetadataBrowsing, packages.MetadataBrowsing, "RequestQueueArn", null),
            // Of the role its path and name: the rest is known.
            DqResultsReader = Function("DqResultsReader", _release.Functions.DqResultsReader, packages.DqResultsReader, "ResultReaderQueueArn",
                $" {resultBucket.Name} {resultBucket.Region} {Fn.Select(5, Fn.Split(":", resultBucket.RoleArn))}"),
            Telemetry = _telemetry,
            TelemetrySize = Size(_release.Observability),
            OwnOtlpSecret = new(new OwnOtlpSecret(_form.Text("OtlpSecretArn"), _form.Optional("HasOtlpSecretKey", "OtlpSecretKeyArn")), _form.Has("HasOtlpSecret", "OtlpSecretArn")),
            OtlpParameters = new OtlpParameters(
                _form.IsTrue("MakesOtlpSecret", Fn.ConditionAnd(Fn.ConditionEquals(_form.Text("Observability"), "true"), Fn.ConditionEquals(_form.Text("OtlpSecretArn"), ""))),
                _form.Text("OtlpEndpoint"), _form.Text("OtlpAuthorization")),
            Alarms = _form.IsTrue("HasAlarms", PortableForm.Differs(_form.Text("AlarmTopic"), PortableParameters.NoAlarms)),
            MakesAlarmTopic = _form.Is("MakesAlarmTopic", "AlarmTopic", PortableParameters.CreatedTopic),
            AlarmTopicArn = _form.Text("AlarmTopic"),
        };
    }

    private PrivateEndpointsProps Endpoints()
    {
        Conditional<string>[] services =
        [
            new("kms", _form.Is("CreatesKmsEndpoint", "KmsEndpoint", "create")),
            new("secretsmanager", _form.Is("CreatesSecretsManagerEndpoint", "SecretsManagerEndpoint", "create")),
            new("sqs", _form.Is("CreatesSqsEndpoint", "SqsEndpoint", "create")),
            .. PortableParameters.Services.Order(StringComparer.Ordinal).Select(service => new Conditional<string>(service, _form.IsTrue($"Creates{Words(service)}Endpoint", _form.Contains("AdditionalEndpoints", service)))),
        ];
        // The library knows the names of services in China, for stacks whose region is known.
        var china = new Stack(null, "China", new StackProps { Env = new Amazon.CDK.Environment { Region = "cn-north-1" } });
        return new PrivateEndpointsProps
        {
            Network = _network,
            CidrBlocks = Listed("CidrBlocks", PortableParameters.MostBlocks, "HasCidrBlock"),
            S3 = _form.Is("CreatesS3Endpoint", "S3Endpoint", "create"),
            S3RouteTableIds = Fn.Split(",", _form.Text("PrivateRouteTableIds")),
            InterfaceServices = services,
            AnyInterface = _form.Any("CreatesAnyInterfaceEndpoint", services.Select(service => service.When)),
            ServicePrefix = service => $"{(IsNamedFor(china, service) ? _isChina.IfElse("cn.com.amazonaws", "com.amazonaws") : "com.amazonaws")}.{Aws.REGION}",
            Tags = PortableStack.Tags(_edge),
        };
    }

    // The ways exclude each other; an Amazon ECR registry is known by its address.
    private Conditional<RegistryAccess>[] Access()
    {
        var prefix = _form.Text("RegistryPrefix");
        var host = Fn.Split(".", $"{prefix}....");
        var isEcr = Fn.ConditionOr([.. new[] { "ecr", "ecr-fips" }.Select(name => Fn.ConditionEquals($"{Fn.Select(1, host)}.{Fn.Select(2, host)}", $"dkr.{name}"))]);
        string PathBehind(string domain) => Fn.Select(1, Fn.Split($"{domain}/", $"{prefix}{domain}/"));
        return
        [
            new(new RegistryAccess.Parameters(_form.Text("RegistryUsername"), _form.Text("RegistryPassword")), _form.IsTrue("UsesRegistryParameters", Uses(PortableParameters.CredentialsFromParameters))),
            new(
                new RegistryAccess.OwnSecret(_form.Text("RegistrySecretArn"), _form.Optional("HasRegistrySecretKey", "RegistrySecretKeyArn")),
                _form.IsTrue("UsesRegistrySecret", Fn.ConditionAnd(Uses(PortableParameters.CredentialsFromSecret), PortableForm.Differs(_form.Text("RegistrySecretArn"), "")))),
            new(
                new RegistryAccess.Ecr(Fn.Select(0, host), Fn.Select(3, host), _isChina.IfElse(PathBehind(".amazonaws.com.cn"), PathBehind(".amazonaws.com"))!),
                _form.IsTrue("UsesEcr", Fn.ConditionAnd(Uses(PortableParameters.NoCredentials), isEcr))),
        ];
    }

    private ICfnConditionExpression Uses(string credentials) => Fn.ConditionEquals(_form.Text("RegistryCredentials"), credentials);

    // The first is always there, or all are left out.
    private Conditional<string>[] Listed(string parameter, int most, string id) =>
        [.. _form.Items(parameter, most).Select(item => new Conditional<string>(item.Text, _form.HasText($"{id}{item.Number}", item.Text)))];

    // Without what all have in common: the description of a version is short.
    private string ShortSubnets() => string.Concat(_network.Subnets.Select((subnet, index) =>
        subnet.When.IfElse($"{(index == 0 ? "" : ",")}{Fn.Select(1, Fn.Split("-", $"{subnet.Id}-"))}", "")));

    private static bool IsNamedFor(Stack china, string service) =>
        System.Text.Json.JsonSerializer.Serialize(china.Resolve(new Amazon.CDK.AWS.EC2.InterfaceVpcEndpointAwsService(service).Name)).Contains("cn.com.amazonaws", StringComparison.Ordinal);

    private static string Words(string name) => string.Concat(name.Split('-', '.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static FargateSize Size(TaskSize size) => new(size.Cpu, size.MemoryMiB, size.EphemeralStorageGiB);
}
