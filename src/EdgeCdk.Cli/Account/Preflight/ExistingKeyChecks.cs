using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Keys that the stack does not create: their policies allow what the edge needs, and nobody else more. Their state is another
/// check.</summary>
internal static class ExistingKeyChecks
{
    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        var kms = target.Config.Kms;
        (string Key, string? Arn, string Output, string Later)[] keys =
        [
            ("kms.generalKeyArn", kms.GeneralKeyArn, "GeneralKeyArn",
                "log groups and queues fail with \"The specified KMS key … is not allowed to be used\", or events are lost"),
            ("kms.dataQualityKeyArn", kms.DataQualityKeyArn, "DataQualityKeyArn",
                "the deployment succeeds; then jobs fail with AccessDenied for kms"),
        ];
        return
            from key in keys
            where key.Arn is not null && target.Needed is not null
            select new Check(key.Key, () => Find(target, key.Key, key.Arn!, key.Output, key.Later));
    }

    private static IEnumerable<Finding> Find(PreflightTarget target, string key, string arn, string output, string later)
    {
        if (target.Aws.Find("kms", "get-key-policy", "--key-id", arn, "--policy-name", "default") is not { } answer)
            return [];
        var existing = PolicyStatement.Of(JsonNode.Parse(answer.Text("Policy")));
        var findings = new PolicyFindings(
            target.Edge, key, $"the policy of {arn}", new PolicyComparison(target.Needed!().KeyPolicy(output), existing));
        return [.. findings.TooNarrow(later), .. findings.TooWide()];
    }
}
