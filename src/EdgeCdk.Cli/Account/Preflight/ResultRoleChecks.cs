using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The customer's role for results: it exists, and the roles of the edge can assume it.</summary>
internal static class ResultRoleChecks
{
    private const string Key = "s3.iamRoleArn";
    private const string Denied = "fails with AccessDenied for sts:AssumeRole";

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var arn = target.Config.S3.IamRoleArn;
        var role = target.Aws.Find("iam", "get-role", "--role-name", arn.Split('/')[^1])?["Role"];
        return role.Text("Arn") == arn ? OfTrust(target, role!) : [Missing(arn)];
    }

    private static Finding Missing(string arn) => new(Outcome.Failed, Key)
    {
        What = $"there is no role {arn}",
        Later = $"the deployment succeeds; then every job {Denied}",
        Remedy = "create it, with the trust policy in the README, or correct s3.iamRoleArn",
    };

    private static IEnumerable<Finding> OfTrust(PreflightTarget target, JsonNode role)
    {
        var name = role.Text("RoleName");
        var trust = new TrustPolicy(Document(role["AssumeRolePolicyDocument"]!));
        var results = target.Names.ResultRoles(target.Definition.Release)
            .ToLookup(edgeRole => trust.Allows(target.Config.RoleArn(edgeRole)));
        if (results[false].Any())
            yield return NotAllowed(name, string.Join(", ", results[false]));
        if (results[null].Any())
            yield return NotKnown(name, string.Join(", ", results[null]));
        foreach (var deleted in trust.DeletedPrincipals())
            yield return NamesDeleted(name, deleted);
    }

    private static Finding NotAllowed(string name, string roles) => new(Outcome.Failed, Key)
    {
        What = $"the trust policy of {name} does not allow {roles}",
        Later = $"the deployment succeeds; then what these roles do {Denied}",
        Remedy = Update(name),
    };

    private static Finding NotKnown(string name, string roles) => new(Outcome.Unknown, Key)
    {
        What = $"whether the trust policy of {name} allows {roles} depends on its conditions",
        Later = $"if it does not, what these roles do {Denied}",
        Remedy = Update(name),
    };

    private static Finding NamesDeleted(string name, string principal) => new(Outcome.Warning, Key)
    {
        What = $"the trust policy of {name} names {principal}, the id of a role that was deleted",
        Later = "a new role with the same name is not allowed by it",
        Remedy = "name roles in a condition on aws:PrincipalArn, as in the README: that applies to new roles, too",
    };

    private static string Update(string name) =>
        $"aws iam update-assume-role-policy --role-name {name} --policy-document file://trust.json, with the policy in the README";

    // The AWS CLI shows it as JSON; the API as text.
    private static JsonNode Document(JsonNode document) => document is JsonValue ? JsonNode.Parse(document.ToString())! : document;
}
