using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Portable;

/// <summary>An edge file in the words of the portable template.</summary>
internal static class PortableValues
{
    private const string EdgeFile = "deploy this edge from its file with the CDK CLI";

    /// <summary>
    /// The values by parameter, in the order of the forms. All are stated but secrets and what is fixed: a value that is left out
    /// stays what it was in the last deployment.
    /// </summary>
    /// <param name="edge">An edge without <see cref="Obstacles"/>.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(EdgeDefinition edge) =>
    [
        .. PortableParameters.For(edge.Release).Where(parameter => parameter is { IsSecret: false, IsFixed: false })
            .Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value(edge) ?? parameter.Default!)),
    ];

    /// <summary>The secret parameters that whoever deploys the edge must give.</summary>
    public static IReadOnlyList<string> Secrets(EdgeConfig config) =>
    [
        .. config.Registry is { Credentials: null, SecretArn: null } ? (string[])["RegistryUsername", "RegistryPassword"] : [],
        .. config.Observability is { Enabled: true, OtlpSecretArn: null } ? (string[])["OtlpEndpoint", "OtlpAuthorization"] : [],
    ];

    /// <summary>What the file says and the portable template cannot.</summary>
    public static IEnumerable<Problem> Obstacles(EdgeDefinition edge)
    {
        var config = edge.Config;
        if (config.Artifacts.Bucket is null)
        {
            yield return new Problem(
                "artifacts.bucket", "is missing",
                "use a bucket in the edge's region that holds the packages: the portable template uploads nothing",
                "copy the packages to a bucket and name it");
        }

        if (config.Vpc.PrivateSubnetIds.Count > PortableParameters.MostSubnets)
            yield return TooMany("vpc.privateSubnetIds", config.Vpc.PrivateSubnetIds.Count, PortableParameters.MostSubnets);
        if (config.Vpc.EndpointPolicies.FurtherBuckets.Count is var buckets && buckets > PortableParameters.MostDestinations)
            yield return TooMany("vpc.endpointPolicies.furtherBuckets", buckets, PortableParameters.MostDestinations);
        foreach (var (_, key, _, items) in EgressParameters.Lists)
        {
            if (items(config.Vpc.Egress).Count is var count && count > PortableParameters.MostDestinations)
                yield return TooMany(key, count, PortableParameters.MostDestinations);
        }

        if (config.CustomerRoleAccounts.Count > PortableParameters.MostAccounts)
            yield return TooMany("customerRoleAccounts", config.CustomerRoleAccounts.Count, PortableParameters.MostAccounts);
        if (config.S3.IamRoleArn.Length > PortableParameters.LongestResultRoleArn)
        {
            yield return Problem.Is(
                "s3.iamRoleArn", config.S3.IamRoleArn,
                $"an ARN of at most {PortableParameters.LongestResultRoleArn} characters with the portable template",
                $"give the role a shorter path or name, or {EdgeFile}");
        }

        foreach (var (key, text, most) in ProxyTexts(config.Vpc.Proxy))
        {
            if (text.Length > most)
            {
                yield return new Problem(
                    key, $"has {text.Length} characters", $"use at most {most} with the portable template", $"shorten it, or {EdgeFile}");
            }
        }

        foreach (var key in Existing(config))
        {
            yield return new Problem(
                key, "is set", "let the stack create roles, security groups, endpoints and keys with the portable template",
                $"remove it, or {EdgeFile}");
        }

        foreach (var key in Sizes(config))
            yield return new Problem(key, "is set", "use the release's sizes with the portable template", $"remove it, or {EdgeFile}");
    }

    private static IEnumerable<(string Key, string Text, int Most)> ProxyTexts(ProxySection? proxy) => proxy is null ? [] :
    [
        ("vpc.proxy.url", proxy.Url, ProxyParameters.LongestUrl),
        ("vpc.proxy.noProxy", string.Join(',', proxy.NoProxy), ProxyParameters.LongestNoProxy),
        ("vpc.proxy.caSecretArn", proxy.CaSecretArn ?? "", ProxyParameters.LongestCaSecretArn),
    ];

    private static IEnumerable<string> Existing(EdgeConfig config) =>
    [
        .. config.Iam.Roles is ResourceMode.Existing ? (string[])["iam.roles"] : [],
        .. config.Vpc.SecurityGroups is not null ? (string[])[WorkloadGroup.Block] : [],
        .. config.Vpc.EndpointOwner is EndpointOwner.Network ? (string[])["vpc.endpointOwner"] : [],
        .. config.Kms.GeneralKeyArn is not null ? (string[])["kms.generalKeyArn"] : [],
        .. config.Kms.DataQualityKeyArn is not null ? (string[])["kms.dataQualityKeyArn"] : [],
    ];

    private static IEnumerable<string> Sizes(EdgeConfig config) =>
    [
        .. config.Jobs.Count > 0 ? (string[])["jobs"] : [],
        .. config.PlaneManager.Cpu is not null ? (string[])["planeManager.cpu"] : [],
        .. config.PlaneManager.MemoryMiB is not null ? (string[])["planeManager.memoryMiB"] : [],
    ];

    private static Problem TooMany(string key, int count, int most) =>
        new(key, $"has {count} items", $"use at most {most} with the portable template", $"remove some, or {EdgeFile}");
}
