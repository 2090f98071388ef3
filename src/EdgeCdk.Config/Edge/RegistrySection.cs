using System.Text.RegularExpressions;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>Where container images come from and how they are pulled.</summary>
public sealed partial record RegistrySection
{
    /// <summary>The vendor's registry.</summary>
    public const string VendorPrefix = "ataccama.azurecr.io/saas-edge/";

    /// <summary>Registry and path that stand before every repository name. Default: ataccama.azurecr.io/saas-edge/.</summary>
    /// <effect>Every image of the stack, sidecars included. A change makes new task definitions.</effect>
    /// <consequence>
    /// A mirror of your own keeps image pulls inside your network, and needs every repository and tag of the release.
    /// </consequence>
    [RegistryPrefix]
    public string Prefix { get; init; } = VendorPrefix;

    /// <summary>Secret with username and password for the registry. Default: none, they are stack parameters.</summary>
    /// <effect>The stack makes no secret and asks for no parameters; execution roles may read exactly this secret.</effect>
    /// <consequence>
    /// Parameters are seen in process lists while you deploy; a secret of your own is not. Credentials belong to one edge.
    /// </consequence>
    [SecretArn]
    public string? SecretArn { get; init; }

    /// <summary>Key of that secret. Default: the account's own key for Secrets Manager.</summary>
    /// <effect>Execution roles may decrypt with this key, through Secrets Manager alone.</effect>
    [KeyArn]
    public string? SecretKeyArn { get; init; }

    /// <summary>
    /// Whether the registry asks for credentials; none for a mirror that does not. Default: credentials are needed.
    /// </summary>
    /// <effect>
    /// With none, no secret, no parameters, and no credentials on any container; a mirror in Amazon ECR gets the pull rights.
    /// </effect>
    public RegistryCredentials? Credentials { get; init; }

    /// <summary>The prefix with exactly one slash at its end.</summary>
    public string NormalizedPrefix() => $"{Prefix.TrimEnd('/')}/";

    /// <summary>The Amazon ECR registry that the prefix names, or null.</summary>
    public EcrRegistry? Ecr()
    {
        var match = EcrPattern().Match(NormalizedPrefix());
        return match.Success
            ? new EcrRegistry(match.Groups["account"].Value, match.Groups["region"].Value, match.Groups["path"].Value)
            : null;
    }

    /// <summary>Whether the prefix is meant to be of Amazon ECR, be it written rightly or not.</summary>
    internal bool LooksLikeEcr() => EcrLikePattern().IsMatch(Prefix);

    /// <summary>Whether the images come from the vendor's registry itself.</summary>
    internal bool IsVendors() => NormalizedPrefix().Split('/')[0] == VendorPrefix.Split('/')[0];

    // In China, and only there, the domain ends with .cn.
    [GeneratedRegex(
        @"\A(?<account>[0-9]{12})\.dkr\.ecr(?:-fips)?\."
            + @"(?:(?<region>cn-[a-z]+-[0-9])\.amazonaws\.com\.cn|(?<region>(?!cn-)[a-z]+(?:-[a-z]+)+-[0-9])\.amazonaws\.com)"
            + @"/(?<path>.*)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex EcrPattern();

    [GeneratedRegex(@"\A[^/]*\.dkr[.-]ecr", RegexOptions.CultureInvariant)]
    private static partial Regex EcrLikePattern();
}
