using System.Globalization;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Network;

/// <summary>The hosts that must be reached to pull images.</summary>
internal static class RegistryHosts
{
    /// <summary>The host of the registry, and those that serve the layers of images.</summary>
    public static IReadOnlyList<ServiceHost> Of(EdgeConfig config)
    {
        var address = config.Registry.NormalizedPrefix().Split('/')[0].Split(':');
        var (host, port) = (address[0], address.Length > 1 ? int.Parse(address[1], CultureInfo.InvariantCulture) : 443);
        if (host.EndsWith(".azurecr.io", StringComparison.Ordinal))
            return [new(host, port, "images"), Layers("*.blob.core.windows.net"), Layers("*.data.azurecr.io")];
        if (config.Registry.Ecr() is not { } ecr)
            return [new(host, port, "images")];
        var domain = ServiceHosts.Domain(config, ecr.Region);
        return
        [
            new(host, port, "images"), new(ServiceHosts.Of("ecr.api", ecr.AccountId, domain), 443, "permission to pull images"),
            Layers($"prod-{ecr.Region}-starport-layer-bucket.{ServiceHosts.Of("s3", ecr.AccountId, domain)}"),
        ];
    }

    private static ServiceHost Layers(string host) => new(host, 443, "layers of images");
}
