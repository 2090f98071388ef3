using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Tests.Rules;

/// <summary>What is wrong with the block vpc.proxy, by itself and together with egress and release.</summary>
public sealed class ProxyRuleTests
{
    private const string Url = "http://proxy.example.com:3128", Hosts = "[corp.example.com, 10.20.0.7]";
    private const string Block = $"""
          proxy:
            url: {Url}
            noProxy: {Hosts}
            caSecretArn: arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/proxy-AbCdEf
            caSecretKeyArn: arn:aws:kms:eu-central-1:012345678901:key/5234abcd-12ab-34cd-56ef-1234567890ab

        """;

    /// <summary>Values of the wrong form, and the messages about them.</summary>
    public static TheoryData<string, string, string> Mistakes
    {
        get
        {
            const string form = "use http://, a host name or IPv4 address, and a port, such as http://proxy.example.com:3128; ";
            const string ask = "ask whoever runs the proxy; it is called with HTTP, also for addresses with https";
            const string host = "use a host name in lower case without asterisk or leading dot, such as corp.example.com, or an IPv4 "
                + "address; a name stands for all hosts below it, too; blocks are not read by Java and Python";
            const string credentials = form + "remove it, and have the proxy know the private subnets by their addresses: whoever may "
                + "describe a task or a function would read it";
            return new()
            {
                { Url, "proxy.example.com:3128", $"36:10: vpc.proxy.url is \"proxy.example.com:3128\"; {form}{ask}" },
                { Url, "https://proxy.example.com:3128", $"36:10: vpc.proxy.url is \"https://proxy.example.com:3128\"; {form}{ask}" },
                { Url, "http://proxy.example.com", $"36:10: vpc.proxy.url is \"http://proxy.example.com\"; {form}{ask}" },
                { Url, "http://proxy.example.com:65536", $"36:10: vpc.proxy.url is \"http://proxy.example.com:65536\"; {form}{ask}" },
                { Url, "http://proxy.example.com:3128/", $"36:10: vpc.proxy.url is \"http://proxy.example.com:3128/\"; {form}{ask}" },
                { Url, "http://me:hunter2@proxy.example.com:3128", $"36:10: vpc.proxy.url has a user name or password; {credentials}" },
                { Url, "http://me@proxy.example.com:3128", $"36:10: vpc.proxy.url has a user name or password; {credentials}" },
                { Hosts, "[\"*.example.com\"]", $"37:15: vpc.proxy.noProxy[0] is \"*.example.com\"; {host}" },
                { Hosts, "[.example.com]", $"37:15: vpc.proxy.noProxy[0] is \".example.com\"; {host}" },
                { Hosts, "[10.20.0.0/16]", $"37:15: vpc.proxy.noProxy[0] is \"10.20.0.0/16\"; {host}" },
                {
                    "secret:edge/proxy-AbCdEf", "secret:edge/proxy",
                    "38:18: vpc.proxy.caSecretArn is \"arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/proxy\"; "
                },
                {
                    "key/5234abcd-12ab-34cd-56ef-1234567890ab", "alias/proxy",
                    "39:21: vpc.proxy.caSecretKeyArn is \"arn:aws:kms:eu-central-1:012345678901:alias/proxy\"; "
                },
                {
                    "10.40.0.7/32:3128", "proxy.example.com:3128",
                    "31:13: vpc.egress.proxy[0] is \"proxy.example.com:3128\"; use an IPv4 block with a port or a range of ports, "
                },
            };
        }
    }

    [Theory, MemberData(nameof(Mistakes))]
    public void A_value_of_the_wrong_form_is_refused(string from, string to, string message) => Assert.StartsWith(
        $"edges/acme-prod.yaml:{message}", Assert.Single(Workspace.MessagesOfClosedEdge((from, to))), StringComparison.Ordinal);

    [Fact]
    public void A_password_in_the_address_is_in_no_answer()
    {
        using var workspace = new Workspace();
        workspace.Write(Workspace.Edge, Workspace.Edited(
            Workspace.TextOf("closed-edge.yaml"), (Url, "http://me:hunter2@proxy.example.com:3128")));

        var problem = Assert.Single(Assert.Throws<ConfigException>(() => workspace.Load()).Problems);

        Assert.DoesNotContain("hunter2", $"{problem}{problem.Value}", StringComparison.Ordinal);
    }

