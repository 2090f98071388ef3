using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Network;

/// <summary>
/// All connections that the workloads of an edge open: the one list from which closed security groups, the documents, the hosts for a
/// firewall, and the questions of validate and preflight are made.
/// </summary>
internal static class FlowTable
{
    private static readonly Workload[] Tasks =
        [Workload.ConnectorsRollout, Workload.PlaneManager, Workload.Jobs, Workload.TelemetryCollector];

    /// <summary>The connections, by workload.</summary>
    public static IReadOnlyList<Flow> All { get; } =
    [
        .. ((Flow[])
        [
            .. Tasks.SelectMany(OfTask).Select(flow => flow with { IsOfPlatform = true }),
            new(Workload.ConnectorsRollout, FlowDestination.FileSystem, "Writes connectors"),
            To(Workload.PlaneManager, "ecs", "Starts and stops jobs"),
            To(Workload.PlaneManager, "kms", "Describes the key of data-quality results"),
            To(Workload.PlaneManager, "sqs", "Job status, and the queues of the control plane"),
            To(Workload.PlaneManager, "sts", "Edge-access role and result role"),
            Results(Workload.PlaneManager),
            Otlp(Workload.PlaneManager),
            To(Workload.Jobs, "kms", "Encrypts and decrypts data-quality results"),
            To(Workload.Jobs, "sts", "Result role and roles of data sources"),
            Results(Workload.Jobs),
            S3(Workload.Jobs, "Data sources there"),
            new(Workload.Jobs, FlowDestination.FileSystem, "Reads connectors"),
            Otlp(Workload.Jobs),
            .. ThroughProxy(Workload.Jobs),
            new(Workload.Jobs, FlowDestination.DataSources, "Reads what you connect"),
            To(Workload.TelemetryCollector, "monitoring", "Metrics of CloudWatch"),
            To(Workload.TelemetryCollector, "tagging", "Finds the resources that have metrics"),
            S3(Workload.TelemetryCollector, "Its configuration"),
            new(Workload.TelemetryCollector, FlowDestination.FileSystem, "Its queue"),
            .. ThroughProxy(Workload.TelemetryCollector),
            new(Workload.TelemetryCollector, FlowDestination.TelemetryReceiver, "Telemetry"),
            To(Workload.DqResultsReader, "kms", "Decrypts data-quality results"),
            To(Workload.DqResultsReader, "sts", "Result role"),
            Results(Workload.DqResultsReader),
            Otlp(Workload.DqResultsReader),
            To(Workload.MetadataBrowsing, "sts", "Roles of data sources"),
            S3(Workload.MetadataBrowsing, "Data sources there"),
            new(Workload.MetadataBrowsing, FlowDestination.FileSystem, "Reads connectors"),
            Otlp(Workload.MetadataBrowsing),
            .. ThroughProxy(Workload.MetadataBrowsing),
            new(Workload.MetadataBrowsing, FlowDestination.DataSources, "Reads what you connect"),
            To(Workload.Cleanup, "cloudformation", "State of the stack"),
            To(Workload.Cleanup, "lambda", "Old versions of functions"),
            To(Workload.DeploymentSupport, "cloudformation", "State of the stack"),
            To(Workload.DeploymentSupport, "ecs", "Tasks that end with the stack"),
            To(Workload.DeploymentSupport, "events", "Announces connectors"),
            To(Workload.DeploymentSupport, "lambda", "Continues itself"),
            S3(Workload.DeploymentSupport, "Packages, and answers to CloudFormation"),
        ]).OrderBy(flow => flow.From),
    ];

    /// <summary>The connections of an edge.</summary>
    public static IEnumerable<Flow> Of(EdgeConfig config) => All.Where(flow => flow.IsIn(config));

    /// <summary>The services with interface endpoints that an edge calls from inside the VPC, by the names of their endpoints.</summary>
    public static IReadOnlyList<string> InterfaceServices(EdgeConfig config) =>
    [
        .. Of(config).Where(flow => flow.To is FlowDestination.AwsService).Select(flow => flow.Service!).Distinct()
            .Order(StringComparer.Ordinal),
    ];

    // Fargate opens them through the network interface of the task, with its execution role.
    private static Flow[] OfTask(Workload task) =>
    [
        To(task, "logs", "Log lines"),
        task is Workload.TelemetryCollector
            ? To(task, "secretsmanager", "Receiver of telemetry, and credentials for the registry")
            : To(task, "secretsmanager", "Credentials for the registry") with { When = FlowCondition.RegistryCredentials },
        To(task, "ecr.api", "Permission to pull images") with { When = FlowCondition.EcrRegistry },
        To(task, "ecr.dkr", "Images") with { When = FlowCondition.EcrRegistry },
        S3(task, "Layers of images") with { When = FlowCondition.EcrRegistry },
        new(task, FlowDestination.Registry, "Images") { When = FlowCondition.OtherRegistry },
    ];

    private static Flow To(Workload from, string service, string why) => new(from, FlowDestination.AwsService, why) { Service = service };

    private static Flow S3(Workload from, string why) => new(from, FlowDestination.S3, why) { Service = "s3" };

    private static Flow Results(Workload from) => S3(from, "Results, with the result role") with { IsOfResults = true };

    // Who calls something else than AWS. The collector reads secrets in any case.
    private static IEnumerable<Flow> ThroughProxy(Workload from)
    {
        var isCollector = from is Workload.TelemetryCollector;
        var why = isCollector ? "The receiver of telemetry" : "Data sources on the internet";
        yield return new(from, FlowDestination.Proxy, why) { When = FlowCondition.Proxy };
        if (!isCollector)
        {
            yield return To(from, "secretsmanager", "Certificates of the proxy") with
            {
                When = FlowCondition.ProxyCertificates,
                IsOfPlatform = Tasks.Contains(from),
            };
        }
    }

    private static Flow Otlp(Workload from) =>
        new(from, FlowDestination.TelemetryLoadBalancer, "OTLP") { When = FlowCondition.Telemetry };
}
