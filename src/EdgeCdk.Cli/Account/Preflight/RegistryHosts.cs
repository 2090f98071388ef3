using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The hosts that must be reached to pull images.</summary>
internal static class RegistryHosts
{
    /// <summary>The host of the registry, and those that serve the layers of images.</summary>
    public static IReadOnlyList<string> Of(PreflightTarget target)
    {
        var host = target.Config.Registry.NormalizedPrefix().Split('/')[0].Split(':')[0];
        if (host.EndsWith(".azurecr.io", StringComparison.Ordinal))
            return [host, "*.blob.core.windows.net", "*.data.azurecr.io"];
        if (target.Config.Registry.Ecr() is not { } ecr)
            return [host];
        var domain = $"{ecr.Region}.{ServiceDomain.Of(target.Region)}";
        return [host, $"api.ecr.{domain}", $"prod-{ecr.Region}-starport-layer-bucket.s3.{domain}"];
    }
}
