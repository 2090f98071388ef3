using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Takeover;

/// <summary>
/// What is imported is read by the attributes that the documentation of Terraform's AWS provider names: an edge of the tests has no others.
/// </summary>
public sealed class ProviderAttributesTests
{
    // Arguments and attributes, by block.
    private static readonly Dictionary<string, string> Documented = new()
    {
        ["aws_kms_key"] = "arn bypass_policy_lockout_safety_check custom_key_store_id customer_master_key_spec deletion_window_in_days "
            + "description enable_key_rotation id is_enabled key_id key_usage multi_region policy region rotation_period_in_days tags "
            + "tags_all xks_key_id",
        ["aws_kms_alias"] = "arn id name name_prefix target_key_arn target_key_id",
        ["aws_efs_file_system"] = "arn availability_zone_id availability_zone_name creation_token dns_name encrypted id kms_key_id "
            + "lifecycle_policy name number_of_mount_targets owner_id performance_mode protection provisioned_throughput_in_mibps "
            + "size_in_bytes tags tags_all throughput_mode",
        ["aws_efs_mount_target"] = "availability_zone_id availability_zone_name dns_name file_system_arn file_system_id id ip_address "
            + "mount_target_dns_name network_interface_id owner_id security_groups subnet_id",
        ["aws_efs_access_point"] = "arn file_system_arn file_system_id id owner_id posix_user root_directory tags tags_all",
        ["aws_efs_access_point posix_user"] = "gid secondary_gids uid",
        ["aws_efs_access_point root_directory"] = "creation_info path",
        ["aws_efs_access_point creation_info"] = "owner_gid owner_uid permissions",
        ["aws_vpc_endpoint"] = "arn auto_accept cidr_blocks dns_entry dns_options id ip_address_type network_interface_ids owner_id policy "
            + "prefix_list_id private_dns_enabled requester_managed route_table_ids security_group_ids service_name service_region state "
            + "subnet_configuration subnet_ids tags tags_all vpc_endpoint_type vpc_id",
        ["aws_iam_role"] = "arn assume_role_policy create_date description force_detach_policies id inline_policy managed_policy_arns "
            + "max_session_duration name name_prefix path permissions_boundary tags tags_all unique_id",
        ["aws_cloudwatch_log_group"] = "arn id kms_key_id log_group_class name name_prefix retention_in_days skip_destroy tags tags_all",
    };

    public static TheoryData<string> Shapes => [.. TerraformShape.Of("demo").Keys];

    [Theory, MemberData(nameof(Shapes))]
    public void An_edge_of_the_tests_has_attributes_that_the_provider_has(string shape)
    {
        using var edge = new TakeoverSession(shape);
        var root = edge.Edge.Show()["values"]!["root_module"]!;
        var resources = (root["child_modules"]?[0] ?? root)["resources"]!.AsArray();

        Assert.All(
            resources.Where(resource => Documented.ContainsKey($"{resource!["type"]}")),
            resource => Assert.All(Names($"{resource!["type"]}", $"{resource["type"]}", resource["values"]!.AsObject()),
                name => Assert.Contains(name.Name, Documented[name.Block].Split(' '))));
    }

    private static IEnumerable<(string Block, string Name)> Names(string type, string block, JsonObject values) =>
    [
        .. values.Select(value => (block, value.Key)),
        .. from value in values
           where value.Value is JsonArray && Documented.ContainsKey($"{type} {value.Key}")
           from inner in value.Value!.AsArray().OfType<JsonObject>()
           from name in Names(type, $"{type} {value.Key}", inner)
           select name,
    ];
}
