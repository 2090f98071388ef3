using Amazon.CDK;
using EdgeCdk.Config.Releases;
using EdgeCdk.Resources;

namespace EdgeCdk.App.Portable;

/// <summary>What the parameters of the portable template decide about the HTTP proxy.</summary>
internal static class PortableProxy
{
    /// <summary>None with a release that reads no proxy: such a template has no parameters for one.</summary>
    public static ProxyInputs Of(PortableForm form, ReleaseManifest release)
    {
        if (!release.ReadsProxy())
            return ProxyInputs.None;
        var address = Fn.Split(":", $"{AddressOf(form)}:");
        return new ProxyInputs
        {
            When = form.Has("HasProxy", "ProxyUrl"),
            Url = form.Text("ProxyUrl"),
            Host = Fn.Select(0, address),
            Port = Fn.Select(1, address),
            NoProxy = form.Optional("HasNoProxy", "NoProxy"),
            CidrBlocks = form.Text("CidrBlocks"),
            CaSecretArn = form.Optional("HasProxyCaSecret", "ProxyCaSecretArn"),
            CaSecretKeyArn = form.Optional("HasProxyCaSecretKey", "ProxyCaSecretKeyArn"),
        };
    }

    /// <summary>Host and port, without the scheme.</summary>
    // Padded: there is something to select in an empty text, too.
    public static string AddressOf(PortableForm form) => Fn.Select(2, Fn.Split("/", $"{form.Text("ProxyUrl")}//"));

    /// <summary>Name of the secret with the certificates.</summary>
    public static string CaSecretNameOf(PortableForm form) => Fn.Select(6, Fn.Split(":", $"{form.Text("ProxyCaSecretArn")}::::::"));
}
