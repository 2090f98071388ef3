using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Config.Portable;

/// <summary>Parameters for the container registry.</summary>
internal static class RegistryParameters
{
    private const string Group = "Container registry";
    private const int LongestCredential = 1024;

    public static IReadOnlyList<PortableParameter> For(ReleaseManifest release) =>
    [
        Prefix(release),
        new()
        {
            Name = "RegistryCredentials",
            Group = Group,
            Label = "How images are pulled",
            Description = "How images are pulled: with user name and password from these parameters, with those in a secret of yours "
                + "(recommended), or with none, from a mirror that asks for none. For a mirror in Amazon ECR it is none.",
            AllowedValues =
            [
                PortableParameters.CredentialsFromParameters, PortableParameters.CredentialsFromSecret, PortableParameters.NoCredentials,
            ],
            Default = PortableParameters.CredentialsFromParameters,
            Constraint = "must be parameters, secret or none",
            Key = "registry",
            Value = edge => Credentials(edge.Config.Registry),
        },
        Credential("RegistryUsername", "User name"),
        Credential("RegistryPassword", "Password"),
        PortableParameter.Of(
                "RegistrySecretArn", Group, "Your secret with user name and password", "registry.secretArn",
                edge => edge.Config.Registry.SecretArn)
            .Optional("images are not pulled with a secret of yours"),
        PortableParameter.Of(
                "RegistrySecretKeyArn", Group, "Key of that secret", "registry.secretKeyArn", edge => edge.Config.Registry.SecretKeyArn)
            .Optional("the account's own key for Secrets Manager"),
    ];

    // Repository names are put behind it as it is.
    private static PortableParameter Prefix(ReleaseManifest release)
    {
        var prefix = PortableParameter.Of(
            "RegistryPrefix", Group, "Registry and path", "registry.prefix", edge => edge.Config.Registry.NormalizedPrefix());
        return prefix.Or(RegistrySection.VendorPrefix, "A mirror of your own needs every repository of the release.") with
        {
            Pattern = $"(?=.*/$){prefix.Pattern}",
            Constraint = $"{prefix.Constraint}; end it with a slash",
            MaxLength = release.LongestRegistryPrefix(),
        };
    }

    private static PortableParameter Credential(string name, string label) => new()
    {
        Name = name,
        Group = Group,
        Label = label,
        Description = $"{label} for the container registry, from the vendor. Only when images are pulled with parameters.",
        Default = "",
        Pattern = """^[^"\\\s]*$""",
        Constraint = "must not have double quotes, backslashes or white space",
        MaxLength = LongestCredential,
        IsSecret = true,
    };

    private static string Credentials(RegistrySection registry) => registry switch
    {
        { Credentials: RegistryCredentials.None } => PortableParameters.NoCredentials,
        { SecretArn: not null } => PortableParameters.CredentialsFromSecret,
        _ => PortableParameters.CredentialsFromParameters,
    };
}
