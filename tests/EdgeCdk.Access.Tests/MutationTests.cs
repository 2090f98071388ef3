using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeCdk.Access.Tests;

/// <summary>
/// Whether the contract would notice a mistake in a policy: because a row is decided otherwise, or because the mistake leaves
/// something in the statement that no row needs.
/// </summary>
public sealed class MutationTests(ContractedEdges edges)
{
    // Mistakes without consequence: what is written is wider, but what anybody may do is the same.
    private static readonly (string Mistake, string Reason)[] Harmless =
    [
        ("AnnounceImage: events:\\*", "events:PutEvents is the only action on an event bus that has both condition keys"),
        ("PassTaskRoles: iam:\\*", "iam:PassRole is the only action that has the condition key iam:PassedToService"),
        ("TagJobsWhileStarting: ecs:\\*", "ecs:TagResource is the only action that has the condition key ecs:CreateAction"),
    ];

    [Fact]
    public void Of_a_hundred_mistakes_in_policies_at_least_95_are_noticed()
    {
        var kinds = edges.Mutants.GroupBy(mutant => mutant.Kind).Select(kind =>
            $"{kind.Key}: {kind.Count()}, noticed by rows "
                + $"{kind.Count() - edges.NotNoticedByRows.Count(mutant => mutant.Kind == kind.Key)}, "
            + $"not noticed {edges.Survivors.Count(mutant => mutant.Kind == kind.Key)}");
        var noticed = 1 - (double)edges.Survivors.Count / edges.Mutants.Count;
        var report = string.Create(
            CultureInfo.InvariantCulture,
            $"{noticed:P1} of {edges.Mutants.Count} noticed\n{string.Join('\n', kinds)}\nnot "
                + $"noticed:\n{string.Join('\n', edges.Survivors)}");
        TestContext.Current.TestOutputHelper!.WriteLine(report);

        Assert.True(edges.Mutants.Count >= 200, report);
        Assert.True(noticed >= 0.95, report);
    }

    [Fact]
    public void A_mistake_that_is_not_noticed_is_known_to_be_harmless() =>
        Assert.DoesNotContain(
            edges.Survivors, survivor => !Array.Exists(Harmless, known => Regex.IsMatch(survivor.ToString(), known.Mistake)));

    [Fact]
    public void Every_mistake_that_is_said_to_be_harmless_is_tried() =>
        Assert.All(Harmless, known => Assert.Contains(edges.Survivors, survivor => Regex.IsMatch(survivor.ToString(), known.Mistake)));
}
