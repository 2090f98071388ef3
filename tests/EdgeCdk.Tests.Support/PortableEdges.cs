using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Tests.Support;

/// <summary>Edges that the portable template can express, which together use every mode there is.</summary>
public static class PortableEdges
{
    /// <summary>How many edges use every mode between them; the others are random.</summary>
    public const int NumberOfChosenEdges = 7;

    private const int NumberOfRandomEdges = 8;

    /// <summary>Every key that parameters can express, everything enabled, three subnets, own secret for telemetry.</summary>
    public static string Everything { get; } = EdgeFiles.Text(EdgeFiles.Full)
        .With("artifacts: { directory: packages }", """
            artifacts:
              bucket: copies-of-full
              prefix: edge/16.6.5/
              keyArn: arn:aws:kms:eu-central-1:999988887777:key/3333abcd-12ab-34cd-56ef-1234567890ab
            """)
        .With("alarms: { create: true,", "alarms: { topicArn: \"arn:aws:sns:eu-central-1:012345678901:alarms\",");

    /// <summary>Closed security groups with every key of theirs, for everything that has a group.</summary>
    public static string ClosedWithEverything { get; } = EdgeFiles.Text(EdgeFiles.Demo)
        .With("name: demo", "name: demo-closed")
        .With("kms: create", "kms: existing")
        .With("vpc:\n", """
            vpc:
              additionalEndpoints: [cloudformation, ecs, events, lambda, logs, monitoring]
              existingEndpoints: [sts, tagging]
              endpointPolicies: { enabled: true, furtherBuckets: [sfc-stage-1, sfc-stage-2] }
              egress:
                mode: closed
                s3PrefixListId: pl-6ea54007
                endpointBlocks: [10.9.0.0/24, 10.9.1.0/24]
                registry: ["10.8.0.0/24:443", "10.8.1.9/32:5000"]
                telemetry: ["203.0.113.7/32:4318"]
                proxy: ["10.40.0.7/32:3128"]
                dataSources: ["10.20.0.0/16:5432", "10.30.7.4/32:1521-1522"]
                dataSourceGroups: ["sg-0f1924823027c00c7:3306"]
                dnsServers: [10.0.0.53/32]
              proxy: { url: "http://10.40.0.7:3128" }

            """)
        + """

        registry: { prefix: registry.example.com/edge/, credentials: none }
        observability: { enabled: true }
        functions: { ownFunctionsInVpc: true }

        """;

    /// <summary>The chosen edges, followed by the random ones.</summary>
    public static IReadOnlyList<EdgeDefinition> InOrder { get; } =
        [.. Texts().Select(Read).OfType<EdgeDefinition>().Take(NumberOfChosenEdges + NumberOfRandomEdges)];

    /// <summary>The edges, by name.</summary>
    public static IReadOnlyDictionary<string, EdgeDefinition> All { get; } = InOrder.ToDictionary(edge => edge.Config.Edge.Name);

    private static IEnumerable<string> Texts() =>
    [
        .. new[] { EdgeFiles.Demo, EdgeFiles.Mirror, EdgeFiles.Longest, EdgeFiles.Watched }.Select(EdgeFiles.Text),
        Everything,
        // With an endpoint that nobody calls, and one that gets no policy.
        EdgeFiles.Closed.With("ecs, logs, sts]", "ecs, elasticfilesystem, logs, monitoring, sts]"),
        ClosedWithEverything,
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
