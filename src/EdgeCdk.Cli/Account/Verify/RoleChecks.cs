using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>
/// The roles of the stack have the permissions of the template. CloudFormation detects drift in what the template has, but does not see
/// what was added beside it.
/// </summary>
internal static class RoleChecks
{
    private const string About = "roles";

    public static IEnumerable<Finding> AsDeployed(VerifyTarget target)
    {
        // In the middle of an operation, roles are not as in the template, and nobody changed them by hand.
        if (!target.Stack.State.IsHealthy)
            return [new Finding(Outcome.Skipped, About) { What = "compared with the template when the stack is complete" }];
        var roles = target.Stack.OfType("AWS::IAM::Role");
        if (roles.Count == 0)
            return [Finding.Ok(About, "the edge has none")];
        // One question: there are four for each role otherwise.
        var all = target.Aws.List("RoleDetailList", "iam", "get-account-authorization-details", "--filter", "Role")
            .DistinctBy(role => role.Text("RoleName")).ToDictionary(role => role.Text("RoleName"));
        var findings = roles.SelectMany(role => Of(target, role, all.GetValueOrDefault(role.PhysicalId))).ToList();
        return findings.Count > 0
            ? findings
            : [Finding.Ok(About, $"{ProblemReport.Counted(roles.Count, "role")} with the permissions of the template")];
    }

    private static IEnumerable<Finding> Of(VerifyTarget target, DeployedResource role, JsonNode? actual)
    {
        if (actual is null)
            return [Changed(target, role, "was deleted by hand")];
        var written = role.Template.Properties;
        return
        [
            .. WrittenValue.Is(written["AssumeRolePolicyDocument"], actual["AssumeRolePolicyDocument"])
                ? [] : (Finding[])[Changed(target, role, "trusts others than in the template")],
            .. Inline(target, role, actual),
            .. Attached(target, role, actual),
            .. Boundary(target, role, actual["PermissionsBoundary"]?["PermissionsBoundaryArn"]),
        ];
    }

    private static IEnumerable<Finding> Inline(VerifyTarget target, DeployedResource role, JsonNode actual)
    {
        var written = Policies(target.Stack, role).ToList();
        var found = actual.Items("RolePolicyList").ToList();
        foreach (var policy in found)
        {
            var name = policy.Text("PolicyName");
            var same = written.Where(item => WrittenValue.Is(item.Policy["PolicyName"], policy["PolicyName"])).ToList();
            if (same.Count == 0)
            {
                yield return Added(
                    role, $"has the inline policy {name}, which is not in the template",
                    target.Command($"iam delete-role-policy --role-name {role.PhysicalId} --policy-name {name}"));
            }
            else if (!same.Any(item => WrittenValue.Is(item.Policy["PolicyDocument"], policy["PolicyDocument"])))
            {
                yield return Changed(target, role, $"has an inline policy that was changed by hand: {name}");
            }
        }

        foreach (var (policy, _) in written.Where(item => item.IsRequired
            && !found.Any(policy => WrittenValue.Is(item.Policy["PolicyName"], policy["PolicyName"]))))
        {
            yield return Changed(target, role, $"lacks the inline policy {policy.Text("PolicyName")}: it was deleted by hand");
        }
    }

    // In the role itself, and policies that name the role.
    private static IEnumerable<(JsonNode Policy, bool IsRequired)> Policies(DeployedStack stack, DeployedResource role) =>
    [
        .. WrittenValue.Items(role.Template.Properties["Policies"]),
        .. from policy in stack.OfType("AWS::IAM::Policy")
           where WrittenValue.Items(policy.Template.Properties["Roles"])
               .Any(item => stack.Target(item.Item)?.Id == role.Id || $"{item.Item}" == role.PhysicalId)
           select ((JsonNode)policy.Template.Properties, true),
    ];

    private static IEnumerable<Finding> Attached(VerifyTarget target, DeployedResource role, JsonNode actual)
    {
        var written = WrittenValue.Items(role.Template.Properties["ManagedPolicyArns"]).ToList();
        var found = actual.Items("AttachedManagedPolicies").Select(policy => policy["PolicyArn"]).ToList();
        foreach (var arn in found.Where(arn => !written.Any(item => WrittenValue.Is(item.Item, arn))))
        {
            yield return Added(
                role, $"has the managed policy {arn}, which is not in the template",
                target.Command($"iam detach-role-policy --role-name {role.PhysicalId} --policy-arn {arn}"));
        }

        if (written.Any(item => item.IsRequired && !found.Any(arn => WrittenValue.Is(item.Item, arn))))
            yield return Changed(target, role, "lacks a managed policy: it was detached by hand");
    }

    private static IEnumerable<Finding> Boundary(VerifyTarget target, DeployedResource role, JsonNode? actual)
    {
        var written = role.Template.Properties["PermissionsBoundary"];
        if (WrittenValue.Is(written, actual))
            return [];
        return written is null
            ? [Added(
                role, $"has the permissions boundary {actual}, which is not in the template: it may deny what the edge needs",
                target.Command($"iam delete-role-permissions-boundary --role-name {role.PhysicalId}"))]
            : [Changed(target, role, actual is null ? "lacks its permissions boundary" : $"has another permissions boundary: {actual}")];
    }

    private static Finding Changed(VerifyTarget target, DeployedResource role, string what) => new(Outcome.Failed, About)
    {
        What = $"{role.Path} ({role.PhysicalId}) {what}",
        Remedy = DriftChecks.Revert(target),
    };

    // Somebody may have had a reason, and nothing fails.
    private static Finding Added(DeployedResource role, string what, string remedy) => new(Outcome.Warning, About)
    {
        What = $"{role.Path} ({role.PhysicalId}) {what}",
        Remedy = $"if nobody needs it: {remedy}",
    };
}
