using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;

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

    /// <summary>The workload whose code a component of a release is.</summary>
    public static Workload Of(Enum component) => component switch
    {
        Job => Workload.Jobs,
        Function function => Enum.Parse<Workload>(function.ToString()),
        ServiceImage.PlaneManager => Workload.PlaneManager,
        ServiceImage.ConnectorsRollout => Workload.ConnectorsRollout,
        _ => Workload.TelemetryCollector,
    };

    /// <summary>When a workload runs in the VPC.</summary>
    public static FlowCondition Runs(Workload workload) => workload switch
    {
        Workload.TelemetryCollector => FlowCondition.Telemetry,
        Workload.Cleanup or Workload.DeploymentSupport => FlowCondition.OwnFunctionsInVpc,
        _ => FlowCondition.Always,
    };

    /// <summary>A workload as the descriptions of security groups name it.</summary>
    public static string Shown(Workload workload) => workload switch
    {
        Workload.ConnectorsRollout => "Connectors Rollout",
        Workload.PlaneManager => "Plane Manager",
        Workload.Jobs => "processing jobs",
        Workload.TelemetryCollector => "telemetry collector",
        Workload.DqResultsReader => "dq-results-reader function",
        Workload.MetadataBrowsing => "metadata-browsing function",
        Workload.Cleanup => "cleanup function",
        _ => "deployment-support function",
    };

    /// <summary>A condition in words of the documents, to follow a flow.</summary>
    public static string Shown(FlowCondition condition) => condition switch
    {
        FlowCondition.Telemetry => "with `observability.enabled`",
        FlowCondition.OwnFunctionsInVpc => "with `functions.ownFunctionsInVpc`",
        FlowCondition.RegistryCredentials => "with credentials for the registry",
        FlowCondition.EcrRegistry => "with images from Amazon ECR",
        FlowCondition.OtherRegistry => "with images from another registry",
        FlowCondition.Proxy => "with `vpc.proxy`",
        FlowCondition.ProxyCertificates => "with `vpc.proxy.caSecretArn`",
        _ => "always",
    };

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
    private static Flow[] ThroughProxy(Workload from) =>
    [
        new(from, FlowDestination.Proxy, from is Workload.TelemetryCollector ? "The receiver of telemetry" : "Data sources on the internet")
        {
            When = FlowCondition.Proxy,
        },
        .. from is Workload.TelemetryCollector
            ? (Flow[])[]
            :
            [
                To(from, "secretsmanager", "Certificates of the proxy") with
                {
                    When = FlowCondition.ProxyCertificates,
                    IsOfPlatform = Tasks.Contains(from),
                },
            ],
    ];

    private static Flow Otlp(Workload from) =>
        new(from, FlowDestination.TelemetryLoadBalancer, "OTLP") { When = FlowCondition.Telemetry };
}
