using Amazon.CDK;
using EdgeCdk.Config.Releases;
using EdgeCdk.Constructs;
using EdgeCdk.Constructs.Clusters;
using EdgeCdk.Constructs.Foundation;
using EdgeCdk.Constructs.Lambdas;
using EdgeCdk.Constructs.Messaging;
using EdgeCdk.Constructs.Observability;

namespace EdgeCdk.App.Resources;

/// <summary>What an edge consists of, whether its values are known or parameters: the one list of it.</summary>
internal static class EdgeResources
{
    /// <summary>Makes everything that runs the vendor's data plane in one account and region.</summary>
    /// <param name="stack">Where.</param>
    /// <param name="inputs">What is decided about the edge.</param>
    public static void Make(Stack stack, EdgeInputs inputs)
    {
        var (edge, network) = (inputs.Edge, inputs.Network);
        var (resultBucket, customerRoles) = (inputs.ResultBucket, inputs.CustomerRoles);

        // Foundation
        var key = new GeneralKey(stack, "GeneralKey", edge, inputs.MakesAlarmTopic);
        var dataQualityKey = new DataQualityKey(stack, "DataQualityKey", edge, ProcessingJobs.Names);
        var registry = new ImageRegistry(stack, "Registry", new ImageRegistryProps { Edge = edge, Key = key, Prefix = inputs.RegistryPrefix, Access = inputs.RegistryAccess });
        var bucket = new ArtifactBucket(stack, "ArtifactBucket", key);
        var fileSystem = new SharedFileSystem(stack, "FileSystem", edge, key, network);
        var endpoints = new PrivateEndpoints(stack, "Endpoints", inputs.Endpoints);

        var support = new DeploymentSupport(stack, "DeploymentSupport", edge, key);

        // Clusters
        var managementCluster = new FargateCluster(stack, "ManagementCluster", edge, key, edge.ManagementClusterName);
        var jobCluster = new FargateCluster(stack, "JobCluster", edge, key, edge.JobClusterName);
        var telemetryLogs = new TelemetryLogs(stack, "ObservabilityLogs", edge, key);
        var telemetry = !inputs.Telemetry.IsPossible ? null : new TelemetryCollector(stack, "Observability", new TelemetryCollectorProps
        {
            Edge = edge,
            Key = key,
            Registry = registry,
            Network = network,
            Cluster = managementCluster,
            FileSystem = fileSystem,
            Logs = telemetryLogs,
            Support = support,
            When = inputs.Telemetry,
            OwnSecret = inputs.OwnOtlpSecret,
            Parameters = inputs.OtlpParameters,
            ConfigInitImage = inputs.Image(registry, Image.ConfigInit),
            CollectorImage = inputs.Image(registry, Image.OtelCollector),
            CloudWatchExporterImage = inputs.Image(registry, Image.CloudwatchExporter),
            Size = inputs.TelemetrySize,
        });
        var workload = telemetry is null ? edge : edge with { OtlpEndpoint = new(telemetry.OtlpEndpoint, telemetry.When) };
        var jobs = new ProcessingJobs(stack, "Jobs", new ProcessingJobsProps
        {
            Edge = workload,
            Key = key,
            DataQualityKey = dataQualityKey,
            Registry = registry,
            Network = network,
            FileSystem = fileSystem,
            ResultBucket = resultBucket,
            CustomerRoles = customerRoles,
            Releases = inputs.JobSizes.ToDictionary(job => Config.Yaml.Names.Value(job.Key), job => new JobRelease(inputs.Image(registry, Enum.Parse<Image>(job.Key.ToString())), job.Value)),
        });
        var rollout = new ConnectorsRollout(stack, "ConnectorsRollout", new ConnectorsRolloutProps
        {
            Edge = edge,
            Key = key,
            Registry = registry,
            Network = network,
            Cluster = managementCluster,
            FileSystem = fileSystem,
            Image = inputs.Image(registry, Image.ConnectorsRollout),
            Size = inputs.ConnectorsRolloutSize,
        });

        // Messaging
        var jobStatus = new JobStatusEvents(stack, "JobStatus", edge, key, jobCluster);
        var imageUpdate = new ImageUpdateEvents(stack, "ImageUpdate", edge, key, rollout);

        // The permanent service
        var planeManager = new PlaneManager(stack, "PlaneManager", new PlaneManagerProps
        {
            Edge = workload,
            Key = key,
            DataQualityKey = dataQualityKey,
            Registry = registry,
            Network = network,
            Cluster = managementCluster,
            JobCluster = jobCluster,
            Jobs = jobs,
            JobStatusQueue = jobStatus.Queue,
            ResultBucket = resultBucket,
            EdgeAccessRoleArn = inputs.EdgeAccessRoleArn,
            Image = inputs.Image(registry, Image.PlaneManager),
            Size = inputs.PlaneManagerSize,
            Replicas = inputs.PlaneManagerReplicas.Value,
        });

        // Functions
        var metadataBrowsing = new MetadataBrowsing(stack, "MetadataBrowsing", new MetadataBrowsingProps
        {
            Edge = workload,
            Key = key,
            Network = network,
            FileSystem = fileSystem,
            Bucket = bucket,
            CustomerRoles = customerRoles,
            Release = inputs.MetadataBrowsing,
        });
        var dqResultsReader = new DqResultsReader(stack, "DqResultsReader", new DqResultsReaderProps
        {
            Edge = workload,
            Key = key,
            DataQualityKey = dataQualityKey,
            Network = network,
            Bucket = bucket,
            ResultBucket = resultBucket,
            Release = inputs.DqResultsReader,
        });
        var cleanup = new Cleanup(stack, "Cleanup", edge, key, [metadataBrowsing.Function, dqResultsReader.Function]);
        var cleanupSchedule = new CleanupSchedule(stack, "CleanupSchedule", edge, key, cleanup);
        telemetry?.AllowFrom("PlaneManagerIngress", planeManager.SecurityGroup);
        telemetry?.AllowFrom("JobsIngress", jobs.SecurityGroup);
        telemetry?.AllowFrom("MetadataBrowsingIngress", metadataBrowsing.Function.SecurityGroup);
        telemetry?.AllowFrom("DqResultsReaderIngress", dqResultsReader.Function.SecurityGroup);

        // Order: what must be there before, and on deletion gone after
        var emptied = support.Empty(bucket);
        metadataBrowsing.Function.CreateAfter(support.Copy(metadataBrowsing, inputs.MetadataBrowsing.Code, bucket, emptied), endpoints);
        dqResultsReader.Function.CreateAfter(support.Copy(dqResultsReader, inputs.DqResultsReader.Code, bucket, emptied), endpoints);

        // On deletion a Plane Manager that is stopping can still start a job: it stops first, then the jobs do.
        var jobsStopped = support.StopTasks("JobsStopped", jobCluster);
        jobsStopped.Node.AddDependency([managementCluster, jobCluster, jobs, rollout, planeManager.Task, planeManager.SecurityGroup, fileSystem, endpoints, .. telemetry?.UsedByTask ?? []]);
        var managementTasksStopped = support.StopTasks("ManagementTasksStopped", managementCluster);
        managementTasksStopped.Node.AddDependency(jobsStopped);
        planeManager.Service.Node.AddDependency(jobStatus, managementTasksStopped);
        imageUpdate.Rule.Node.AddDependency(managementTasksStopped);
        telemetry?.Service.Node.AddDependency(managementTasksStopped);

        if (inputs.PlaneManagerReplicas.When.IsPossible)
        {
            var announced = support.Announce(rollout, inputs.PlaneManagerReplicas.When);
            announced.Node.AddDependency(imageUpdate);
            metadataBrowsing.Function.RunAfter(announced);
        }

        var alarmTopic = inputs.MakesAlarmTopic.IsPossible ? new AlarmTopic(stack, "AlarmTopic", edge, key, inputs.MakesAlarmTopic) : null;
        if (inputs.Alarms.IsPossible)
        {
            new EdgeAlarms(stack, "Alarms", new EdgeAlarmsProps
            {
                Edge = edge,
                When = inputs.Alarms,
                TopicArn = inputs.MakesAlarmTopic.IfElse(alarmTopic?.Arn ?? "", inputs.AlarmTopicArn)!,
                JobStatus = jobStatus,
                ImageUpdate = imageUpdate,
                CleanupSchedule = cleanupSchedule,
                Cleanup = cleanup,
                ManagementCluster = managementCluster,
                PlaneManager = planeManager,
                PlaneManagerReplicas = inputs.PlaneManagerReplicas,
                Telemetry = telemetry,
                MetadataBrowsing = metadataBrowsing.Function,
                DqResultsReader = dqResultsReader.Function,
            });
        }

        new EdgeOutputs(stack, "Outputs", new EdgeOutputsProps
        {
            Edge = edge,
            DeploymentMethod = inputs.DeploymentMethod,
            JobStatusQueueUrl = jobStatus.Queue.Url,
            ManagementClusterArn = managementCluster.Arn,
            JobClusterArn = jobCluster.Arn,
            PlaneManagerRoleArn = planeManager.Task.Role.Arn,
            MetadataBrowsingRoleArn = metadataBrowsing.Function.Role.Arn,
            DqResultsReaderRoleArn = dqResultsReader.Function.Role.Arn,
            AlarmTopicArn = new(alarmTopic?.Arn ?? "", inputs.MakesAlarmTopic),
            JobRoleArns = jobs.Tasks.ToDictionary(job => job.Key, job => job.Value.Role.Arn),
        });
    }
}
