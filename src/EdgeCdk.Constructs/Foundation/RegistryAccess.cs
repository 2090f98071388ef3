namespace EdgeCdk.Foundation;

/// <summary>How images are pulled from a registry.</summary>
internal abstract record RegistryAccess
{
    private RegistryAccess()
    {
    }

    /// <summary>
    /// With user name and password from parameters of the stack that are never shown. Default: the registry creates the parameters.
    /// </summary>
    public sealed record Parameters(string? Username = null, string? Password = null) : RegistryAccess;

    /// <summary>With a secret of the customer's, and its key unless that is the account's own for Secrets Manager.</summary>
    public sealed record OwnSecret(string SecretArn, Conditional<string> KeyArn) : RegistryAccess;

    /// <summary>With the tasks' own permissions on Amazon ECR repositories that begin with a path.</summary>
    public sealed record Ecr(string AccountId, string Region, string RepositoryPrefix) : RegistryAccess;
}
