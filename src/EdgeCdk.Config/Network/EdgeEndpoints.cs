using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Network;

/// <summary>The interface endpoints of an edge, by AWS's names of the services.</summary>
internal static class EdgeEndpoints
{
    /// <summary>Those that the stack creates.</summary>
    public static IReadOnlyList<string> Created(VpcSection vpc) => Services(vpc, ResourceMode.Create, vpc.AdditionalEndpoints);

    /// <summary>Those that are there already, as the edge file says.</summary>
    public static IReadOnlyList<string> Existing(VpcSection vpc) => Services(vpc, ResourceMode.Existing, vpc.ExistingEndpoints);

    private static string[] Services(VpcSection vpc, ResourceMode mode, IEnumerable<string> further) =>
    [
        .. vpc.Endpoints.Kms == mode ? (string[])["kms"] : [],
        .. vpc.Endpoints.SecretsManager == mode ? (string[])["secretsmanager"] : [],
        .. vpc.Endpoints.Sqs == mode ? (string[])["sqs"] : [],
        .. further.Distinct().Order(StringComparer.Ordinal),
    ];
}
