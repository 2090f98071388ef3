using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>
/// What a resource of Terraform is now, as properties of CloudFormation. An import does not change a resource, and an update changes only
/// what differs between two templates: a value that were not here would never be corrected.
/// </summary>
/// <param name="state">The state: settings may be resources of their own.</param>
internal sealed class ActualProperties(TerraformState state)
{
    private const string FullAccess = """{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}""";

    private const decimal UsualSession = 3600;

    private static readonly (string Terraform, string Property)[] LifecycleNames =
    [
        ("transition_to_ia", "TransitionToIA"),
        ("transition_to_archive", "TransitionToArchive"),
        ("transition_to_primary_storage_class", "TransitionToPrimaryStorageClass"),
    ];

    /// <summary>The properties of a resource that is imported as a type.</summary>
    public JsonObject Of(string type, StateResource resource)
    {
        var properties = type switch
        {
            "AWS::KMS::Key" => Key(resource),
            "AWS::KMS::Alias" => Object(
                ("AliasName", resource.Text("name")), ("TargetKeyId", First(resource, "target_key_id", "target_key_arn"))),
            "AWS::EFS::FileSystem" => FileSystem(resource),
            "AWS::EFS::MountTarget" => Object(
                ("FileSystemId", resource.Text("file_system_id")), ("SubnetId", resource.Text("subnet_id")),
                ("SecurityGroups", List(resource, "security_groups"))),
            "AWS::EFS::AccessPoint" => AccessPoint(resource),
            "AWS::EC2::VPCEndpoint" => Endpoint(resource),
            "AWS::IAM::Role" => Role(resource),
            _ => LogGroup(resource),
        };
        if (TagProperty(type) is { } name && Tags(resource) is { Count: > 0 } tags)
            properties[name] = tags;
        return properties;
    }

    private JsonObject Key(StateResource key)
    {
        var policy = state.OfType("aws_kms_key_policy").FirstOrDefault(item => Names(item, "key_id", key))?.Text("policy");
        var rotates = key.Values.Flag("enable_key_rotation");
        return Object(
            ("Description", key.Text("description")),
            ("Enabled", key.Text("is_enabled") == "false" ? false : null),
            ("EnableKeyRotation", rotates),
            ("KeyPolicy", Document(policy ?? key.Text("policy"))),
            ("RotationPeriodInDays", rotates ? Number(key, "rotation_period_in_days") : null));
    }

    private JsonObject FileSystem(StateResource system)
    {
        var policy = state.OfType("aws_efs_file_system_policy").FirstOrDefault(item => Names(item, "file_system_id", system));
        var backup = state.OfType("aws_efs_backup_policy").FirstOrDefault(item => Names(item, "file_system_id", system));
        JsonArray lifecycle =
        [
            .. from rule in system.Values.Items("lifecycle_policy")
               from name in LifecycleNames
               where rule.Text(name.Terraform).Length > 0
               select (JsonNode)new JsonObject { [name.Property] = rule.Text(name.Terraform) },
        ];
        return Object(
            ("AvailabilityZoneName", Optional(system, "availability_zone_name")),
            ("BackupPolicy", backup is null ? null : Object(("Status", backup.First("backup_policy").Text("status")))),
            ("Encrypted", system.Values.Flag("encrypted")),
            ("FileSystemPolicy", Document(policy?.Text("policy") ?? "")),
            ("KmsKeyId", Optional(system, "kms_key_id")),
            ("LifecyclePolicies", lifecycle.Count > 0 ? lifecycle : null),
            ("PerformanceMode", Optional(system, "performance_mode")),
            ("ProvisionedThroughputInMibps", system.Text("throughput_mode") == "provisioned"
                ? Number(system, "provisioned_throughput_in_mibps") : null),
            ("ThroughputMode", Optional(system, "throughput_mode")));
    }

    private static JsonObject AccessPoint(StateResource point)
    {
        var (user, root) = (point.First("posix_user"), point.First("root_directory"));
        var creation = root?.Items("creation_info").FirstOrDefault();
        return Object(
            ("FileSystemId", point.Text("file_system_id")),
            ("PosixUser", user is null ? null : Object(
                ("Gid", user.Text("gid")), ("Uid", user.Text("uid")),
                ("SecondaryGids", user.Texts("secondary_gids").Any() ? List(user.Texts("secondary_gids")) : null))),
            ("RootDirectory", root is null ? null : Object(
                ("CreationInfo", creation is null ? null : Object(
                    ("OwnerGid", creation.Text("owner_gid")), ("OwnerUid", creation.Text("owner_uid")),
                    ("Permissions", creation.Text("permissions")))),
                ("Path", root.Text("path")))));
    }

