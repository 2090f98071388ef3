namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>
/// Every part of an edge that the vendor's Terraform creates, with what the stack has instead and what becomes of it: the one list for
/// decisions, plans and docs/from-terraform.md.
/// </summary>
internal static class TakeoverTable
{
    /// <summary>Names of parts that are decided by more than their row.</summary>
    public const string GeneralKey = "general key", DataQualityKey = "data-quality key", FileSystem = "file system",
        MountTarget = "mount target", Drivers = "access point drivers", Telemetry = "access point otel", Gateway = "endpoint S3",
        Interface = "interface endpoint", SecurityGroup = "security group", Role = "role", LogGroup = "log group", Alias = "key alias",
        RolePolicy = "policy of a role";

    private const string Recreated = "it holds no data: the stack creates its own, and Terraform destroys this one";

    private static readonly string[] OfTelemetry = ["observab", "otel", "otlp", "telemetry", "opentelemetry"];

    private static readonly (Decision, string) NewBeside =
        (Decision.Leave, "the second edge has its own; this one is destroyed with the old edge");

    /// <summary>The parts. Where several are of one type, words tell them apart.</summary>
    public static IReadOnlyList<TakeoverPart> Parts { get; } =
    [
        new(GeneralKey, ["aws_kms_key"], "GeneralKey/Key")
        {
            IsSingle = true,
            IsAsked = true,
            Words = ["general", "main", "edgekey"],
            InPlace = (Decision.Import, "the file system and the log groups that are kept are encrypted with it"),
            Beside = (Decision.Leave, "it encrypts only what is destroyed with the old edge; AWS deletes it for good after its waiting "
                + "period of 7 days or more"),
        },
        new(DataQualityKey, ["aws_kms_key"], "DataQualityKey/Key")
        {
            IsSingle = true,
            IsAsked = true,
            Words = ["dq", "quality"],
            InPlace = (Decision.Import, "results in your bucket may be encrypted with it"),
            Beside = (Decision.Keep, "results in your bucket may be encrypted with it: once it is deleted, nobody can read them"),
        },
        new(Alias, ["aws_kms_alias"], "GeneralKey/Alias")
        {
            InPlace = (Decision.Import, "the stack uses the same name"),
            Beside = NewBeside,
        },
        new("registry secret", ["aws_secretsmanager_secret"], "Registry/Credentials")
        {
            IsAsked = true,
            Words = ["registry", "container", "docker", "pull", "acr"],
            InPlace = (Decision.Anew, "its value is not read: give the credentials again with the first deployment"),
            Beside = NewBeside,
        },
        new("telemetry secret", ["aws_secretsmanager_secret"], "Observability/Receiver/Secret")
        {
            IsAsked = true,
            Words = OfTelemetry,
            InPlace = (Decision.Anew, "its value is not read: give it again with the first deployment"),
            Beside = NewBeside,
        },
        new("artifact bucket", ["aws_s3_bucket"], "ArtifactBucket/Bucket")
        {
            IsAsked = true,
            Words = ["artifact", "lambda", "package", "code"],
            InPlace = (Decision.Anew, "it holds only function packages, which the stack copies again"),
            Beside = NewBeside,
        },
        new("telemetry bucket", ["aws_s3_bucket"], "Observability/ConfigurationBucket/Bucket")
        {
            IsAsked = true,
            Words = [.. OfTelemetry, "config"],
            InPlace = (Decision.Anew, "it holds only the collector's configuration, which the stack writes again"),
            Beside = NewBeside,
        },
        new(FileSystem, ["aws_efs_file_system"], "FileSystem/FileSystem")
        {
            IsSingle = true,
            IsAsked = true,
            InPlace = (Decision.Import, "it holds the drivers"),
            Beside = (Decision.Leave, "Connectors Rollout fills the file system of the second edge; copy drivers that you added yourself "
                + "before this one is destroyed"),
        },
        new(MountTarget, ["aws_efs_mount_target"], "FileSystem/MountTargets")
        {
            InPlace = (Decision.Import, "a file system can have one in each zone only"),
            Beside = NewBeside,
        },
        new(Drivers, ["aws_efs_access_point"], "FileSystem/Drivers")
        {
            IsSingle = true,
            IsAsked = true,
            Words = ["driver", "connector"],
            InPlace = (Decision.Import, "it leads to the drivers"),
            Beside = NewBeside,
        },
        new(Telemetry, ["aws_efs_access_point"], "FileSystem/Otel")
        {
            IsSingle = true,
            IsAsked = true,
            Words = OfTelemetry,
            InPlace = (Decision.Import, "it leads to the collector's data"),
            Beside = NewBeside,
        },
        Endpoint(Gateway, "Endpoints/S3"),
        Endpoint(Interface, "Endpoints"),
        new(SecurityGroup, ["aws_security_group"], null)
        {
            InPlace = (Decision.Leave, Recreated),
            Beside = NewBeside,
        },
        Recreate("management cluster", "aws_ecs_cluster", "ManagementCluster/Cluster", "management", "mgmt"),
        Recreate("job cluster", "aws_ecs_cluster", "JobCluster/Cluster", "job", "processing"),
        Stopped("Plane Manager service", "aws_ecs_service", "PlaneManager/Service", "planemanager", "plane"),
        Recreate("telemetry service", "aws_ecs_service", "Observability/Service", OfTelemetry),
        Recreate("Plane Manager task definition", "aws_ecs_task_definition", "PlaneManager/Task/TaskDefinition", "planemanager", "plane"),
        Recreate(
            "Connectors Rollout task definition", "aws_ecs_task_definition", "ConnectorsRollout/Task/TaskDefinition", "connectorsrollout",
            "connectorrollout", "connectors"),
        Recreate("telemetry task definition", "aws_ecs_task_definition", "Observability/Task/TaskDefinition", OfTelemetry),
        Job("dqc", "Dqc"),
        Job("anomaly-detection", "AnomalyDetection", "anomaly"),
        Job("anomaly-detection-auxiliary", "AnomalyDetectionAuxiliary", "anomalydetectionaux", "anomalyaux"),
        Job("metadata-import", "MetadataImport"),
        Job("snowflake-pushdown", "SnowflakePushdown", "snowflake", "pushdown"),
        Job("create-table", "CreateTable"),
        new(Role, ["aws_iam_role"], null)
        {
            InPlace = (Decision.Import, "it has the name of a role of the stack: roles that trust it trust this very role, and not "
                + "another one of the same name"),
            Beside = NewBeside,
        },
        new(RolePolicy, ["aws_iam_policy"], null)
        {
            InPlace = (Decision.Leave, "the permissions of a role are in the role"),
            Beside = NewBeside,
        },
        new(LogGroup, ["aws_cloudwatch_log_group"], null)
        {
            InPlace = (Decision.Import, "it has the name of a log group of the stack, and its lines are kept"),
            Beside = (Decision.Leave, "the second edge writes to its own; export the lines that you need before this one is destroyed"),
        },
        Stopped(
            "Metadata Browsing function", "aws_lambda_function", "MetadataBrowsing/Function/Function", "metadatabrowsing", "interactive",
            "connectiontest", "browsing"),
        Stopped(
            "DQ Results Reader function", "aws_lambda_function", "DqResultsReader/Function/Function", "dqresultsreader", "resultsreader",
            "resultreader"),
        Recreate("Cleanup function", "aws_lambda_function", "Cleanup/Function/Function", "cleanup", "clean"),
        Recreate("function alias", "aws_lambda_alias", "MetadataBrowsing/Function/Current"),
        Recreate("provisioned concurrency", "aws_lambda_provisioned_concurrency_config", "MetadataBrowsing/Function/Current"),
        Stopped("event source mapping", "aws_lambda_event_source_mapping", "MetadataBrowsing/Function/Mapping"),
        Recreate("permission of a function", "aws_lambda_permission", null),
        Queue("job-status dead-letter queue", "JobStatus/DeadLetters/Queue", "jobstatusdlq", "statusdlq", "deadletter", "dlq", "dead"),
        Queue("job-status queue", "JobStatus/Queue/Queue", "jobstatus", "status", "event", "job"),
        Recreate("job-state rule", "aws_cloudwatch_event_rule", "JobStatus/Rule", "state", "status", "job"),
        Recreate("image-update rule", "aws_cloudwatch_event_rule", "ImageUpdate/Rule", "image", "rollout", "connector"),
        Recreate("Cleanup schedule", "aws_scheduler_schedule", "CleanupSchedule/Schedule"),
        Recreate("schedule group", "aws_scheduler_schedule_group", null),
        Recreate("telemetry load balancer", "aws_lb", "Observability/Otlp/LoadBalancer"),
        Recreate("telemetry target group", "aws_lb_target_group", "Observability/Otlp/GrpcTarget"),
        Recreate("alarm", "aws_cloudwatch_metric_alarm", null),
        Recreate("dashboard", "aws_cloudwatch_dashboard", null),
        Recreate("log resource policy", "aws_cloudwatch_log_resource_policy", null),
    ];

