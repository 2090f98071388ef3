using EdgeCdk.Config;

namespace EdgeCdk.Cli.Handover.Waves;

/// <summary>Edges of a fleet that are deployed before those of the next wave.</summary>
/// <param name="Number">Its number in the edge files.</param>
/// <param name="Rounds">The edges of a round are deployed at once: never two of one customer.</param>
internal sealed record Wave(int Number, IReadOnlyList<IReadOnlyList<EdgeDefinition>> Rounds)
{
    /// <summary>All edges of the wave.</summary>
    public IEnumerable<EdgeDefinition> Edges => Rounds.SelectMany(round => round);

    /// <summary>The waves of edges, the first one first.</summary>
    public static IReadOnlyList<Wave> Of(IEnumerable<EdgeDefinition> edges) =>
    [
        .. from edge in edges
           group edge by edge.Config.Deployment.Wave into wave
           orderby wave.Key
           select new Wave(wave.Key, RoundsOf(wave)),
    ];

    // The second edge of a customer is in the second round, and so on.
    private static IReadOnlyList<IReadOnlyList<EdgeDefinition>> RoundsOf(IEnumerable<EdgeDefinition> edges)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. from edge in edges.ToList()
               group edge by RoundOf(edge.Config.Deployment.Customer) into round
               orderby round.Key
               select (IReadOnlyList<EdgeDefinition>)[.. round],
        ];

        int RoundOf(string? customer) => customer is null ? 0 : known[customer] = known.GetValueOrDefault(customer, -1) + 1;
    }
}
