namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>Types of Terraform that are no parts of an edge.</summary>
internal static class TerraformTypes
{
    /// <summary>
    /// Resources of Terraform that are settings of another one, with the attribute that names it: what becomes of it becomes of them.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["aws_kms_key_policy"] = "key_id",
        ["aws_kms_grant"] = "key_id",
        ["aws_efs_file_system_policy"] = "file_system_id",
        ["aws_efs_backup_policy"] = "file_system_id",
        ["aws_vpc_endpoint_policy"] = "vpc_endpoint_id",
        ["aws_vpc_endpoint_private_dns"] = "vpc_endpoint_id",
        ["aws_vpc_endpoint_route_table_association"] = "vpc_endpoint_id",
        ["aws_vpc_endpoint_security_group_association"] = "vpc_endpoint_id",
        ["aws_vpc_endpoint_subnet_association"] = "vpc_endpoint_id",
        ["aws_iam_role_policy"] = "role",
        ["aws_iam_role_policy_attachment"] = "role",
        ["aws_iam_role_policies_exclusive"] = "role_name",
        ["aws_iam_role_policy_attachments_exclusive"] = "role_name",
        ["aws_security_group_rule"] = "security_group_id",
        ["aws_vpc_security_group_ingress_rule"] = "security_group_id",
        ["aws_vpc_security_group_egress_rule"] = "security_group_id",
        ["aws_cloudwatch_log_subscription_filter"] = "log_group_name",
        ["aws_cloudwatch_log_metric_filter"] = "log_group_name",
        ["aws_cloudwatch_log_stream"] = "log_group_name",
        ["aws_secretsmanager_secret_version"] = "secret_id",
        ["aws_secretsmanager_secret_policy"] = "secret_arn",
        ["aws_secretsmanager_secret_rotation"] = "secret_id",
        ["aws_s3_object"] = "bucket",
        ["aws_s3_bucket_object"] = "bucket",
        ["aws_s3_bucket_acl"] = "bucket",
        ["aws_s3_bucket_lifecycle_configuration"] = "bucket",
        ["aws_s3_bucket_logging"] = "bucket",
        ["aws_s3_bucket_notification"] = "bucket",
        ["aws_s3_bucket_ownership_controls"] = "bucket",
        ["aws_s3_bucket_policy"] = "bucket",
        ["aws_s3_bucket_public_access_block"] = "bucket",
        ["aws_s3_bucket_server_side_encryption_configuration"] = "bucket",
        ["aws_s3_bucket_versioning"] = "bucket",
        ["aws_sqs_queue_policy"] = "queue_url",
        ["aws_sqs_queue_redrive_policy"] = "queue_url",
        ["aws_sqs_queue_redrive_allow_policy"] = "queue_url",
        ["aws_lambda_function_event_invoke_config"] = "function_name",
        ["aws_cloudwatch_event_target"] = "rule",
        ["aws_lb_listener"] = "load_balancer_arn",
        ["aws_ecs_cluster_capacity_providers"] = "cluster_name",
    };

    /// <summary>What exists in the state of Terraform alone, or on the machine that runs it.</summary>
    public static IReadOnlyList<string> NotInAws { get; } =
        ["archive_", "external_", "local_", "null_", "random_", "template_", "terraform_data", "time_", "tls_"];
}
