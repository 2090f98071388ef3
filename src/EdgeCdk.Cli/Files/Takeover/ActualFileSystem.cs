using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Files.Terraform;
using static EdgeCdk.Cli.Files.Takeover.PropertyValue;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What a file system of Terraform is now, with its mount targets and access points, as properties of CloudFormation.</summary>
/// <param name="state">The state: policies may be resources of their own.</param>
internal sealed class ActualFileSystem(TerraformState state)
{
    private static readonly (string Terraform, string Property)[] LifecycleNames =
    [
        ("transition_to_ia", "TransitionToIA"),
        ("transition_to_archive", "TransitionToArchive"),
        ("transition_to_primary_storage_class", "TransitionToPrimaryStorageClass"),
    ];

    /// <summary>The file system.</summary>
    public JsonObject Of(StateResource system)
    {
        var policy = state.OfType("aws_efs_file_system_policy")
            .FirstOrDefault(item => StateReference.Names(item, "file_system_id", system));
        var backup = state.OfType("aws_efs_backup_policy").FirstOrDefault(item => StateReference.Names(item, "file_system_id", system));
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

    /// <summary>A mount target.</summary>
    public static JsonObject MountTarget(StateResource target) => Object(
        ("FileSystemId", target.Text("file_system_id")), ("SubnetId", target.Text("subnet_id")),
        ("SecurityGroups", List(target, "security_groups")));

    /// <summary>An access point.</summary>
    public static JsonObject AccessPoint(StateResource point)
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
}
