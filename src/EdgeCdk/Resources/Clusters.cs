using Constructs;
using EdgeCdk.Clusters;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Messaging;
using EdgeCdk.Observability;
using Names = EdgeCdk.Config.Yaml.Names;

namespace EdgeCdk.Resources;

/// <summary>The two clusters, and the tasks and events of both.</summary>
internal sealed class Clusters
{
    private readonly EdgeInputs _inputs;
    private readonly Foundation _foundation;

    private Clusters(Construct scope, EdgeInputs inputs, Foundation foundation)
    {
        (_inputs, _foundation) = (inputs, foundation);
        Known = FactValues.Of(inputs).With(Facts.DataQualityKeyArn, foundation.DataQualityKey.Arn);
        var (edge, key) = (foundation.Platform.Edge, foundation.Platform.Key);
        Management = new FargateCluster(scope, "ManagementCluster", edge, key, edge.ManagementClusterName);
        JobCluster = new FargateCluster(scope, "JobCluster", edge, key, edge.JobClusterName);
        var telemetryLogs = new TelemetryLogs(scope, "ObservabilityLogs", edge, key);
        if (inputs.Telemetry.IsPossible)
            Telemetry = new TelemetryCollector(scope, "Observability", CollectorProps(telemetryLogs));
        if (Telemetry is not null)
            Known = Known.WithTelemetry(edge, new(Telemetry.OtlpEndpoint, Telemetry.When), Telemetry.OtlpHost);
        Jobs = new ProcessingJobs(scope, "Jobs", JobsProps());
        Rollout = new ConnectorsRollout(scope, "ConnectorsRollout", RolloutProps());
        JobStatus = new JobStatusEvents(scope, "JobStatus", edge, key, JobCluster);
        ImageUpdate = new ImageUpdateEvents(scope, "ImageUpdate", edge, key, Rollout);
        PlaneManager = new PlaneManager(scope, "PlaneManager", PlaneManagerProps());
    }

    public FargateCluster Management { get; }

    public FargateCluster JobCluster { get; }

    /// <summary>The telemetry collector. Null: the edge never has one.</summary>
    public TelemetryCollector? Telemetry { get; }

    /// <summary>What the code of the workloads can be given.</summary>
    public FactValues Known { get; }

    public ProcessingJobs Jobs { get; }

    public ConnectorsRollout Rollout { get; }

    public JobStatusEvents JobStatus { get; }

    public ImageUpdateEvents ImageUpdate { get; }

    public PlaneManager PlaneManager { get; }

    public static Clusters Create(Construct scope, EdgeInputs inputs, Foundation foundation) => new(scope, inputs, foundation);

    /// <summary>Allows all workloads to send telemetry.</summary>
    public void AllowTelemetryFrom(Functions functions)
    {
        Telemetry?.AllowFrom("PlaneManagerIngress", PlaneManager.SecurityGroup);
        Telemetry?.AllowFrom("JobsIngress", Jobs.SecurityGroup);
        foreach (var function in functions.All)
            Telemetry?.AllowFrom($"{function.PartId}Ingress", function.SecurityGroup);
    }

    private ContainerImage Image(ImageReference image) => new(_foundation.Platform.Registry.Image(image.Written()))
    {
        User = image.User,
        ReadonlyRootFilesystem = image.ReadonlyRootFilesystem,
        WritablePaths = image.WritablePaths,
        HealthCheck = image.HealthCheck is { } check
            ? new(check.Command, check.IntervalSeconds, check.TimeoutSeconds, check.Retries, check.StartPeriodSeconds)
            : null,
        StopTimeoutSeconds = image.StopTimeoutSeconds,
    };

    private ContainerImage Image(ServiceImage container) => Image(_inputs.Release.Image(container));

    private TelemetryCollectorProps CollectorProps(TelemetryLogs logs) => new()
    {
        Platform = _foundation.Platform,
        Cluster = Management,
        FileSystem = _foundation.FileSystem,
        Logs = logs,
        Support = _foundation.Support,
        When = _inputs.Telemetry,
        OwnSecret = _inputs.OwnOtlpSecret,
        Parameters = _inputs.OtlpParameters,
        ConfigInitImage = Image(ServiceImage.ConfigInit),
        CollectorImage = Image(ServiceImage.OtelCollector),
        CloudWatchExporterImage = Image(ServiceImage.CloudwatchExporter),
        Size = _inputs.TelemetrySize,
        ConfigInitRuntime = (bucket, key) => Known
            .With(Facts.ConfigurationBucket, bucket)
            .With(Facts.ConfigurationKey, key)
            .Of(ServiceImage.ConfigInit),
        CollectorRuntime = Known.Of(ServiceImage.OtelCollector),
        CloudWatchExporterRuntime = Known.With(Facts.MetricsAddress, TelemetryCollector.MetricsAddress).Of(ServiceImage.CloudwatchExporter),
    };

    private ProcessingJobsProps JobsProps() => new()
    {
        Platform = _foundation.Platform,
        DataQualityKey = _foundation.DataQualityKey,
        FileSystem = _foundation.FileSystem,
        ResultBucket = _inputs.ResultBucket,
        CustomerRoles = _inputs.CustomerRoles,
        Jobs = [.. _inputs.JobSizes.Select(job => ProcessingJob(job.Key, job.Value))],
    };

    private ProcessingJob ProcessingJob(Job job, FargateSize size) =>
        new(job.ToString(), Names.Value(job), Image(_inputs.Release.Image(job)), size, Known.Of(job));

    private ConnectorsRolloutProps RolloutProps() => new()
    {
        Platform = _foundation.Platform,
        Cluster = Management,
        FileSystem = _foundation.FileSystem,
        Image = Image(ServiceImage.ConnectorsRollout),
        Size = _inputs.ConnectorsRolloutSize,
        Runtime = Known.Of(ServiceImage.ConnectorsRollout),
    };

    private PlaneManagerProps PlaneManagerProps() => new()
    {
        Platform = _foundation.Platform,
        DataQualityKey = _foundation.DataQualityKey,
        Cluster = Management,
        JobCluster = JobCluster,
        Jobs = Jobs,
        JobStatusQueue = JobStatus.Queue,
        ResultBucket = _inputs.ResultBucket,
        EdgeAccessRoleArn = _inputs.EdgeAccessRoleArn,
        Image = Image(ServiceImage.PlaneManager),
        Size = _inputs.PlaneManagerSize,
        Replicas = _inputs.PlaneManagerReplicas.Value,
        Runtime = PlaneManagerFacts().Of(ServiceImage.PlaneManager),
    };

    private FactValues PlaneManagerFacts()
    {
        var facts = Known
            .With(Facts.JobStatusQueueUrl, JobStatus.Queue.Url)
            .With(Facts.JobClusterArn, JobCluster.Arn)
            .With(Facts.JobSecurityGroupId, Jobs.SecurityGroup.Id);
        return _inputs.JobSizes.Keys.Aggregate(
            facts, (known, job) =>
                known.With(Facts.TaskDefinitionOf(job), Jobs.Tasks.Single(task => task.Key.Name == Names.Value(job)).Value.Arn));
    }
}
