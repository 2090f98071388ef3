using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>A new edge as the services show it, beyond what CloudFormation says.</summary>
internal sealed record Details
{
    /// <summary>Construct paths in the order in which CloudFormation finished them.</summary>
    public required IReadOnlyList<string> CreationOrder { get; init; }

    /// <summary>Keys of the objects in the artifact bucket.</summary>
    public required IReadOnlyList<string> Objects { get; init; }

    public required JsonNode BucketEncryption { get; init; }

    public required JsonNode BucketVersioning { get; init; }

    public required JsonNode RegistrySecret { get; init; }

    public required JsonNode RegistrySecretValue { get; init; }

    public required JsonNode FileSystem { get; init; }

    public required JsonNode MountTargets { get; init; }

    /// <summary>How often the two keys rotate, in days.</summary>
    public required IReadOnlyList<int> RotationPeriods { get; init; }

    public required JsonNode LogGroups { get; init; }

    public required JsonNode Service { get; init; }

    /// <summary>Tasks of the management cluster that run.</summary>
    public required IReadOnlyList<RunningTask> ManagementTasks { get; init; }

    /// <summary>The functions' configuration, by construct path.</summary>
    public required IReadOnlyDictionary<string, JsonNode> Functions { get; init; }

    public required IReadOnlyDictionary<string, JsonNode> Mappings { get; init; }

    /// <summary>Concurrency that is provisioned for the alias, by construct path of the function.</summary>
    public required IReadOnlyDictionary<string, int> ProvisionedConcurrency { get; init; }

    /// <summary>Names of the statements in the policies of each role, by construct path of the role.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> StatementIds { get; init; }

    public static Details Of(StackView edge, AwsClient aws)
    {
        string[] javaFunctions = ["MetadataBrowsing", "DqResultsReader"];
        var bucket = edge["ArtifactBucket/Bucket"];
        var secret = edge["Registry/Credentials"];
        var fileSystem = edge["FileSystem/FileSystem"];
        var service = new JsonObject
        {
            ["cluster"] = edge.Output("ManagementClusterArn"),
            ["services"] = new JsonArray(edge["PlaneManager/Service"]),
        };
        var encryption = aws.Call("s3", "get_bucket_encryption", "Bucket", bucket)["ServerSideEncryptionConfiguration"]!;
        return new Details
        {
            CreationOrder = Order(edge, aws),
            Objects =
            [
                .. aws.Call("s3", "list_objects_v2", "Bucket", bucket)["Contents"]!.AsArray()
                    .Select(item => item!["Key"]!.GetValue<string>()),
            ],
            BucketEncryption = encryption["Rules"]![0]!,
            BucketVersioning = aws.Call("s3", "get_bucket_versioning", "Bucket", bucket),
            RegistrySecret = aws.Call("secretsmanager", "describe_secret", "SecretId", secret),
            RegistrySecretValue = AwsClient.Document(aws.Call("secretsmanager", "get_secret_value", "SecretId", secret)["SecretString"]),
            FileSystem = aws.Call("efs", "describe_file_systems", "FileSystemId", fileSystem)["FileSystems"]![0]!,
            MountTargets = aws.Call("efs", "describe_mount_targets", "FileSystemId", fileSystem)["MountTargets"]!,
            RotationPeriods =
            [
                .. new[] { "GeneralKey/Key", "DataQualityKey/Key" }
                    .Select(path => aws.Call("kms", "get_key_rotation_status", "KeyId", edge[path]))
                    .Select(status => status["RotationPeriodInDays"]!.GetValue<int>()),
            ],
            LogGroups = aws.Call("logs", "describe_log_groups", "logGroupNamePrefix", edge.Output("LogGroupPrefix"))["logGroups"]!,
            Service = aws.Call("ecs", "describe_services", service)["services"]![0]!,
            ManagementTasks = RunningTask.On(aws, edge.Output("ManagementClusterArn"), "RUNNING"),
            Functions = javaFunctions.ToDictionary(
                name => name,
                name => aws.Call("lambda", "get_function_configuration", "FunctionName", edge[$"{name}/Function/Function"])),
            Mappings = javaFunctions.ToDictionary(
                name => name,
                name => aws.Call("lambda", "get_event_source_mapping", "UUID", edge[$"{name}/Function/Mapping"])),
            StatementIds = edge.PhysicalIds("AWS::IAM::Role").ToDictionary(role => role.Key, role => Statements(aws, role.Value)),
            ProvisionedConcurrency = javaFunctions.ToDictionary(name => name, name => Provisioned(aws, edge[$"{name}/Function/Function"])),
        };
    }

    private static IReadOnlyList<string> Statements(AwsClient aws, string role) =>
    [
        .. aws.Call("iam", "list_role_policies", "RoleName", role)["PolicyNames"]!.AsArray()
            .Select(policy => new JsonObject { ["RoleName"] = role, ["PolicyName"] = policy!.DeepClone() })
            .Select(policy => AwsClient.Document(aws.Call("iam", "get_role_policy", policy)["PolicyDocument"]))
            .SelectMany(document => document["Statement"]!.AsArray())
            .Select(statement => statement!["Sid"]!.GetValue<string>())
            .Order(),
    ];

    private static int Provisioned(AwsClient aws, string function)
    {
        var current = new JsonObject { ["FunctionName"] = function, ["Qualifier"] = "current" };
        var concurrency = aws.Call("lambda", "get_provisioned_concurrency_config", current);
        return concurrency["AllocatedProvisionedConcurrentExecutions"]!.GetValue<int>();
    }

    private static List<string> Order(StackView edge, AwsClient aws)
    {
        var paths = edge.Template.Resources.ToDictionary(resource => resource.LogicalId, resource => resource.Path);
        var stack = edge.Json["StackName"]!.GetValue<string>();
        return
        [
            .. aws.Call("cloudformation", "describe_stack_events", "StackName", stack)["StackEvents"]!.AsArray()
                .Reverse()
                .Where(item => item!["ResourceStatus"]!.GetValue<string>() == "CREATE_COMPLETE")
                .Select(item => item!["LogicalResourceId"]!.GetValue<string>())
                .Where(paths.ContainsKey)
                .Select(id => paths[id]),
        ];
    }
}
