using System.Text.Json.Nodes;
using EdgeCdk.Cli.Files.Takeover;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Tests.Files.Takeover;

/// <summary>
/// The ids of import blocks are those that the documentation of Terraform's AWS provider shows, in the section "Import" of each resource.
/// </summary>
public sealed class ImportIdTests
{
    private const string Group = "/aws/lambda/example", Queue = "https://queue.amazonaws.com/80398EXAMPLE/MyQueue",
        Secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:example-123456", Endpoint = "vpce-3ecf2a57";

    // Types whose import takes the attribute id, with an example of it.
    private static readonly Dictionary<string, string> ById = new()
    {
        ["aws_cloudwatch_dashboard"] = "dashboard_name",
        ["aws_cloudwatch_event_rule"] = "example-event-bus/capture-console-sign-in",
        ["aws_cloudwatch_log_group"] = "yada",
        ["aws_cloudwatch_log_resource_policy"] = "MyPolicy",
        ["aws_cloudwatch_metric_alarm"] = "alarm-12345",
        ["aws_ecs_cluster_capacity_providers"] = "my-cluster",
        ["aws_efs_access_point"] = "fsap-52a643fb",
        ["aws_efs_backup_policy"] = "fs-6fa144c6",
        ["aws_efs_file_system"] = "fs-6fa144c6",
        ["aws_efs_file_system_policy"] = "fs-6fa144c6",
        ["aws_efs_mount_target"] = "fsmt-52a643fb",
        ["aws_iam_policy"] = "arn:aws:iam::123456789012:policy/UsersManageOwnCredentials",
        ["aws_iam_role"] = "developer_name",
        ["aws_kms_alias"] = "alias/my-key-alias",
        ["aws_kms_grant"] = "1234abcd-12ab-34cd-56ef-1234567890ab:abcde1237f76e4ba7987489ac329fbfba6ad343d6f7075dbd1ef191f0120514",
        ["aws_kms_key"] = "1234abcd-12ab-34cd-56ef-1234567890ab",
        ["aws_kms_key_policy"] = "1234abcd-12ab-34cd-56ef-1234567890ab",
        ["aws_lambda_event_source_mapping"] = "12345kxodurf3443",
        ["aws_lambda_function"] = "my_test_lambda_function",
        ["aws_lambda_function_event_invoke_config"] = "my_function:production",
        ["aws_lambda_provisioned_concurrency_config"] = "my_function,production",
        ["aws_lb"] = "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/my-load-balancer/50dc6c495c0c9188",
        ["aws_lb_listener"] = "arn:aws:elasticloadbalancing:us-west-2:187416307283:listener/app/front-end-alb/8e4497da/9ab28ade35828f96",
        ["aws_lb_target_group"] = "arn:aws:elasticloadbalancing:us-west-2:187416307283:targetgroup/app-front-end/20cfe21448b66314",
        ["aws_s3_bucket"] = "bucket-name",
        ["aws_s3_bucket_acl"] = "bucket-name,123456789012,private",
        ["aws_s3_bucket_lifecycle_configuration"] = "bucket-name",
        ["aws_s3_bucket_logging"] = "bucket-name",
        ["aws_s3_bucket_notification"] = "bucket-name",
        ["aws_s3_bucket_ownership_controls"] = "bucket-name",
        ["aws_s3_bucket_policy"] = "bucket-name",
        ["aws_s3_bucket_public_access_block"] = "bucket-name",
        ["aws_s3_bucket_server_side_encryption_configuration"] = "bucket-name",
        ["aws_s3_bucket_versioning"] = "bucket-name",
        ["aws_scheduler_schedule"] = "my-schedule-group/my-schedule",
        ["aws_scheduler_schedule_group"] = "my-schedule-group",
        ["aws_secretsmanager_secret"] = Secret,
        ["aws_secretsmanager_secret_policy"] = Secret,
        ["aws_secretsmanager_secret_rotation"] = Secret,
        ["aws_secretsmanager_secret_version"] = $"{Secret}|xxxxx-xxxxxxx-xxxxxxx-xxxxx",
        ["aws_security_group"] = "sg-903004f8",
        ["aws_sqs_queue"] = Queue,
        ["aws_sqs_queue_policy"] = Queue,
        ["aws_sqs_queue_redrive_allow_policy"] = Queue,
        ["aws_sqs_queue_redrive_policy"] = Queue,
        ["aws_vpc_endpoint"] = Endpoint,
        ["aws_vpc_endpoint_policy"] = Endpoint,
        ["aws_vpc_security_group_egress_rule"] = "sgr-02108b27edd666983",
        ["aws_vpc_security_group_ingress_rule"] = "sgr-02108b27edd666983",
    };