    /// <summary>A part by its name.</summary>
    public static TakeoverPart Part(string name) => Parts.First(part => part.Name == name);

    private static TakeoverPart Recreate(string name, string type, string? path, params string[] words) => new(name, [type], path)
    {
        Words = words,
        InPlace = (Decision.Leave, Recreated),
        Beside = NewBeside,
    };

    private static TakeoverPart Stopped(string name, string type, string path, params string[] words) => new(name, [type], path)
    {
        Words = words,
        InPlace = (Decision.Leave, "two of them would take work from the same queues: it is destroyed before the stack creates its own"),
        Beside = NewBeside,
    };

    private static TakeoverPart Job(string name, string id, params string[] words) => Recreate(
        $"{name} task definition", "aws_ecs_task_definition", $"Jobs/{id}/TaskDefinition",
        [name.Replace("-", "", StringComparison.Ordinal), .. words]);

    private static TakeoverPart Queue(string name, string path, params string[] words) => new(name, ["aws_sqs_queue"], path)
    {
        Words = words,
        InPlace = (Decision.Leave, "it is local to the edge, and empty once no job runs: the stack creates its own"),
        Beside = NewBeside,
    };

    private static TakeoverPart Endpoint(string name, string path) => new(name, ["aws_vpc_endpoint"], path)
    {
        InPlace = (Decision.Import, "the whole VPC may use it, and a second one with private DNS is refused"),
        Beside = (Decision.Keep, "the whole VPC may use it, the second edge does: its file says existing"),
    };
}
