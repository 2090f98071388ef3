using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Split;

/// <summary>
/// An edge with everything that an edge can have, closed egress, and every endpoint, each with a policy: the team of the network creates
/// all endpoints.
/// </summary>
internal sealed class ClosedEdge
{
    private static ClosedEdge? _one;

    private ClosedEdge(SynthesizedEdges edges)
    {
        Created = edges.Synthesize(EdgeFiles.ClosedWithEverything);
        Divided = new(edges.Definition(Before), Created, knowsIds: true);
        Own = edges.Synthesize(After);
    }

    /// <summary>The one of all tests.</summary>
    public static ClosedEdge Of(SynthesizedEdges edges) => _one ??= new(edges);

    /// <summary>The file when the teams have created nothing yet, but for the path of the roles.</summary>
    public static string Before { get; } = ExistingResources.In(EdgeFiles.ClosedByNetworkTeam, groups: false, keys: false);

    /// <summary>The file with what the teams passed on.</summary>
    public static string After { get; } = ExistingResources.In(EdgeFiles.ClosedByNetworkTeam);

    /// <summary>The template that creates everything.</summary>
    public SynthesizedTemplate Created { get; }

    /// <summary>The templates of the teams, by the file before.</summary>
    public DividedEdge Divided { get; }

    /// <summary>The template of the edge, by the file after.</summary>
    public SynthesizedTemplate Own { get; }
}
