using Amazon.CDK;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Releases;
using EdgeCdk.Resources;

namespace EdgeCdk.App.Portable;

/// <summary>
/// What the parameters of the portable template decide: CloudFormation knows the values, and the template only where they are used.
/// </summary>
internal static class PortableInputs
{
    /// <summary>The inputs for a release.</summary>
    /// <param name="form">The parameters.</param>
    /// <param name="release">The release.</param>
    /// <param name="retainData">
    /// Whether keys, file system and log groups outlive the stack: what happens at deletion cannot be a parameter.
    /// </param>
    public static EdgeInputs Of(PortableForm form, ReleaseManifest release, bool retainData)
    {
        var isChina = form.IsTrue("IsChina", Fn.ConditionEquals(Aws.PARTITION, "aws-cn"));
        var telemetry = form.Is("HasObservability", "Observability", "true");
        var edge = Context(form, release, retainData);
        var network = Network(form);
        var proxy = PortableProxy.Of(form, release);
        var functions = new PortableFunctions(form, release, edge, network, telemetry, proxy);
        var resultBucket = functions.ResultBucket;
        return new EdgeInputs
        {
            Edge = edge,
            DeploymentMethod = form.Text(DeploymentMethod.Parameter),
            Release = release,
            Network = network,
            Endpoints = PortableEndpoints.Of(form, edge, network, isChina),
            EndpointPolicies = new(
                form.Listed("FurtherBuckets", PortableParameters.MostDestinations, "HasFurtherBucket"),
                form.Is("HasEndpointPolicies", "EndpointPolicies", "true")),
            Egress = PortableEgress.Of(form, release),
            Proxy = proxy,
            ResultBucket = resultBucket,
            CustomerRoles = new CustomerRoles(
                edge, form.Listed("CustomerRoleAccounts", PortableParameters.MostAccounts, "HasCustomerRoleAccount")),
            EdgeAccessRoleArn = form.Text("EdgeAccessRoleArn"),
            EdgeAccessAccountId = Fn.Select(4, Fn.Split(":", form.Text("EdgeAccessRoleArn"))),
            EdgeAccessExternalId = release.Reads(Facts.EdgeAccessExternalId)
                ? form.Optional("HasEdgeAccessExternalId", "EdgeAccessExternalId")
                : new("", When.Never),
            RegistryPrefix = form.Text("RegistryPrefix"),
            RegistryAccess = PortableRegistry.Access(form, isChina),
            PlaneManagerSize = TaskSizes.Of(release.PlaneManager),
            PlaneManagerReplicas = new(form.Number("PlaneManagerReplicas"), form.IsNotZero("RunsPlaneManager", "PlaneManagerReplicas")),
            ConnectorsRolloutSize = TaskSizes.Of(release.ConnectorsRollout),
            JobSizes = release.Jobs.OrderBy(job => job.Key).ToDictionary(job => job.Key, job => TaskSizes.Of(job.Value)),
            Functions = functions.All(),
            OwnFunctionsInVpc = form.Is("HasOwnFunctionsInVpc", "OwnFunctionsInVpc", "true"),
            FileSystemBackup = form.Is("HasFileSystemBackup", "FileSystemBackup", "true"),
            Telemetry = telemetry,
            TelemetrySize = TaskSizes.Of(release.Observability),
            OwnOtlpSecret = new(
                new(form.Text("OtlpSecretArn"), form.Optional("HasOtlpSecretKey", "OtlpSecretKeyArn")),
                form.Has("HasOtlpSecret", "OtlpSecretArn")),
            OtlpParameters = new(CreatesOtlpSecret(form), form.Text("OtlpEndpoint"), form.Text("OtlpAuthorization")),
            Alarms = form.IsTrue("HasAlarms", PortableForm.Differs(form.Text("AlarmTopic"), PortableParameters.NoAlarms)),
            CreatesAlarmTopic = form.Is("MakesAlarmTopic", "AlarmTopic", PortableParameters.CreatedTopic),
            AlarmTopicArn = form.Text("AlarmTopic"),
        };
    }

    private static EdgeContext Context(PortableForm form, ReleaseManifest release, bool retainData)
    {
        var boundary = form.Optional("HasPermissionsBoundary", "PermissionsBoundaryArn");
        return new EdgeContext
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
            AccessLogBucket = form.Optional("HasAccessLogBucket", "AccessLogBucket"),
            ReservedConcurrentExecutions = new(
                form.Number("ReservedConcurrentExecutions"), form.IsNotZero("ReservesConcurrency", "ReservedConcurrentExecutions")),
            CodeSigningConfigArn = form.Optional("HasCodeSigningConfig", "CodeSigningConfigArn"),
        };
    }

    private static PrivateNetwork Network(PortableForm form) => new(form.Text("VpcId"),
    [
        new PrivateSubnet("Subnet1", form.Text("PrivateSubnet1"), When.Always),
        new PrivateSubnet("Subnet2", form.Text("PrivateSubnet2"), When.Always),
        new PrivateSubnet("Subnet3", form.Text("PrivateSubnet3"), form.Has("HasPrivateSubnet3", "PrivateSubnet3")),
    ]);

    private static When CreatesOtlpSecret(PortableForm form)
    {
        var isOn = Fn.ConditionEquals(form.Text("Observability"), "true");
        var hasNoSecret = Fn.ConditionEquals(form.Text("OtlpSecretArn"), "");
        return form.IsTrue("MakesOtlpSecret", Fn.ConditionAnd(isOn, hasNoSecret));
    }
}
