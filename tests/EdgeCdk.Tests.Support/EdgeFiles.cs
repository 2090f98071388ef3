using System.Text.RegularExpressions;
using EdgeCdk.Config;

namespace EdgeCdk.Tests.Support;

/// <summary>Edge files that together use every mode there is: the examples of docs/examples.</summary>
public static partial class EdgeFiles
{
    /// <summary>The smallest example: all defaults.</summary>
    public const string Demo = "demo";

    /// <summary>Everything enabled, data retained, three subnets, own secrets, local packages.</summary>
    public const string Full = "full";

    /// <summary>Images from Amazon ECR, all endpoints there already, nothing running, in China.</summary>
    public const string Mirror = "mirror";

    /// <summary>A mirror without credentials, in GovCloud, with the longest name there can be.</summary>
    public const string Longest = "govcloud-analytics-1";

    /// <summary>The demo edge with everything that it leaves out: telemetry collector, alarms with a topic, queues connected.</summary>
    public const string Watched = "watched";

    // Two with tests of their own: their switches are those of the full edge, or closed security groups.
    private static readonly string[] Apart = ["locked-down", "closed"];

    private static readonly Dictionary<string, string> Examples =
        EdgeExamples.Names.Where(name => !Apart.Contains(name)).Select(name => File.ReadAllText(EdgeExamples.PathOf(name)))
            .ToDictionary(text => EdgeName().Match(text).Value);

    private static readonly Dictionary<string, string> Random =
        RandomEdge.First(NumberOfRandomEdges).ToDictionary(file => file.Name, file => file.Text);

    /// <summary>The text of the example with closed security groups, in a network without NAT.</summary>
    public static string Closed { get; } = File.ReadAllText(EdgeExamples.PathOf("closed"));

    /// <summary>The same with everything that it leaves out, and an endpoint for each service.</summary>
    public static string ClosedWithEverything { get; } = Closed
        .With(
            "[ecr.api, ecr.dkr, ecs, logs, sts]",
            "[cloudformation, ecr.api, ecr.dkr, ecs, events, lambda, logs, monitoring, sts, tagging]")
        .With("    mode: closed", "    mode: closed\n    telemetry: [\"203.0.113.7/32:443\"]\n    proxy: [\"10.40.0.7/32:3128\"]")
        .With("  egress:\n", "  proxy: { url: \"http://10.40.0.7:3128\", noProxy: [corp.example.com] }\n  egress:\n")
        + """

        customerRoleAccounts: ["111122223333", "222233334444"]
        observability: { enabled: true }
        functions: { ownFunctionsInVpc: true }

        """;

    /// <summary>The same, with endpoints that the team of the network creates.</summary>
    public static string ClosedByNetworkTeam { get; } = ClosedWithEverything
        .With("  internetAccess: false", "  endpointOwner: network\n  internetAccess: false");

    /// <summary>Names of the edges of all examples but the locked-down and the closed one, of which some are above.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Examples.Keys];

    /// <summary>Names of random edges: always the same 5, or as many as EDGE_RANDOM_EDGES says.</summary>
    public static IReadOnlyList<string> RandomNames { get; } = [.. Random.Keys];

    /// <summary>The text of one of them.</summary>
    public static string Text(string name) => Examples.TryGetValue(name, out var text) || Random.TryGetValue(name, out text)
        ? text
        : throw new ArgumentException($"no edge file is called {name}", nameof(name));

    /// <summary>The text of a file with a part of it replaced, which must be there.</summary>
    public static string With(this string text, string part, string replacement) => text.Contains(part, StringComparison.Ordinal)
        ? text.Replace(part, replacement, StringComparison.Ordinal)
        : throw new ArgumentException($"the file has no \"{part}\"", nameof(part));

    private static int NumberOfRandomEdges =>
        int.TryParse(Environment.GetEnvironmentVariable("EDGE_RANDOM_EDGES"), out var number) ? number : 5;

    [GeneratedRegex(@"(?<=^edge:\s+(?:\{ )?name: )[a-z0-9-]+", RegexOptions.Multiline)]
    private static partial Regex EdgeName();
}
