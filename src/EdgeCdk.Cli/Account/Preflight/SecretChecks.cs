using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Secrets: they exist, have the fields that are read, and can be decrypted. Their values are never shown.</summary>
internal static class SecretChecks
{
    public static IEnumerable<Check> Of(PreflightTarget target) => SecretNeed.Of(target.Config)
        .Select(need => new Check(need.Key, () => need.Arn is null ? Parameters(target, need) : Secret(target, need)));

    // A deployed stack keeps its parameters.
    private static IEnumerable<Finding> Parameters(PreflightTarget target, SecretNeed need) => target.IsDeployed ? [] :
    [
        new Finding(Outcome.Unknown, need.Key)
        {
            What = "is missing: the credentials are parameters of the stack, which cannot be checked yet",
            Later = "without them, the deployment fails with \"Parameters: […] must have values\"; if they are wrong, " + need.Later,
            Remedy = $"pass {need.Parameters}, as in the README; better, name a secret of your own in {need.Key}",
        },
    ];

    private static IEnumerable<Finding> Secret(PreflightTarget target, SecretNeed need)
    {
        var secret = target.Aws.Find("secretsmanager", "describe-secret", "--secret-id", need.Arn!);
        if (secret is null)
        {
            return [Failed(need, $"there is no secret {need.Arn}",
                $"aws secretsmanager create-secret --region {target.Region} --name '<name>' --secret-string "
                    + $"file://{(need.IsPem ? "ca.pem" : "secret.json")}, then its "
                    + "ARN in "
                    + need.Key)];
        }

        if (secret.Text("DeletedDate").Length > 0)
        {
            return [Failed(need, $"{need.Arn} is scheduled for deletion",
                $"aws secretsmanager restore-secret --region {target.Region} --secret-id {need.Arn}")];
        }

        return SecretKeyChecks.Find(target, need, secret.Text("KmsKeyId")).Concat(Content(target, need));
    }

    private static IEnumerable<Finding> Content(PreflightTarget target, SecretNeed need)
    {
        var text = target.Aws.Ask("secretsmanager", "get-secret-value", "--secret-id", need.Arn!).Text("SecretString");
        var file = need.IsPem ? "ca.pem" : "secret.json";
        var put = $"aws secretsmanager put-secret-value --region {target.Region} --secret-id {need.Arn} --secret-string file://{file}";
        if (need.IsPem)
        {
            return text.TrimStart().StartsWith("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal)
                ? []
                : [Failed(need, "the secret does not begin with a certificate in PEM, -----BEGIN CERTIFICATE-----", put)];
        }

        if (JsonText.Parsed(text) is not JsonObject content)
            return [Failed(need, $"the secret is not JSON with {string.Join(" and ", need.Fields)}", put)];
        return
        [
            .. need.Fields.Where(field => content[field] is not JsonValue value || value.ToString().Trim().Length == 0)
                .Select(field => Failed(need, $"the secret has no {field}, or an empty one", put)),
            .. IsPlainHttp(need, content) ? [NotEncrypted(need, put)] : Array.Empty<Finding>(),
        ];
    }

    private static bool IsPlainHttp(SecretNeed need, JsonObject content) => need.Fields.Contains("endpoint")
        && content.Text("endpoint") is { Length: > 0 } endpoint && !endpoint.StartsWith("https://", StringComparison.Ordinal);

    private static Finding NotEncrypted(SecretNeed need, string remedy) => new(Outcome.Failed, need.Key)
    {
        What = "the endpoint in the secret does not begin with https://",
        Later = "telemetry is not sent, or not encrypted",
        Remedy = remedy,
    };

    private static Finding Failed(SecretNeed need, string what, string remedy) => new(Outcome.Failed, need.Key)
    {
        What = what,
        Later = need.Later,
        Remedy = remedy,
    };
}
