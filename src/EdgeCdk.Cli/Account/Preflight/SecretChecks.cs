using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Credentials: that they are there, have what is read from them, and can be decrypted. Their values are never told.</summary>
internal static class SecretChecks
{
    private sealed record Need(string Key, string? Arn, string KeyKey, string? KeyArn, string[] Fields, string Later, string Parameters);

    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        var (registry, observability) = (target.Config.Registry, target.Config.Observability);
        if (registry.Credentials is null)
        {
            yield return Check(target, new(
                "registry.secretArn", registry.SecretArn, "registry.secretKeyArn", registry.SecretKeyArn, ["username", "password"],
                "tasks stop with \"unable to pull secrets or registry auth\", or with \"CannotPullContainerError\" and 401", "--parameters RegistryUsername=… --parameters RegistryPassword=…"));
        }

        if (observability.Enabled)
        {
            yield return Check(target, new(
                "observability.otlpSecretArn", observability.OtlpSecretArn, "observability.otlpSecretKeyArn", observability.OtlpSecretKeyArn, ["endpoint", "authorization"],
                "the collector does not start: ResourceInitializationError", "--parameters OtlpEndpoint=… --parameters OtlpAuthorization=…"));
        }
    }

    private static Check Check(PreflightTarget target, Need need) => new(need.Key, () => need.Arn is null ? Parameters(target, need) : Secret(target, need, need.Arn));

    // A stack keeps its parameters.
    private static IEnumerable<Finding> Parameters(PreflightTarget target, Need need) => target.IsDeployed ? [] :
    [
        Finding.Unknown(
            need.Key, "is not given: the credentials are parameters of the stack, which are not there to be checked", "without them, the deployment ends with \"Parameters: […] must have values\"; if they are wrong, " + need.Later,
            $"pass {need.Parameters}, as the README says; better, name a secret of your own in {need.Key}"),
    ];

    private static IEnumerable<Finding> Secret(PreflightTarget target, Need need, string arn)
    {
        if (target.Find("secretsmanager", "describe-secret", "--secret-id", arn) is not { } secret)
        {
            yield return Finding.Error(need.Key, $"there is no secret {arn}", need.Later, $"aws secretsmanager create-secret --region {target.Region} --name <name> --secret-string file://secret.json, then its ARN in {need.Key}");
            yield break;
        }

        if (secret.Text("DeletedDate").Length > 0)
        {
            yield return Finding.Error(need.Key, $"{arn} is to be deleted", need.Later, $"aws secretsmanager restore-secret --region {target.Region} --secret-id {arn}");
            yield break;
        }

        foreach (var finding in KeyOf(target, need, secret.Text("KmsKeyId")).Concat(Content(target, need, arn)))
            yield return finding;
    }

    private static IEnumerable<Finding> KeyOf(PreflightTarget target, Need need, string keyId)
    {
        if (keyId.Length == 0 || keyId.EndsWith("alias/aws/secretsmanager", StringComparison.Ordinal))
        {
            if (need.KeyArn is not null)
                yield return Finding.Warning(need.KeyKey, "is given, but the secret is under the account's own key", "nothing fails: the roles get a right that they do not need", $"remove {need.KeyKey}");
            yield break;
        }

        // AWS tells it as id, alias or ARN.
        var key = target.Find("kms", "describe-key", "--key-id", keyId)?["KeyMetadata"];
        if (key is not null && key.Text("KeyState") != "Enabled")
            yield return Finding.Error(need.Key, $"the key of the secret, {key.Text("Arn")}, is {key.Text("KeyState")}", need.Later, $"aws kms enable-key --region {target.Region} --key-id {keyId}, or cancel-key-deletion before that");
        if (need.KeyArn is null)
            yield return Finding.Error(need.KeyKey, $"is missing, but the secret is under a key of its own, {key?.Text("Arn") ?? keyId}", $"{need.Later}: AccessDeniedException for kms:Decrypt", $"{need.KeyKey}: {key?.Text("Arn") ?? keyId}");
        else if (key is not null && key.Text("Arn") != need.KeyArn)
            yield return Finding.Error(need.KeyKey, $"is {need.KeyArn}, but the secret is under {key.Text("Arn")}", $"{need.Later}: AccessDeniedException for kms:Decrypt", $"{need.KeyKey}: {key.Text("Arn")}");
    }

    private static IEnumerable<Finding> Content(PreflightTarget target, Need need, string arn)
    {
        var content = Parse(target.Ask("secretsmanager", "get-secret-value", "--secret-id", arn).Text("SecretString"));
        var put = $"aws secretsmanager put-secret-value --region {target.Region} --secret-id {arn} --secret-string file://secret.json";
        if (content is null)
        {
            yield return Finding.Error(need.Key, $"the secret is not JSON with {string.Join(" and ", need.Fields)}", need.Later, put);
            yield break;
        }

        foreach (var field in need.Fields.Where(field => content[field] is not JsonValue value || value.ToString().Trim().Length == 0))
            yield return Finding.Error(need.Key, $"the secret has no {field}, or an empty one", need.Later, put);
        if (need.Fields.Contains("endpoint") && content.Text("endpoint") is { Length: > 0 } endpoint && !endpoint.StartsWith("https://", StringComparison.Ordinal))
            yield return Finding.Error(need.Key, "the endpoint in the secret does not begin with https://", "telemetry is not sent, or not encrypted", put);
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
