using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The roles that the edge of a state assumes: those of the vendor and of the result bucket are among them.</summary>
internal static class AssumedRoles
{
    private const string AssumeRole = "sts:AssumeRole";

    /// <summary>Their ARNs.</summary>
    public static IEnumerable<string> In(TerraformState state) =>
        from document in state.OfType("aws_iam_role_policy", "aws_iam_policy").Select(policy => policy.Text("policy"))
            .Concat(state.OfType("aws_iam_role").SelectMany(role => role.Values.Items("inline_policy"))
                .Select(policy => policy.Text("policy")))
        from statement in Statements(document)
        where Many(statement["Action"]).Contains(AssumeRole) && statement.Text("Effect") == "Allow"
        from arn in Many(statement["Resource"])
        where arn.Split(':').Length == 6 && !arn.Contains('*', StringComparison.Ordinal)
        select arn;

    private static IEnumerable<JsonNode> Statements(string document) =>
        JsonText.Parsed(document) is JsonObject policy
            ? policy["Statement"] is JsonArray list ? list.OfType<JsonNode>() : policy["Statement"] is { } only ? [only] : []
            : [];

    private static IEnumerable<string> Many(JsonNode? node) => node switch
    {
        JsonArray list => list.Select(item => $"{item}"),
        null => [],
        _ => [$"{node}"],
    };
}
