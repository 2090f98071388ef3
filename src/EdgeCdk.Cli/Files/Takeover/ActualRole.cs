using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Files.Terraform;
using static EdgeCdk.Cli.Files.Takeover.PropertyValue;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What a role of Terraform is now, as properties of CloudFormation.</summary>
/// <param name="state">The state: policies may be resources of their own.</param>
internal sealed class ActualRole(TerraformState state)
{
    private const decimal UsualSession = 3600;

    /// <summary>The role.</summary>
    public JsonObject Of(StateResource role)
    {
        var name = role.Text("name");
        JsonArray policies =
        [
            .. state.OfType("aws_iam_role_policy").Where(policy => StateReference.Names(policy, "role", role))
                .Select(policy => (Name: policy.Text("name"), Document: policy.Text("policy")))
                .Concat(role.Values.Items("inline_policy").Select(policy => (Name: policy.Text("name"), Document: policy.Text("policy"))))
                .Where(policy => policy.Name.Length > 0).DistinctBy(policy => policy.Name)
                .Select(policy => (JsonNode)Object(("PolicyDocument", Document(policy.Document)), ("PolicyName", policy.Name))),
        ];
        var attached = state.OfType("aws_iam_role_policy_attachment").Where(item => StateReference.Names(item, "role", role))
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
}
