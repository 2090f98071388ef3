using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>What a firewall must allow is named with a command that can be run as it is.</summary>
public sealed class EgressChecksTests
{
    [Theory]
    [InlineData("vendor.azurecr.io/edge", "vendor.azurecr.io, *.blob.core.windows.net, *.data.azurecr.io", "vendor.azurecr.io")]
    [InlineData("mirror.example.com:5000/edge", "mirror.example.com:5000", "mirror.example.com:5000")]
    public void The_command_is_for_a_host_that_exists(string prefix, string hosts, string host)
    {
        var target = Targets.Of(new FakeAws(), text => $"{text}\nregistry: {{ prefix: {prefix}, credentials: none }}\n");

        var finding = Assert.Single(EgressChecks.Find(target));

        Assert.Equal($"whether {hosts} can be reached with HTTPS could not be checked from here", finding.What);
        Assert.EndsWith($": curl -I https://{host}/v2/", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("  proxy: { url: \"http://proxy.example.com:3128\" }\n", true)]
    public void Images_are_pulled_without_the_proxy(string proxy, bool isSaid)
    {
        var target = Targets.Of(new FakeAws(), text => text.With("  endpoints:", $"{proxy}  endpoints:"));

        Assert.Equal(
            isSaid, Assert.Single(EgressChecks.Find(target)).Later!.EndsWith("without the proxy of vpc.proxy", StringComparison.Ordinal));
    }
}
