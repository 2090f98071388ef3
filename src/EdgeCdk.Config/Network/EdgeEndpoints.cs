using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Network;

/// <summary>The interface endpoints of an edge, by AWS's names of the services.</summary>
internal static class EdgeEndpoints
{
    /// <summary>Those that the stack creates.</summary>
    public static IReadOnlyList<string> Created(VpcSection vpc) => vpc.EndpointOwner is EndpointOwner.Edge ? New(vpc) : [];

    /// <summary>Those that are there before the stack, as the edge file says.</summary>
    public static IReadOnlyList<string> Existing(VpcSection vpc) =>
        [.. Services(vpc, ResourceMode.Existing, vpc.ExistingEndpoints), .. New(vpc).Except(Created(vpc))];

    /// <summary>Those that are created for the edge, by its stack or by the team that owns the network.</summary>
    public static IReadOnlyList<string> New(VpcSection vpc) => Services(vpc, ResourceMode.Create, vpc.AdditionalEndpoints);

    private static string[] Services(VpcSection vpc, ResourceMode mode, IEnumerable<string> further) =>
    [
        .. vpc.Endpoints.Kms == mode ? (string[])["kms"] : [],
        .. vpc.Endpoints.SecretsManager == mode ? (string[])["secretsmanager"] : [],
        .. vpc.Endpoints.Sqs == mode ? (string[])["sqs"] : [],
        .. further.Distinct().Order(StringComparer.Ordinal),
    ];
}
