using Amazon.CDK.AWS.SecretsManager;
using Constructs;

namespace EdgeCdk.Foundation;

/// <summary>Creates secrets whose values are parameters of the stack.</summary>
internal static class ParameterSecret
{
    /// <summary>Creates a secret under the general key, as a JSON object.</summary>
    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="key">The key.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="values">Names and values. Values are put into the JSON as they are.</param>
    /// <param name="whyNoRotation">Why the secret is not rotated, for cdk-nag.</param>
    public static CfnSecret Create(
        Construct scope,
        string id,
        GeneralKey key,
        string description,
        IEnumerable<(string Name, string Value)> values,
        string whyNoRotation)
    {
        var members = string.Join(',', values.Select(value => $"\"{value.Name}\":\"{value.Value}\""));
        var secret = new CfnSecret(scope, id, new CfnSecretProps
        {
            Description = description,
            KmsKeyId = key.Arn,
            SecretString = $"{{{members}}}",
        });
        Retention.WithTheStack(secret);
        Nag.Accept(secret, ("SMG4", whyNoRotation));
        return secret;
    }
}
