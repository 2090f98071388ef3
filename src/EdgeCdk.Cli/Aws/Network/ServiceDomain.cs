namespace EdgeCdk.Cli.Aws.Network;

/// <summary>The domain of AWS services, which is another one in China.</summary>
internal static class ServiceDomain
{
    /// <summary>Such as <c>amazonaws.com</c>.</summary>
    public static string Of(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
}
