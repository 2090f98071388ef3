using Amazon.CDK;
using Constructs;
using EdgeCdk.Config;
using EdgeCdk.Constructs;
using EdgeCdk.Constructs.Clusters;
using EdgeCdk.Constructs.Foundation;
using EdgeCdk.Constructs.Lambdas;
using EdgeCdk.Constructs.Messaging;
using EdgeCdk.Constructs.Observability;

namespace EdgeCdk.App;

/// <summary>One edge: everything that runs the vendor's data plane in one account and region.</summary>
public sealed class EdgeStack : Stack
{
    public EdgeStack(Construct scope, EdgeDefinition definition)
        : base(scope, $"Edge-{definition.Config.Edge.Name}", Properties(definition))
    {
        var wiring = new Wiring(definition);
        var (edge, network) = (wiring.Edge, wiring.Network);
        var (resultBucket, customerRoles) = (wiring.ResultBucket, wiring.CustomerRoles);

        // Foundation
        var key = new GeneralKey(this, "GeneralKey", edge, wiring.MakesAlarmTopic);
        var dataQualityKey = new DataQualityKey(this, "DataQualityKey", edge, ProcessingJobs.Names);
        var registry = new ImageRegistry(this, "Registry", wiring.Registry(key));
        var bucket = new ArtifactBucket(this, "ArtifactBucket", key);
        var fileSystem = new SharedFileSystem(this, "FileSystem", edge, key, network);
        var endpoints = new PrivateEndpoints(this, "Endpoints", wiring.Endpoints());

        var support = new DeploymentSupport(this, "DeploymentSupport", edge, key);

        // Clusters
        var managementCluster = new FargateCluster(this, "ManagementCluster", edge, key);
        var jobCluster = new FargateCluster(this, "JobCluster", edge, key);
        var telemetry = wiring.Telemetry(key, registry, managementCluster, fileSystem, support) is { } collector ? new TelemetryCollector(this, "Observability", collector) : null;
        var workload = edge with { OtlpEndpoint = telemetry?.OtlpEndpoint };
        var jobs = new ProcessingJobs(this, "Jobs", new ProcessingJobsProps
        {
            Edge = workload,
            Key = key,
            DataQualityKey = dataQualityKey,
            Registry = registry,
            Network = network,
            FileSystem = fileSystem,
            ResultBucket = resultBucket,
            CustomerRoles = customerRoles,
            Releases = wiring.Jobs(registry),
        });
        var rollout = new ConnectorsRollout(this, "ConnectorsRollout", new ConnectorsRolloutProps
        {
            Edge = edge,
            Key = key,
            Registry = registry,
            Network = network,
            Cluster = managementCluster,
            FileSystem = fileSystem,
            Image = wiring.ConnectorsRolloutImage(registry),
            Size = wiring.ConnectorsRolloutSize,
        });

        // Messaging
        var jobStatus = new JobStatusEvents(this, "JobStatus", edge, key, jobCluster);
        var imageUpdate = new ImageUpdateEvents(this, "ImageUpdate", edge, key, rollout);

        // The permanent service
        var planeManager = new PlaneManager(this, "PlaneManager", new PlaneManagerProps
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
            EdgeAccessRoleArn = wiring.EdgeAccessRoleArn,
            Image = wiring.PlaneManagerImage(registry),
            Size = wiring.PlaneManagerSize,
            Replicas = wiring.PlaneManagerReplicas,
        });

        // Functions
        var metadataBrowsing = new MetadataBrowsing(this, "MetadataBrowsing", new MetadataBrowsingProps
        {
            Edge = workload,
            Key = key,
            Network = network,
            FileSystem = fileSystem,
            Bucket = bucket,
            CustomerRoles = customerRoles,
            Release = wiring.MetadataBrowsing,
        });
        var dqResultsReader = new DqResultsReader(this, "DqResultsReader", new DqResultsReaderProps
        {
            Edge = workload,
            Key = key,
            DataQualityKey = dataQualityKey,
            Network = network,
            Bucket = bucket,
            ResultBucket = resultBucket,
            Release = wiring.DqResultsReader,
        });
        var cleanup = new Cleanup(this, "Cleanup", edge, key, [metadataBrowsing.Function, dqResultsReader.Function]);
        var cleanupSchedule = new CleanupSchedule(this, "CleanupSchedule", edge, key, cleanup);
        telemetry?.Admit("PlaneManagerIngress", planeManager.SecurityGroup);
        telemetry?.Admit("JobsIngress", jobs.SecurityGroup);
        telemetry?.Admit("MetadataBrowsingIngress", metadataBrowsing.Function.SecurityGroup);
        telemetry?.Admit("DqResultsReaderIngress", dqResultsReader.Function.SecurityGroup);

