using System.Text.RegularExpressions;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>Where container images come from and how they are pulled.</summary>
public sealed partial record RegistrySection
{
    /// <summary>The vendor's registry.</summary>
    public const string VendorPrefix = "ataccama.azurecr.io/saas-edge/";

    /// <summary>What stands before every repository name. Default: the vendor's registry.</summary>
    [RegistryPrefix]
    public string Prefix { get; init; } = VendorPrefix;

    /// <summary>Secret with user name and password. Default: none, they are stack parameters.</summary>
    [SecretArn]
    public string? SecretArn { get; init; }

    /// <summary>Key of the secret. Default: the account's own key for Secrets Manager.</summary>
    [KeyArn]
    public string? SecretKeyArn { get; init; }

    /// <summary>none for a mirror that asks for no credentials. Default: credentials are needed.</summary>
    public RegistryCredentials? Credentials { get; init; }

    /// <summary>The prefix with exactly one slash at its end.</summary>
    public string NormalizedPrefix() => $"{Prefix.TrimEnd('/')}/";

    /// <summary>The Amazon ECR registry that the prefix names, or null.</summary>
    public EcrRegistry? Ecr()
    {
        var match = EcrPattern().Match(NormalizedPrefix());
        return match.Success ? new EcrRegistry(match.Groups["account"].Value, match.Groups["region"].Value, match.Groups["path"].Value) : null;
    }

    /// <summary>Whether the prefix is meant to be of Amazon ECR, be it written rightly or not.</summary>
    internal bool LooksLikeEcr() => EcrLikePattern().IsMatch(Prefix);

    /// <summary>Whether the images come from the vendor's registry itself.</summary>
    internal bool IsVendors() => NormalizedPrefix().Split('/')[0] == VendorPrefix.Split('/')[0];

    // In China, and only there, the domain ends with .cn.
    [GeneratedRegex(
        @"\A(?<account>[0-9]{12})\.dkr\.ecr(?:-fips)?\."
            + @"(?:(?<region>cn-[a-z]+-[0-9])\.amazonaws\.com\.cn|(?<region>(?!cn-)[a-z]+(?:-[a-z]+)+-[0-9])\.amazonaws\.com)/(?<path>.*)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex EcrPattern();

    [GeneratedRegex(@"\A[^/]*\.dkr[.-]ecr", RegexOptions.CultureInvariant)]
    private static partial Regex EcrLikePattern();
}

/// <summary>An Amazon ECR registry and the repositories in it that begin with a path.</summary>
public sealed record EcrRegistry(string AccountId, string Region, string RepositoryPrefix);