    private JsonObject Endpoint(StateResource endpoint)
    {
        var isGateway = endpoint.Text("vpc_endpoint_type") == "Gateway";
        var policy = state.OfType("aws_vpc_endpoint_policy").FirstOrDefault(item => Names(item, "vpc_endpoint_id", endpoint));
        var document = Document(policy?.Text("policy") ?? endpoint.Text("policy"));
        return Object(
            ("PolicyDocument", IsFullAccess(document) ? null : document),
            ("PrivateDnsEnabled", isGateway ? null : endpoint.Values.Flag("private_dns_enabled")),
            ("RouteTableIds", isGateway ? All(endpoint, "route_table_ids", "route_table_association", "route_table_id") : null),
            ("SecurityGroupIds", isGateway ? null
                : All(endpoint, "security_group_ids", "security_group_association", "security_group_id")),
            ("ServiceName", endpoint.Text("service_name")),
            ("SubnetIds", isGateway ? null : All(endpoint, "subnet_ids", "subnet_association", "subnet_id")),
            ("VpcEndpointType", endpoint.Text("vpc_endpoint_type")),
            ("VpcId", endpoint.Text("vpc_id")));
    }

    private JsonObject Role(StateResource role)
    {
        var name = role.Text("name");
        JsonArray policies =
        [
            .. state.OfType("aws_iam_role_policy").Where(policy => Names(policy, "role", role))
                .Select(policy => (Name: policy.Text("name"), Document: policy.Text("policy")))
                .Concat(role.Values.Items("inline_policy").Select(policy => (Name: policy.Text("name"), Document: policy.Text("policy"))))
                .Where(policy => policy.Name.Length > 0).DistinctBy(policy => policy.Name)
                .Select(policy => (JsonNode)Object(("PolicyDocument", Document(policy.Document)), ("PolicyName", policy.Name))),
        ];
        var attached = state.OfType("aws_iam_role_policy_attachment").Where(item => Names(item, "role", role))
            .Select(item => item.Text("policy_arn")).Concat(role.Texts("managed_policy_arns")).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        return Object(
            ("AssumeRolePolicyDocument", Document(role.Text("assume_role_policy"))),
            ("Description", Optional(role, "description")),
            ("ManagedPolicyArns", attached.Count > 0 ? List(attached) : null),
            ("MaxSessionDuration", Number(role, "max_session_duration") is { } seconds && seconds.GetValue<decimal>() != UsualSession
                ? seconds : null),
            ("Path", role.Text("path") is { Length: > 1 } path ? path : null),
            ("PermissionsBoundary", Optional(role, "permissions_boundary")),
            ("Policies", policies.Count > 0 ? policies : null),
            ("RoleName", name));
    }

    private static JsonObject LogGroup(StateResource group) => Object(
        ("KmsKeyId", Optional(group, "kms_key_id")),
        ("LogGroupName", group.Text("name")),
        ("RetentionInDays", Number(group, "retention_in_days") is { } days && $"{days}" != "0" ? days : null));

    private JsonArray All(StateResource endpoint, string attribute, string association, string item) => List(
        endpoint.Texts(attribute)
            .Concat(state.OfType($"aws_vpc_endpoint_{association}").Where(one => Names(one, "vpc_endpoint_id", endpoint))
                .Select(one => one.Text(item)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>Whether an attribute of one resource names another: by id, name or ARN.</summary>
    public static bool Names(StateResource resource, string attribute, StateResource owner) =>
        resource.Text(attribute) is { Length: > 0 } named
        && ((string[])["id", "arn", "name", "key_id", "url", "function_name", "bucket", "cluster_name"])
            .Any(identity => owner.Text(identity) == named);

    private static bool IsFullAccess(JsonNode? document)
    {
        if (document is not JsonObject policy)
            return true;
        var compared = policy.DeepClone().AsObject();
        compared.Remove("Version");
        compared.Remove("Id");
        return JsonPaths.Same(compared, JsonNode.Parse(FullAccess));
    }

    private static string? TagProperty(string type) => type switch
    {
        "AWS::EFS::FileSystem" => "FileSystemTags",
        "AWS::EFS::AccessPoint" => "AccessPointTags",
        "AWS::EFS::MountTarget" or "AWS::KMS::Alias" => null,
        _ => "Tags",
    };

    private static JsonArray Tags(StateResource resource) =>
    [
        .. resource.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)
            .Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value }),
    ];

    private static JsonNode? Document(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string First(StateResource resource, params string[] names) =>
        names.Select(resource.Text).FirstOrDefault(text => text.Length > 0) ?? "";

    private static string? Optional(StateResource resource, string name) => resource.Text(name) is { Length: > 0 } text ? text : null;

    private static JsonValue? Number(StateResource resource, string name) =>
        decimal.TryParse(resource.Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number) : null;

    private static JsonArray List(StateResource resource, string name) => List(resource.Texts(name).Order(StringComparer.Ordinal));

    private static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];

    // In the order of the names, as this program writes templates.
    private static JsonObject Object(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
