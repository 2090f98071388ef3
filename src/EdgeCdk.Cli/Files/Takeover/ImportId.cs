using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>
/// The id by which Terraform's AWS provider imports a resource, as its documentation says: for most types the attribute id, for others
/// a text of several attributes.
/// </summary>
internal static partial class ImportId
{
    private static readonly Dictionary<string, string> Formats = new()
    {
        ["aws_cloudwatch_log_metric_filter"] = "{log_group_name}:{name}",
        ["aws_cloudwatch_log_stream"] = "{log_group_name}:{name}",
        ["aws_cloudwatch_log_subscription_filter"] = "{log_group_name}|{name}",
        ["aws_ecs_cluster"] = "{name}",
        ["aws_ecs_task_definition"] = "{arn}",
        ["aws_iam_role_policies_exclusive"] = "{role_name}",
        ["aws_iam_role_policy"] = "{role}:{name}",
        ["aws_iam_role_policy_attachment"] = "{role}/{policy_arn}",
        ["aws_iam_role_policy_attachments_exclusive"] = "{role_name}",
        ["aws_lambda_alias"] = "{function_name}/{name}",
        ["aws_s3_bucket_object"] = "{bucket}/{key}",
        ["aws_s3_object"] = "{bucket}/{key}",
        ["aws_vpc_endpoint_private_dns"] = "{vpc_endpoint_id}",
        ["aws_vpc_endpoint_route_table_association"] = "{vpc_endpoint_id}/{route_table_id}",
        ["aws_vpc_endpoint_security_group_association"] = "{vpc_endpoint_id}/{security_group_id}",
        ["aws_vpc_endpoint_subnet_association"] = "{vpc_endpoint_id}/{subnet_id}",
    };

    /// <summary>The id; null when the state does not have what it consists of.</summary>
    public static string? Of(StateResource resource) => resource.Type switch
    {
        "aws_cloudwatch_event_target" => Formatted(resource, HasText(resource, "event_bus_name")
            ? "{event_bus_name}/{rule}/{target_id}" : "{rule}/{target_id}"),
        "aws_ecs_service" => Formatted(resource, "{cluster}/{name}") is { } id ? string.Join('/', id.Split('/')[^2..]) : null,
        "aws_lambda_permission" => Formatted(resource, HasText(resource, "qualifier")
            ? "{function_name}:{qualifier}/{statement_id}" : "{function_name}/{statement_id}"),
        "aws_security_group_rule" => RuleOfGroup(resource),
        _ => Formatted(resource, Formats.GetValueOrDefault(resource.Type, "{id}")),
    };

    private static string? Formatted(StateResource resource, string format)
    {
        var isComplete = Attribute().Matches(format).All(match => HasText(resource, match.Groups[1].Value));
        return isComplete ? Attribute().Replace(format, match => resource.Text(match.Groups[1].Value)) : null;
    }

    // Its own id is a hash that no import finds.
    private static string? RuleOfGroup(StateResource rule)
    {
        var protocol = rule.Text("protocol") is "-1" ? "all" : rule.Text("protocol");
        List<string> sources =
        [
            .. rule.Texts("cidr_blocks"), .. rule.Texts("ipv6_cidr_blocks"), .. rule.Texts("prefix_list_ids"),
            .. rule.Values.Flag("self") ? ["self"] : Array.Empty<string>(),
            .. HasText(rule, "source_security_group_id") ? [rule.Text("source_security_group_id")] : Array.Empty<string>(),
        ];
        var ends = Formatted(rule, "{security_group_id}_{type}_") is { } start && Formatted(rule, "_{from_port}_{to_port}_") is { } ports
            ? (start, ports) : default;
        return ends == default || protocol.Length == 0 || sources.Count == 0 ? null
            : $"{ends.start}{protocol}{ends.ports}{string.Join('_', sources)}";
    }

    private static bool HasText(StateResource resource, string attribute) => resource.Text(attribute).Length > 0;

    [GeneratedRegex("{([a-z_]+)}", RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();
}
