using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight.Existing;

/// <summary>
/// The roles of the account with their policies: of one call for all of them, or, where that is refused, of some calls for each role,
/// which need no permission on other roles.
/// </summary>
/// <param name="aws">The account.</param>
internal sealed class AccountRoles(RegionalAws aws)
{
    private readonly Lazy<JsonObject?> _all = new(() => All(aws));

    /// <summary>A role by its name; null when there is none.</summary>
    public AccountRole? Find(string name)
    {
        if (_all.Value is { } all)
        {
            var found = all.Items("RoleDetailList").FirstOrDefault(role => role.Text("RoleName") == name);
            return found is null ? null : Role(found, () =>
            [
                .. found.Items("RolePolicyList").Select(policy => policy["PolicyDocument"]),
                .. found.Items("AttachedManagedPolicies").Select(attached => Managed(attached.Text("PolicyArn"))),
            ]);
        }

        return aws.Find("iam", "get-role", "--role-name", name)?["Role"] is not { } role ? null : Role(role, () =>
        [
            .. aws.List("PolicyNames", "iam", "list-role-policies", "--role-name", name).Select(policy =>
                aws.Ask("iam", "get-role-policy", "--role-name", name, "--policy-name", policy.ToString())["PolicyDocument"]),
            .. aws.List("AttachedPolicies", "iam", "list-attached-role-policies", "--role-name", name)
                .Select(attached => Managed(attached.Text("PolicyArn"))),
        ]);
    }

    /// <summary>Document of a managed policy.</summary>
    public JsonNode? Managed(string arn)
    {
        var known = _all.Value?.Items("Policies").FirstOrDefault(policy => policy.Text("Arn") == arn)?.Items("PolicyVersionList")
            .FirstOrDefault(version => version.Flag("IsDefaultVersion"))?["Document"];
        if (known is not null)
            return known;
        var version = aws.Ask("iam", "get-policy", "--policy-arn", arn)["Policy"].Text("DefaultVersionId");
        return aws.Ask("iam", "get-policy-version", "--policy-arn", arn, "--version-id", version)["PolicyVersion"]?["Document"];
    }

    private static AccountRole Role(JsonNode role, Func<IReadOnlyList<JsonNode?>> policies) => new(
        role.Text("Arn"), role["AssumeRolePolicyDocument"],
        role["PermissionsBoundary"]?["PermissionsBoundaryArn"]?.ToString(), policies);

    private static JsonObject? All(RegionalAws aws)
    {
        try
        {
            return aws.Ask(
                "iam", "get-account-authorization-details", "--filter", "Role", "LocalManagedPolicy", "AWSManagedPolicy");
        }
        catch (AwsException exception) when (exception.IsDenied)
        {
            return null;
        }
    }
}
