using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Changes;

/// <summary>What holds for every change of an edge and for its rollback.</summary>
public sealed class ChangeTests(ChangedEdges edges) : IClassFixture<ChangedEdges>
{
    [Fact]
    public void A_function_has_a_new_version_exactly_when_it_changed_and_one_that_Lambda_publishes() =>
        Assert.Empty(All(change => change.WrongVersions()));

    [Fact]
    public void A_custom_resource_that_goes_away_may_still_do_what_its_deletion_takes() =>
        Assert.Empty(All(change => change.DeniedDeletions()));

    [Fact]
    public void Nothing_that_is_kept_under_a_fixed_name_leaves_the_stack() => Assert.Empty(All(change => change.KeptInTheWay()));

    [Fact]
    public void Nothing_is_created_while_its_predecessor_has_its_name() => Assert.Empty(All(change => change.NameConflicts()));

    [Fact]
    public void Nothing_that_holds_data_is_replaced_or_removed() => Assert.Empty(All(change => change.LostData()));

    [Fact]
    public void Changes_of_every_kind_are_among_them()
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"{edges.All.Count} changes");

        Assert.Contains(edges.All, change => change.Name.EndsWith("(portable)", StringComparison.Ordinal));
        Assert.Contains(edges.All, change => HasFewer(change, "Custom::EdgeEmpty"));
        Assert.Contains(edges.All, change => HasFewer(change, "Custom::EdgeAnnounce"));
        Assert.Contains(edges.All, change => Version(change.Before).LogicalId != Version(change.After).LogicalId);
    }

    private static bool HasFewer(StackChange change, string type) =>
        change.Before.OfType(type).Count > change.After.OfType(type).Count;

    private static Resource Version(SynthesizedTemplate template) => template.At("MetadataBrowsing/Function/Version");

    private IEnumerable<string> All(Func<StackChange, IEnumerable<string>> faults) => edges.All.SelectMany(faults);
}
