namespace EdgeCdk.Cli.Handover.Images;

/// <summary>Names of the variables of the environment with the credentials of registries.</summary>
internal static class Variables
{
    /// <summary>Those of the vendor's registry, in words.</summary>
    public const string Vendor = "REGISTRY_USERNAME, REGISTRY_PASSWORD";

    /// <summary>That with the secret that a pull-through cache rule reads the vendor's registry with.</summary>
    public const string CacheSecret = "UPSTREAM_SECRET_ARN";

    /// <summary>Those of the mirror.</summary>
    public const string MirrorUsername = "MIRROR_USERNAME", MirrorPassword = "MIRROR_PASSWORD";

    /// <summary>The same in words.</summary>
    public const string Mirror = $"{MirrorUsername}, {MirrorPassword}";
}
