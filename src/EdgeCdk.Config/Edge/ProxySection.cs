using System.Globalization;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>The HTTP proxy of a network whose workloads reach the internet through one.</summary>
public sealed record ProxySection
{
    /// <summary>Most characters of all items of <see cref="NoProxy"/> together: all variables of a function have 4 KB.</summary>
    internal const int LongestNoProxy = 128;

    /// <summary>Address of the proxy, with its port, such as http://proxy.example.com:3128.</summary>
    /// <effect>
    /// Variables of the processing jobs, of Metadata Browsing and of the telemetry collector, as the release names them: for programs that
    /// read HTTPS_PROXY, and options of the Java virtual machine. A component whose release names none does not use the proxy, and `edge
    /// validate` says so.
    /// </effect>
    /// <consequence>
    /// AWS Fargate pulls images, reads secrets and writes logs without a proxy, and services of AWS are always called without one: each
    /// needs an endpoint or NAT all the same. User name and password are refused, since whoever may describe a task or a function reads
    /// them: the proxy must know the private subnets by their addresses.
    /// </consequence>
    [ProxyUrl]
    public required string Url { get; init; }

    /// <summary>
    /// Hosts that are called without the proxy, each with all hosts below it, such as corp.example.com; at most 128 characters together.
    /// Default: none but what the stack adds: the services of AWS that a workload calls, the telemetry collector, and the addresses of
    /// the platform.
    /// </summary>
    /// <effect>The same variables.</effect>
    /// <consequence>Drivers that do not speak HTTP, such as those of databases, never use the proxy, and need not be here.</consequence>
    [HostName, Count(0, 10)]
    public IReadOnlyList<string> NoProxy { get; init; } = [];

    /// <summary>
    /// Secret whose text is the certificates of the proxy's own authority in PEM, for one that opens TLS connections. Default: none.
    /// </summary>
    /// <effect>
    /// ECS reads the secret into a variable of the containers; Metadata Browsing gets its ARN, and may read it. Only in a release whose
    /// images read them.
    /// </effect>
    /// <consequence>
    /// Another value reaches tasks that start afterwards. Whoever may write the secret decides which servers are trusted.
    /// </consequence>
    [SecretArn]
    public string? CaSecretArn { get; init; }

    /// <summary>Key of that secret. Default: the account's own key for Secrets Manager.</summary>
    /// <effect>The execution roles and Metadata Browsing may decrypt with this key, through Secrets Manager alone.</effect>
    [KeyArn]
    public string? CaSecretKeyArn { get; init; }

    /// <summary>The host of the proxy.</summary>
    internal string Host() => Url[(Url.LastIndexOf('/') + 1)..Url.LastIndexOf(':')];

    /// <summary>The port of the proxy.</summary>
    internal int Port() => int.Parse(Url[(Url.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
}
