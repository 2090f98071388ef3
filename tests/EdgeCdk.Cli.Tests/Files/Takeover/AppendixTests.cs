using EdgeCdk.Cli.Files.Takeover;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Takeover;

/// <summary>Each line of the list of resources in the vendor's guide has its part in the table, which the page shows.</summary>
public sealed class AppendixTests
{
    private static readonly string[] Page = ["docs", "from-terraform.md"];

    // Group and line, by what they are about, and the parts or the settings that Terraform has for them.
    public static TheoryData<string, string[]> Lines => new()
    {
        { "foundation: two keys and an alias", ["general key", "data-quality key", "key alias"] },
        { "foundation: secret with registry credentials", ["registry secret", "aws_secretsmanager_secret_version"] },
        {
            "foundation: bucket for function packages, versioned, with a lifecycle",
            ["artifact bucket", "aws_s3_bucket_versioning", "aws_s3_bucket_lifecycle_configuration", "aws_s3_object"]
        },
        {
            "foundation: file system with access points, mount targets and a security group",
            ["file system", "access point drivers", "access point otel", "mount target", "security group",
                "aws_vpc_security_group_ingress_rule", "aws_security_group_rule"]
        },
        {
            "foundation: gateway and interface endpoints with a shared security group",
            ["endpoint S3", "interface endpoint", "security group", "aws_vpc_endpoint_route_table_association"]
        },
        {
            "management cluster: Plane Manager",
            ["management cluster", "Plane Manager service", "Plane Manager task definition", "security group", "role", "log group"]
        },
        { "management cluster: Connectors Rollout", ["Connectors Rollout task definition", "role", "log group"] },
        {
            "management cluster: telemetry",
            ["telemetry service", "telemetry task definition", "telemetry load balancer", "aws_lb_listener", "telemetry target group",
                "telemetry secret", "telemetry bucket", "log group"]
        },
        {
            "job cluster: six task definitions",
            ["job cluster", "dqc task definition", "anomaly-detection task definition", "anomaly-detection-auxiliary task definition",
                "metadata-import task definition", "snowflake-pushdown task definition", "create-table task definition"]
        },
        { "job cluster: shared security group", ["security group"] },
        {
            "job cluster: roles and log group of each",
            ["role", "policy of a role", "aws_iam_role_policy", "aws_iam_role_policy_attachment", "log group"]
        },
        {
            "functions: Metadata Browsing",
            ["Metadata Browsing function", "function alias", "provisioned concurrency", "event source mapping", "role", "log group"]
        },
        {
            "functions: DQ Results Reader",
            ["DQ Results Reader function", "function alias", "provisioned concurrency", "event source mapping"]
        },
        { "functions: Cleanup", ["Cleanup function", "permission of a function"] },
        {
            "messaging: job-status queue and dead-letter queue",
            ["job-status queue", "job-status dead-letter queue", "aws_sqs_queue_policy"]
        },
        { "messaging: rule for states of tasks", ["job-state rule", "aws_cloudwatch_event_target"] },
        { "messaging: rule for new images", ["image-update rule", "aws_cloudwatch_event_target", "role"] },
        { "messaging: daily schedule with its role", ["Cleanup schedule", "role"] },
    };

    [Theory, MemberData(nameof(Lines))]
    public void Every_line_is_mapped(string line, string[] parts) => Assert.All(
        parts,
        part => Assert.True(
            part.StartsWith("aws_", StringComparison.Ordinal) ? TerraformTypes.Settings.ContainsKey(part)
                : TakeoverTable.Parts.Any(known => known.Name == part),
            $"{line}: {part}"));

    [Fact]
    public void Every_resource_of_an_edge_of_Terraform_is_decided()
    {
        using var edge = new TakeoverSession("names of the stack");

        var decisions = edge.Decisions().Values.Where(item => $"{item["address"]}".Contains(".aws_", StringComparison.Ordinal)).ToList();

        Assert.All(decisions, item => Assert.True(
            item["part"] is not null || item["settingOf"] is not null, $"{item["address"]}: {item["reason"]}"));
        Assert.All(decisions, item => Assert.Equal("true", $"{item["isCertain"]}"));
    }

    [Fact]
    public void The_page_has_every_part_with_both_decisions_and_their_reasons() => Assert.Null(GeneratedPart.Compare(
        "parts",
        GeneratedPart.Table(
            ["part", "in Terraform", "in the stack", "in place", "beside"],
            TakeoverTable.Parts.Select(part => (IReadOnlyList<string>)
            [
                part.Name, string.Join(", ", part.Types.Select(type => $"`{type}`")), part.Path is null ? "" : $"`{part.Path}`",
                Shown(part.InPlace), Shown(part.Beside),
            ])),
        Page));

    private static string Shown((Decision Decision, string Reason) decided)
    {
        var word = decided.Decision switch
        {
            Decision.Import => "import",
            Decision.Anew => "create again",
            Decision.Keep => "must not be destroyed",
            _ => "leave to Terraform",
        };
        return $"**{word}**: {decided.Reason}";
    }
}
