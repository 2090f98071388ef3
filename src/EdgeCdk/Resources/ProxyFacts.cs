using EdgeCdk.Config.Network;

namespace EdgeCdk.Resources;

/// <summary>
/// What workloads are told about the proxy: in the form of NO_PROXY, which Python, Go and curl read, and in that of the Java virtual
/// machine, whose own exceptions a value of ours takes the place of.
/// </summary>
internal sealed record ProxyFacts(EdgeInputs Inputs)
{
    // Credentials of tasks, and metadata.
    private static readonly string[] Platform = ["169.254.169.254", "169.254.170.2"];

    /// <summary>Host of the telemetry collector. Default: there is none.</summary>
    public Conditional<string> CollectorHost { get; init; } = new("", When.Never);

    private ProxyInputs Proxy => Inputs.Proxy;

    public Conditional<string> Url => new(Proxy.Url, Proxy.When);

    public Conditional<string> CaSecretArn => Proxy.CaSecretArn;

    /// <summary>What is called without the proxy, as NO_PROXY has it: a name stands for all hosts below it.</summary>
    /// <param name="workload">Who calls.</param>
    /// <param name="hasBlocks">Whether the blocks of the VPC are in it, which Java and Python do not read.</param>
    public Conditional<string> Exceptions(Workload workload, bool hasBlocks) => Value(
    [
        string.Join(',', (string[])["localhost", "127.0.0.1", .. Platform, .. Services(workload)]),
        hasBlocks ? $",{Proxy.CidrBlocks}" : "",
        Optional(CollectorHost, host => $",{host}"),
        Optional(Proxy.NoProxy, hosts => $",{hosts}"),
    ]);

    /// <summary>The proxy and its exceptions as options of the Java virtual machine.</summary>
    public Conditional<string> JavaOptions(Workload workload) => Value(
    [
        // The first is what Snowflake's driver asks for.
        $"-Dhttp.useProxy=true -Dhttp.proxyHost={Proxy.Host} -Dhttp.proxyPort={Proxy.Port} -Dhttps.proxyHost={Proxy.Host} "
            + $"-Dhttps.proxyPort={Proxy.Port} -Dhttp.nonProxyHosts=",
        string.Join('|', (string[])["localhost", "127.*", "[::1]", .. Platform, .. Services(workload).SelectMany(WithBuckets)]),
        Optional(CollectorHost, host => $"|{host}"),
        Optional(Proxy.NoProxy, hosts => $"|{Separated("|", hosts)}|*.{Separated("|*.", hosts)}"),
    ]);

    /// <summary>What the execution role of a task, or a function itself, needs to read the certificates.</summary>
    public IReadOnlyList<Statement> CaPermissions =>
    [
        Statement.Allow("ReadProxyCertificates", ["secretsmanager:GetSecretValue"], Proxy.CaSecretArn.Value).If(Proxy.CaSecretArn.When),
        Statement.Allow("DecryptProxyCertificates", ["kms:Decrypt"], Proxy.CaSecretKeyArn.Value)
            .When("StringEquals", "kms:ViaService", Inputs.Edge.ServiceEndpoint("secretsmanager"))
            .If(Proxy.CaSecretKeyArn.When),
    ];

    private Conditional<string> Value(IEnumerable<string> parts) => new(string.Concat(parts), Proxy.When);

    private static string Optional(Conditional<string> value, Func<string, string> part) =>
        value.When.IsPossible ? value.When.IfElse(part(value.Value), "")! : "";

    // The bucket of results may be in another region.
    private IEnumerable<string> Services(Workload workload)
    {
        var (region, domain) = (Inputs.Edge.Region, Inputs.Edge.DnsSuffix);
        var called = FlowTable.All.Where(flow => flow.From == workload && flow is { Service: not null, IsOfPlatform: false })
            .Select(flow => ServiceHosts.Of(flow.Service!, Inputs.Edge.AccountId, $"{region}.{domain}")).Distinct();
        return called.Concat(workload is Workload.Jobs ? [$"s3.{Inputs.ResultBucket.Region}.{domain}"] : []);
    }

    // A JVM takes a name for one host alone.
    private static string[] WithBuckets(string host) => host.StartsWith("s3.", StringComparison.Ordinal) ? [host, $"*.{host}"] : [host];

    private static string Separated(string separator, string hosts) => Amazon.CDK.Token.IsUnresolved(hosts)
        ? Amazon.CDK.Fn.Join(separator, Amazon.CDK.Fn.Split(",", hosts))
        : hosts.Replace(",", separator, StringComparison.Ordinal);
}