        // Order: what must be there before, and on deletion gone after
        var emptied = support.Empty(bucket);
        metadataBrowsing.Function.CreateAfter(support.Copy(metadataBrowsing, wiring.MetadataBrowsing.Code, bucket, emptied), endpoints);
        dqResultsReader.Function.CreateAfter(support.Copy(dqResultsReader, wiring.DqResultsReader.Code, bucket, emptied), endpoints);

        // On deletion a Plane Manager that is stopping can still start a job: it stops first, then the jobs do.
        var jobsStopped = support.StopTasks("JobsStopped", jobCluster);
        jobsStopped.Node.AddDependency([managementCluster, jobCluster, jobs, rollout, planeManager.Task, planeManager.SecurityGroup, fileSystem, endpoints, .. telemetry?.UsedByTask ?? []]);
        var managementTasksStopped = support.StopTasks("ManagementTasksStopped", managementCluster);
        managementTasksStopped.Node.AddDependency(jobsStopped);
        planeManager.Service.Node.AddDependency(jobStatus, managementTasksStopped);
        imageUpdate.Rule.Node.AddDependency(managementTasksStopped);
        telemetry?.Service.Node.AddDependency(managementTasksStopped);

        if (wiring.PlaneManagerReplicas > 0)
        {
            var announced = support.Announce(rollout);
            announced.Node.AddDependency(imageUpdate);
            metadataBrowsing.Function.RunAfter(announced);
        }

        var alarmTopic = wiring.MakesAlarmTopic ? new AlarmTopic(this, "AlarmTopic", edge, key) : null;
        if ((alarmTopic?.Arn ?? wiring.AlarmTopicArn) is { } topicArn)
        {
            new EdgeAlarms(this, "Alarms", new EdgeAlarmsProps
            {
                Edge = edge,
                TopicArn = topicArn,
                JobStatus = jobStatus,
                ImageUpdate = imageUpdate,
                CleanupSchedule = cleanupSchedule,
                Cleanup = cleanup,
                ManagementCluster = managementCluster,
                PlaneManager = planeManager,
                PlaneManagerReplicas = wiring.PlaneManagerReplicas,
                Telemetry = telemetry,
                MetadataBrowsing = metadataBrowsing.Function,
                DqResultsReader = dqResultsReader.Function,
            });
        }

        new EdgeOutputs(this, "Outputs", new EdgeOutputsProps
        {
            Edge = edge,
            JobStatusQueueUrl = jobStatus.Queue.Url,
            ManagementClusterArn = managementCluster.Arn,
            JobClusterArn = jobCluster.Arn,
            PlaneManagerRoleArn = planeManager.Task.Role.Arn,
            MetadataBrowsingRoleArn = metadataBrowsing.Function.Role.Arn,
            DqResultsReaderRoleArn = dqResultsReader.Function.Role.Arn,
            AlarmTopicArn = alarmTopic?.Arn,
            JobRoleArns = jobs.Tasks.ToDictionary(job => job.Key, job => job.Value.Role.Arn),
        });
    }

    private static StackProps Properties(EdgeDefinition definition) => new()
    {
        Description = $"Edge {definition.Config.Edge.Name}, release {definition.Release.Version}",
        Env = new Amazon.CDK.Environment { Account = definition.Config.Account.AccountId, Region = definition.Config.Account.Region },
        Tags = Wiring.Tags(definition),
        TerminationProtection = definition.Config.TerminationProtection,
        // The CLI checks the bootstrap by itself; the template then needs no parameter of SSM.
        Synthesizer = new DefaultStackSynthesizer(new DefaultStackSynthesizerProps { GenerateBootstrapVersionRule = false }),
    };
}
