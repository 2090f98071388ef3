using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The customer's role and bucket for results.</summary>
internal static class ResultBucketChecks
{
    private const string RoleKey = "s3.iamRoleArn";

    public static IEnumerable<Finding> Role(PreflightTarget target)
    {
        var arn = target.Config.S3.IamRoleArn;
        if (target.Find("iam", "get-role", "--role-name", arn.Split('/')[^1])?["Role"] is not { } role || role.Text("Arn") != arn)
        {
            yield return Finding.Error(RoleKey, $"there is no role {arn}", "the deployment succeeds; then every job fails with AccessDenied for sts:AssumeRole", "make it, with the trust policy that the README has, or correct s3.iamRoleArn");
            yield break;
        }

        var trust = new TrustPolicy(Document(role["AssumeRolePolicyDocument"]!));
        var verdicts = Entering(target).ToLookup(trust.Admits);
        var remedy = $"aws iam update-assume-role-policy --role-name {role.Text("RoleName")} --policy-document file://trust.json, with the policy of the README";
        if (verdicts[false].ToList() is { Count: > 0 } refused)
            yield return Finding.Error(RoleKey, $"the trust policy of {role.Text("RoleName")} does not let in {Names(refused)}", "the deployment succeeds; then what these do fails with AccessDenied for sts:AssumeRole", remedy);
        if (verdicts[null].ToList() is { Count: > 0 } open)
            yield return Finding.Unknown(RoleKey, $"whether the trust policy of {role.Text("RoleName")} lets in {Names(open)} depends on its conditions", "if it does not, what these do fails with AccessDenied for sts:AssumeRole", remedy);
        foreach (var dead in trust.Dead())
            yield return Finding.Warning(RoleKey, $"the trust policy of {role.Text("RoleName")} names {dead}, which is what is left of a role that was deleted", "a role of the same name, made anew, is not let in by it", "name roles in a condition on aws:PrincipalArn, as the README does: that survives");
    }

    public static IEnumerable<Finding> Bucket(PreflightTarget target)
    {
        var (name, region) = (target.Config.S3.BucketName, target.Config.S3.Region);
        if (target.Find("s3api", "get-bucket-location", "--bucket", name) is not { } location)
        {
            yield return Finding.Error("s3.bucketName", $"there is no bucket {name}", "the deployment succeeds; then no result can be written: NoSuchBucket", $"aws s3 mb s3://{name} --region {region}, or correct s3.bucketName");
            yield break;
        }

        // Regions that are older than this operation have names of their own.
        var actual = location.Text("LocationConstraint") switch { "" => "us-east-1", "EU" => "eu-west-1", var other => other };
        if (actual != region)
            yield return Finding.Error("s3.region", $"is {region}, but {name} is in {actual}", "the deployment succeeds; then results cannot be written: PermanentRedirect or AuthorizationHeaderMalformed", $"s3.region: {actual}");
    }

    /// <summary>The edge's roles that enter the role. Their names are fixed, so that a trust policy can name them.</summary>
    private static IEnumerable<string> Entering(PreflightTarget target) =>
        from name in EdgeRoles.OfResults(target.Edge)
        select $"arn:{target.Partition}:iam::{target.Config.Account.AccountId}:role/{name}";

    private static string Names(IEnumerable<string> roles) => string.Join(", ", roles.Select(role => role.Split('/')[^1]));

    // The AWS CLI has it as JSON; the API as text.
    private static JsonNode Document(JsonNode document) => document is JsonValue ? JsonNode.Parse(document.ToString())! : document;
}
