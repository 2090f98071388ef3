using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Tests.Support;

/// <summary>Edges that the portable template can express, which together use every mode there is.</summary>
public static class PortableEdges
{
    /// <summary>How many edges use every mode between them; the others are random.</summary>
    public const int NumberOfChosenEdges = 5;

    private const int NumberOfRandomEdges = 8;

    /// <summary>Every key that parameters can express, everything enabled, three subnets, own secret for telemetry.</summary>
    public static string Everything { get; } = EdgeFiles.Text(EdgeFiles.Full)
        .With("artifacts: { directory: packages }", """
            artifacts:
              bucket: copies-of-full
              prefix: edge/16.6.5/
              keyArn: arn:aws:kms:eu-central-1:999988887777:key/3333abcd-12ab-34cd-56ef-1234567890ab
            """)
        .With("alarms: { create: true }", "alarms: { topicArn: \"arn:aws:sns:eu-central-1:012345678901:alarms\" }");

    /// <summary>The chosen edges, followed by the random ones.</summary>
    public static IReadOnlyList<EdgeDefinition> InOrder { get; } =
        [.. Texts().Select(Read).OfType<EdgeDefinition>().Take(NumberOfChosenEdges + NumberOfRandomEdges)];

    /// <summary>The edges, by name.</summary>
    public static IReadOnlyDictionary<string, EdgeDefinition> All { get; } = InOrder.ToDictionary(edge => edge.Config.Edge.Name);

    private static IEnumerable<string> Texts() =>
    [
        .. new[] { EdgeFiles.Demo, EdgeFiles.Mirror, EdgeFiles.Longest, EdgeFiles.Watched }.Select(EdgeFiles.Text),
        Everything,
        .. RandomEdge.First(4 * NumberOfRandomEdges).Select(edge => edge.Text),
    ];

    // Packages of random edges may be local ones, which are not there.
    private static EdgeDefinition? Read(string text)
    {
        using var directory = new TemporaryDirectory();
        return Fleet.Check([directory.Write("edges/edge.yaml", text)], Repository.Releases).Edges is [var edge] ? Expressible(edge) : null;
    }

    /// <summary>An edge without what parameters cannot say; where its packages are does not change.</summary>
    public static EdgeDefinition Expressible(EdgeDefinition edge) => edge with { Config = Expressible(edge.Config) };

    private static EdgeConfig Expressible(EdgeConfig config) => config with
    {
        Jobs = new Dictionary<Job, SizeOverride>(),
        PlaneManager = new PlaneManagerSection { Replicas = config.PlaneManager.Replicas },
        Vpc = config.Vpc with { PrivateSubnetIds = [.. config.Vpc.PrivateSubnetIds.Take(PortableParameters.MostSubnets)] },
        CustomerRoleAccounts = [.. config.CustomerRoleAccounts.Take(PortableParameters.MostAccounts)],
    };
}
