using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Edge;

/// <summary>What an edge is when its file has the required keys only.</summary>
public sealed class DefaultTests
{
    private readonly EdgeConfig _edge = Workspace.LoadEdge().Config;

    [Fact]
    public void Endpoints_are_created_and_no_others_added()
    {
        Assert.Equal(
            new EndpointsSection
            {
                S3 = ResourceMode.Create,
                Kms = ResourceMode.Create,
                SecretsManager = ResourceMode.Create,
                Sqs = ResourceMode.Create,
            },
            _edge.Vpc.Endpoints);
        Assert.Empty(_edge.Vpc.AdditionalEndpoints);
        Assert.Empty(_edge.Vpc.ExistingEndpoints);
    }

    [Fact]
    public void Workloads_go_anywhere_and_the_network_has_a_way_out() =>
        Assert.Equal((EgressMode.Open, true), (_edge.Vpc.Egress.Mode, _edge.Vpc.InternetAccess));

    [Fact]
    public void Zones_are_not_known() => Assert.Null(_edge.Vpc.AvailabilityZones);

    [Fact]
    public void Route_tables_are_not_known_when_the_gateway_endpoint_exists() => Assert.Empty(
        Workspace.LoadEdge(
            ("  privateRouteTableIds: [rtb-0aa11bb22cc33dd44]\n", "  endpoints: { s3: existing }\n")).Config.Vpc.PrivateRouteTableIds);

    [Fact]
    public void Queues_have_no_key_and_no_known_visibility()
    {
        Assert.Null(_edge.ControlPlane.QueueKeyArn);
        Assert.Null(_edge.ControlPlane.RequestQueueVisibilitySeconds);
        Assert.Null(_edge.ControlPlane.ResultReaderQueueVisibilitySeconds);
    }

    [Fact]
    public void Images_come_from_the_registry_of_the_vendor_with_credentials_from_parameters() =>
        Assert.Equal(
            new RegistrySection { Prefix = "ataccama.azurecr.io/saas-edge/", SecretArn = null, SecretKeyArn = null, Credentials = null },
            _edge.Registry);

    [Fact]
    public void A_bucket_of_packages_has_no_prefix_and_no_key() =>
        Assert.Equal(
            new ArtifactsSection { Bucket = "vendor-releases-eu-central-1", Prefix = null, KeyArn = null, Directory = null },
            _edge.Artifacts);

    [Fact]
    public void The_telemetry_collector_is_off() =>
        Assert.Equal(new ObservabilitySection { Enabled = false, OtlpSecretArn = null, OtlpSecretKeyArn = null }, _edge.Observability);

    [Fact]
    public void Alarms_are_off() => Assert.Null(_edge.Alarms);

    [Fact]
    public void Functions_keep_one_instance_warm_and_have_the_timeout_of_the_release()
    {
        var function = new FunctionOverride { ProvisionedConcurrency = 1, TimeoutSeconds = null };

        Assert.Equal(new FunctionsSection(), _edge.Functions);
        Assert.All(Enum.GetValues<Function>(), name => Assert.Equal(function, _edge.Override(name)));
    }

    [Fact]
    public void What_costs_or_is_asked_for_by_some_accounts_alone_is_off()
    {
        Assert.False(_edge.Functions.OwnFunctionsInVpc);
        Assert.Null(_edge.Functions.CodeSigningConfigArn);
        Assert.Null(_edge.Functions.ReservedConcurrentExecutions);
        Assert.False(_edge.FileSystem.Backup);
        Assert.Null(_edge.AccessLogBucket);
    }

    [Fact]
    public void Jobs_have_the_sizes_of_the_release() => Assert.Empty(_edge.Jobs);

    [Fact]
    public void The_plane_manager_has_two_replicas_of_the_size_of_the_release() =>
        Assert.Equal(new PlaneManagerSection { Replicas = 2, Cpu = null, MemoryMiB = null }, _edge.PlaneManager);

    [Fact]
    public void Roles_have_no_permissions_boundary() => Assert.Null(_edge.Iam.PermissionsBoundaryArn);

    [Fact]
    public void The_stack_creates_roles_security_groups_and_keys()
    {
        Assert.Equal(new IamSection { Roles = ResourceMode.Create, RolePath = null }, _edge.Iam);
        Assert.Null(_edge.Vpc.SecurityGroups);
        Assert.Equal(new KmsSection { GeneralKeyArn = null, DataQualityKeyArn = null }, _edge.Kms);
    }

    [Fact]
    public void Roles_of_other_accounts_are_not_assumed() => Assert.Empty(_edge.CustomerRoleAccounts);

    [Fact]
    public void The_stack_keeps_logs_for_30_days_deletes_its_data_and_is_protected()
    {
        Assert.Equal(30, _edge.LogRetentionDays);
        Assert.Equal(DataRetention.Delete, _edge.DataRetention);
        Assert.True(_edge.TerminationProtection);
        Assert.Empty(_edge.Tags);
    }
}
