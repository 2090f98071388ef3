using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Edge;

/// <summary>An edge file that has every key.</summary>
public sealed class FullEdgeTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly EdgeConfig _edge;

    public FullEdgeTests() => _edge = Assert.Single(_workspace.Write(Workspace.Edge, Workspace.TextOf("full-edge.yaml")).Load()).Config;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Name_release_and_account_are_read()
    {
        Assert.Equal(new EdgeSection { Name = "acme-prod", Release = "16.6.5" }, _edge.Edge);
        Assert.Equal(new AccountSection { Region = "eu-central-1", AccountId = "012345678901" }, _edge.Account);
    }

    [Fact]
    public void The_network_is_read()
    {
        Assert.Equal("vpc-0f1924823027c00c7", _edge.Vpc.VpcId);
        Assert.Equal(["subnet-0fa6e2c437dd0e5fd", "subnet-0156acff"], _edge.Vpc.PrivateSubnetIds);
        Assert.Empty(_edge.Vpc.PublicSubnetIds);
        Assert.Equal(["10.0.0.0/16", "100.64.0.0/16"], _edge.Vpc.CidrBlocks);
        Assert.Equal(["rtb-0aa11bb22cc33dd44", "rtb-0aa11bb2"], _edge.Vpc.PrivateRouteTableIds);
        Assert.Equal(["eu-central-1a", "eu-central-1b"], _edge.Vpc.AvailabilityZones);
        Assert.Equal(
            new EndpointsSection
            {
                S3 = ResourceMode.Existing,
                Kms = ResourceMode.Existing,
                SecretsManager = ResourceMode.Existing,
                Sqs = ResourceMode.Existing,
            },
            _edge.Vpc.Endpoints);
        Assert.Equal(
            [
                "ecs", "ecs-agent", "ecs-telemetry", "lambda", "logs", "sts", "monitoring", "ecr.api", "ecr.dkr", "elasticfilesystem",
                "events", "cloudformation",
            ],
            _edge.Vpc.AdditionalEndpoints);
    }

    [Fact]
    public void Result_bucket_and_control_plane_are_read()
    {
        Assert.Equal(
            new ResultBucketSection
            {
                BucketName = "bucket-s3-ecc58765",
                IamRoleArn = "arn:aws:iam::012345678901:role/data/s3-role",
                Region = "eu-west-1",
            },
            _edge.S3);
        Assert.Equal(
            new ControlPlaneSection
            {
                EdgeAccessRoleArn = "arn:aws:iam::999988887777:role/edge-access-acme-prod",
                RequestQueueArn = "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests",
                ResultReaderQueueArn = "arn:aws:sqs:eu-central-1:999988887777:acme-prod-results",
                EventSources = EventSources.Enabled,
                QueueKeyArn = "arn:aws:kms:eu-central-1:999988887777:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                RequestQueueVisibilitySeconds = 900,
                ResultReaderQueueVisibilitySeconds = 43200,
            },
            _edge.ControlPlane);
    }

    [Fact]
    public void Packages_and_registry_are_read()
    {
        Assert.Equal(
            new ArtifactsSection
            {
                Bucket = "vendor-releases-eu-central-1",
                Prefix = "edge/16.6.5/",
                KeyArn = "arn:aws:kms:eu-central-1:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            },
            _edge.Artifacts);
        Assert.Equal(
            new RegistrySection
            {
                Prefix = "registry.example.com:5000/ataccama",
                SecretArn = "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf",
                SecretKeyArn = "arn:aws:kms:eu-central-1:012345678901:key/2234abcd-12ab-34cd-56ef-1234567890ab",
            },
            _edge.Registry);
    }

    [Fact]
    public void Telemetry_and_alarms_are_read()
    {
        Assert.Equal(
            new ObservabilitySection
            {
                Enabled = true,
                OtlpSecretArn = "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/otlp-AbCdEf",
                OtlpSecretKeyArn = "arn:aws:kms:eu-central-1:012345678901:key/3234abcd-12ab-34cd-56ef-1234567890ab",
            },
            _edge.Observability);
        Assert.Equal(new AlarmsSection { TopicArn = "arn:aws:sns:eu-central-1:012345678901:alarms", Create = false }, _edge.Alarms);
    }

    [Fact]
    public void Sizes_are_read()
    {
        Assert.Equal(new FunctionOverride { ProvisionedConcurrency = 0, TimeoutSeconds = 900 }, _edge.Functions.MetadataBrowsing);
        Assert.Equal(new FunctionOverride { ProvisionedConcurrency = 100, TimeoutSeconds = 60 }, _edge.Functions.DqResultsReader);
        Assert.Equal(
            new Dictionary<Job, SizeOverride>
            {
                [Job.Dqc] = new() { Cpu = 8192, MemoryMiB = 61440, EphemeralStorageGiB = 200 },
                [Job.AnomalyDetection] = new() { Cpu = 4096 },
                [Job.AnomalyDetectionAuxiliary] = new() { MemoryMiB = 8192 },
                [Job.MetadataImport] = new() { EphemeralStorageGiB = 21 },
            },
            _edge.Jobs);
        Assert.Equal(new PlaneManagerSection { Replicas = 0, Cpu = 256, MemoryMiB = 512 }, _edge.PlaneManager);
    }

    [Fact]
    public void What_accounts_with_rules_ask_for_is_read()
    {
        Assert.True(_edge.Functions.OwnFunctionsInVpc);
        Assert.Equal(
            "arn:aws:lambda:eu-central-1:012345678901:code-signing-config:csc-0f6c334abcdea4d8b", _edge.Functions.CodeSigningConfigArn);
        Assert.Equal(100, _edge.Functions.ReservedConcurrentExecutions);
        Assert.True(_edge.FileSystem.Backup);
        Assert.Equal("access-logs-of-acme", _edge.AccessLogBucket);
    }

    [Fact]
    public void What_applies_to_the_whole_stack_is_read()
    {
        Assert.Equal(new IamSection { PermissionsBoundaryArn = "arn:aws:iam::012345678901:policy/boundary" }, _edge.Iam);
        Assert.Equal(["111122223333", "000000000001"], _edge.CustomerRoleAccounts);
        Assert.Equal(3653, _edge.LogRetentionDays);
        Assert.Equal(DataRetention.Retain, _edge.DataRetention);
        Assert.False(_edge.TerminationProtection);
        Assert.Equal(new Dictionary<string, string> { ["cost-center"] = "0042", ["owner"] = "Data Team" }, _edge.Tags);
    }

    [Fact]
    public void Values_mean_the_same_in_every_style_of_yaml()
    {
        var edge = Workspace.LoadEdge(
            ("[10.0.0.0/16]", "\n    - '10.0.0.0/16'\n    - \"100.64.0.0/16\""),
            ("name: acme-prod", "name: >-\n    acme-prod"),
            ("eventSources: disabled", "'eventSources': \"disabled\""),
            ("artifacts:", "\"logRetentionDays\": 7   # a week\nartifacts:"));

        Assert.Equal(["10.0.0.0/16", "100.64.0.0/16"], edge.Config.Vpc.CidrBlocks);
        Assert.Equal("acme-prod", edge.Config.Edge.Name);
        Assert.Equal(EventSources.Disabled, edge.Config.ControlPlane.EventSources);
        Assert.Equal(7, edge.Config.LogRetentionDays);
    }
}