    // Attributes as the provider keeps them, and the id of the import. The own id, where there is one, finds nothing.
    public static TheoryData<string, string, string> Composed => new()
    {
        {
            "aws_cloudwatch_event_target",
            """{ "id": "rule-name-t", "event_bus_name": "default", "rule": "rule-name", "target_id": "t" }""",
            "default/rule-name/t"
        },
        { "aws_cloudwatch_event_target", """{ "id": "rule-name-t", "rule": "rule-name", "target_id": "t" }""", "rule-name/t" },
        {
            "aws_cloudwatch_log_metric_filter", """{ "id": "test", "name": "test", "log_group_name": "/aws/lambda/function" }""",
            "/aws/lambda/function:test"
        },
        { "aws_cloudwatch_log_stream", """{ "id": "S1", "name": "S1", "log_group_name": "Yada" }""", "Yada:S1" },
        {
            "aws_cloudwatch_log_subscription_filter", $$"""{ "id": "cwlsf-1", "name": "f", "log_group_name": "{{Group}}" }""", $"{Group}|f"
        },
        {
            "aws_ecs_cluster", """{ "id": "arn:aws:ecs:us-east-1:012345678910:cluster/stateless-app", "name": "stateless-app" }""",
            "stateless-app"
        },
        {
            "aws_ecs_service",
            """
            { "id": "arn:aws:ecs:us-east-1:012345678910:service/cluster-name/service-name", "name": "service-name",
              "cluster": "arn:aws:ecs:us-east-1:012345678910:cluster/cluster-name" }
            """,
            "cluster-name/service-name"
        },
        { "aws_ecs_service", """{ "id": "x", "name": "service-name", "cluster": "cluster-name" }""", "cluster-name/service-name" },
        {
            "aws_ecs_task_definition",
            """{ "id": "family", "arn": "arn:aws:ecs:us-east-1:012345678910:task-definition/family:123" }""",
            "arn:aws:ecs:us-east-1:012345678910:task-definition/family:123"
        },
        { "aws_iam_role_policies_exclusive", """{ "role_name": "MyRole" }""", "MyRole" },
        { "aws_iam_role_policy", """{ "id": "r:p", "name": "p", "role": "r" }""", "r:p" },
        {
            "aws_iam_role_policy_attachment", """{ "id": "r-2023", "role": "r", "policy_arn": "arn:aws:iam::1:policy/p" }""",
            "r/arn:aws:iam::1:policy/p"
        },
        { "aws_iam_role_policy_attachments_exclusive", """{ "role_name": "MyRole" }""", "MyRole" },
        {
            "aws_lambda_alias", """{ "id": "arn:aws:lambda:x", "name": "my_alias", "function_name": "my_function" }""",
            "my_function/my_alias"
        },
        { "aws_lambda_permission", """{ "id": "s", "statement_id": "s", "function_name": "f" }""", "f/s" },
        { "aws_lambda_permission", """{ "id": "s", "statement_id": "s", "function_name": "f", "qualifier": "q" }""", "f:q/s" },
        { "aws_s3_bucket_object", """{ "id": "a/key.txt", "bucket": "some-bucket", "key": "a/key.txt" }""", "some-bucket/a/key.txt" },
        { "aws_s3_object", """{ "id": "a/key.txt", "bucket": "some-bucket", "key": "a/key.txt" }""", "some-bucket/a/key.txt" },
        {
            "aws_security_group_rule",
            """
            { "id": "sgrule-1731541639", "security_group_id": "sg-1", "type": "ingress", "protocol": "tcp", "from_port": 100,
              "to_port": 121, "cidr_blocks": ["10.1.0.0/16"], "ipv6_cidr_blocks": ["2001:db8::/48"], "self": false }
            """,
            "sg-1_ingress_tcp_100_121_10.1.0.0/16_2001:db8::/48"
        },
        {
            "aws_security_group_rule",
            """
            { "id": "sgrule-1", "security_group_id": "sg-1", "type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0,
              "prefix_list_ids": ["pl-6469726b"], "cidr_blocks": [], "self": false }
            """,
            "sg-1_egress_all_0_0_pl-6469726b"
        },
        {
            "aws_security_group_rule",
            """
            { "id": "sgrule-1", "security_group_id": "sg-1", "type": "ingress", "protocol": "tcp", "from_port": 80, "to_port": 80,
              "self": true }
            """,
            "sg-1_ingress_tcp_80_80_self"
        },
        {
            "aws_security_group_rule",
            """
            { "id": "sgrule-1", "security_group_id": "sg-1", "type": "ingress", "protocol": "all", "from_port": 0, "to_port": 65536,
              "source_security_group_id": "sg-2" }
            """,
            "sg-1_ingress_all_0_65536_sg-2"
        },
        { "aws_vpc_endpoint_private_dns", """{ "vpc_endpoint_id": "vpce-1" }""", "vpce-1" },
        {
            "aws_vpc_endpoint_route_table_association", """{ "id": "a-1", "vpc_endpoint_id": "vpce-1", "route_table_id": "rtb-1" }""",
            "vpce-1/rtb-1"
        },
        {
            "aws_vpc_endpoint_security_group_association", """{ "id": "a-1", "vpc_endpoint_id": "vpce-1", "security_group_id": "sg-1" }""",
            "vpce-1/sg-1"
        },
        {
            "aws_vpc_endpoint_subnet_association", """{ "id": "a-1", "vpc_endpoint_id": "vpce-1", "subnet_id": "subnet-1" }""",
            "vpce-1/subnet-1"
        },
    };

    [Theory, MemberData(nameof(Composed))]
    public void What_is_not_imported_by_its_id_has_the_id_of_the_documentation(string type, string values, string id) =>
        Assert.Equal(id, ImportId.Of(Resource(type, JsonNode.Parse(values)!.AsObject())));

    [Fact]
    public void The_rest_is_imported_by_its_id() => Assert.All(
        ById, example => Assert.Equal(example.Value, ImportId.Of(Resource(example.Key, new JsonObject { ["id"] = example.Value }))));

    [Fact]
    public void Every_type_of_the_table_was_looked_up() => Assert.Equal(
        TakeoverTable.Parts.SelectMany(part => part.Types).Concat(TerraformTypes.Settings.Keys).Distinct().Order(StringComparer.Ordinal),
        ById.Keys.Concat(Composed.Select(row => row.Data.Item1)).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("aws_kms_key"), InlineData("aws_security_group_rule"), InlineData("aws_ecs_service")]
    public void What_the_state_does_not_say_has_no_id(string type) => Assert.Null(ImportId.Of(Resource(type, [])));

    private static StateResource Resource(string type, JsonObject values) => new($"{type}.this", type, values);
}
