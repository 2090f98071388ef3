using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Edge;

/// <summary>An edge file that has every key about what leaves the network.</summary>
public sealed class ClosedEdgeTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly EdgeConfig _edge;

    public ClosedEdgeTests() => _edge = Assert.Single(_workspace.Write(Workspace.Edge, Workspace.TextOf("closed-edge.yaml")).Load()).Config;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void What_may_leave_the_network_is_read()
    {
        Assert.Equal(["tagging"], _edge.Vpc.ExistingEndpoints);
        Assert.True(_edge.Vpc.InternetAccess);
        Assert.True(_edge.Vpc.EndpointPolicies.Enabled);
        Assert.Equal(["sfc-stage-of-acme"], _edge.Vpc.EndpointPolicies.FurtherBuckets);
        var egress = _edge.Vpc.Egress;
        Assert.Equal((EgressMode.Closed, "pl-6ea54007"), (egress.Mode, egress.S3PrefixListId));
        Assert.Equal(["10.9.0.0/16"], egress.EndpointBlocks);
        Assert.Equal(["10.8.0.5/32:5000"], egress.Registry);
        Assert.Equal(["203.0.113.7/32:443"], egress.Telemetry);
        Assert.Equal(["10.40.0.7/32:3128"], egress.Proxy);
        Assert.Equal(["10.20.0.0/16:5432", "10.30.7.4/32:1521-1522"], egress.DataSources);
        Assert.Equal(["sg-0f1924823027c00c7:3306"], egress.DataSourceGroups);
        Assert.Equal(["10.0.0.53/32"], egress.DnsServers);
    }

    [Fact]
    public void The_proxy_is_read()
    {
        var proxy = _edge.Vpc.Proxy!;
        Assert.Equal("http://proxy.example.com:3128", proxy.Url);
        Assert.Equal(["corp.example.com", "10.20.0.7"], proxy.NoProxy);
        Assert.Equal("arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/proxy-AbCdEf", proxy.CaSecretArn);
        Assert.Equal("arn:aws:kms:eu-central-1:012345678901:key/5234abcd-12ab-34cd-56ef-1234567890ab", proxy.CaSecretKeyArn);
    }
}