    [Fact]
    public void Closed_egress_names_the_proxy()
    {
        Assert.Equal(
            ["edges/acme-prod.yaml:26:5: vpc.egress.proxy is missing; use the addresses of the proxy, as block and port, such as "
                + "10.0.0.7/32:3128; ask whoever runs the proxy: security groups know addresses, not names"],
            Workspace.MessagesOfClosedEdge(("    proxy: [\"10.40.0.7/32:3128\"]\n", "")));
        Assert.Equal(
            ["edges/acme-prod.yaml:36:10: vpc.proxy.url is \"http://proxy.example.com:3129\", but vpc.egress.proxy has 10.40.0.7/32:3128; "
                + "use a port that vpc.egress.proxy allows; correct the port there or here"],
            Workspace.MessagesOfClosedEdge((Url, "http://proxy.example.com:3129")));
        Assert.Empty(Workspace.MessagesOfClosedEdge(("10.40.0.7/32:3128", "10.40.0.0/24:3000-3200")));
        Assert.Empty(Workspace.MessagesOfClosedEdge(("10.40.0.7/32:3128\"", "10.40.0.7/32:3128\", \"10.40.0.8/32:3129\"")));
        Assert.Single(Workspace.MessagesOfClosedEdge(("10.40.0.7/32:3128", "10.40.0.0/24:3129-3200")));
    }

    [Fact]
    public void A_proxy_in_the_egress_that_nobody_uses_is_refused() => Assert.Equal(
        ["edges/acme-prod.yaml:31:12: vpc.egress.proxy names a proxy that nobody uses; use it with vpc.proxy; add vpc.proxy, or remove it"],
        Workspace.MessagesOfClosedEdge((Block, "")));

    [Fact]
    public void Exceptions_that_would_not_fit_into_a_function_are_refused()
    {
        var hosts = $"{new string('a', 60)}.b, {new string('c', 62)}";

        Assert.Empty(Workspace.MessagesOfClosedEdge((Hosts, $"[{hosts}, dd]")));
        Assert.Equal(
            ["edges/acme-prod.yaml:37:14: vpc.proxy.noProxy has 129 characters; use at most 128: all variables of a function have 4 KB; "
                + "name a domain in place of its hosts"],
            Workspace.MessagesOfClosedEdge((Hosts, $"[{hosts}, ddd]")));
        Assert.Contains(
            "vpc.proxy.noProxy[1] is \"a\"", Assert.Single(Workspace.MessagesOfClosedEdge((Hosts, "[a, a]"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_without_its_secret_is_refused() => Assert.Contains(
        "without vpc.proxy.caSecretArn; use it with a secret; remove it, or add vpc.proxy.caSecretArn",
        Assert.Single(Workspace.MessagesOfClosedEdge(
            ("    caSecretArn: arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/proxy-AbCdEf\n", ""))),
        StringComparison.Ordinal);

    [Fact]
    public void Without_NAT_nobody_is_told_that_the_proxy_brings_images() => Assert.Contains(
        ", but vpc.internetAccess is false, and Fargate pulls images without the proxy; ",
        Assert.Single(Workspace.MessagesOfClosedEdge(
            ("internetAccess: true", "internetAccess: false"), ("  prefix: registry.example.com:5000/ataccama\n", ""))),
        StringComparison.Ordinal);

    [Fact]
    public void A_release_that_reads_no_proxy_makes_a_warning_that_names_the_components()
    {
        using var workspace = new Workspace();
        var release = string.Join('\n', Workspace.TextOf("release.yaml").Split('\n').Where(line =>
            !line.Contains(": proxy-", StringComparison.Ordinal)));
        workspace.Write(Workspace.Edge, Workspace.TextOf("closed-edge.yaml")).Write(Workspace.Release, release);
        var warnings = new List<Problem>();

        Fleet.Load(workspace.PathOf("edges"), workspace.PathOf("releases"), warn: warnings.Add);

        const string components = "otel-collector, dqc, anomaly-detection, anomaly-detection-auxiliary, metadata-import, "
            + "snowflake-pushdown, create-table, metadataBrowsing";
        Assert.Equal(
            [
                $"vpc.proxy.url is \"{Url}\", but in release 16.6.5 it has no effect on {components}; use a release whose "
                    + "components read a proxy; ask the vendor which variables they read, and add them to the release file with the facts "
                    + "proxy-url or proxy-java-options",
                "vpc.proxy.caSecretArn is \"arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/proxy-AbCdEf\", but in release "
                    + $"16.6.5 it has no effect on {components}; use a release whose components read its certificates; ask the vendor "
                    + "which variables they read, and add them to the release file with the facts proxy-ca-bundle or proxy-ca-secret-arn",
            ],
            warnings.Select(warning => warning.Message));
    }
}
