using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>Every row of the contract, put to the IAM simulator with the policies of every edge.</summary>
public sealed class ContractTests(ContractedEdges edges)
{
    [Fact]
    public void Everyone_may_do_what_the_contract_says_and_nothing_that_it_refuses()
    {
        var broken = edges.Cases.Zip(edges.Decisions)
            .Where(
                pair => pair.Second.StartsWith("Error", StringComparison.Ordinal) || pair.First.May != (
                    pair.Second == IamSimulator.Allowed))
            .Select(pair => $"{pair.First}: {pair.Second}")
            .ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void Every_row_is_about_something_in_an_edge()
    {
        var used = edges.Cases.Select(@case => @case.Row).ToHashSet(ReferenceEqualityComparer.Instance);

        Assert.Empty(
            edges.Contract.Principals.SelectMany(principal => principal.Rows).Where(
                entry => !used.Contains(entry.Row)).Select(entry => entry.Row.Why));
    }

    [Fact]
    public void Every_edge_that_a_row_names_has_it()
    {
        var used = edges.Cases.Select(@case => (@case.Row, @case.Edge)).ToHashSet();

        Assert.Empty(
            from principal in edges.Contract.Principals
            from entry in principal.Rows
            from edge in entry.Row.Edges
            where !used.Contains((entry.Row, edge))
            select $"{edge}: {entry.Row.Why}");
    }

    [Fact]
    public void The_contract_has_enough_rows_to_say_something()
    {
        var rows = edges.Contract.Principals.SelectMany(principal => principal.Rows).ToList();

        Assert.True(rows.Count(entry => entry.May) >= 80, $"{rows.Count(entry => entry.May)} rows allow");
        Assert.True(rows.Count(entry => !entry.May) >= 60, $"{rows.Count(entry => !entry.May)} rows refuse");
    }

    [Fact]
    public void Every_statement_with_every_action_and_resource_is_needed_by_a_row() =>
        Assert.True(edges.Needless.Count == 0, $"without these every row would be decided as before:\n{string.Join('\n', edges.Needless)}");

    [Fact]
    public void A_permissions_boundary_holds_back_what_the_roles_own_policies_allow()
    {
        var beyond = edges.Cases.Where(@case => !@case.May && @case.Row.On.Contains("a role of a data source beyond the boundary"))
            .ToList();

        Assert.NotEmpty(beyond);
        Assert.All(edges.DecideAgain(beyond), decision => Assert.Equal("ImplicitlyDenied", decision));
        Assert.All(
            edges.DecideAgain([.. beyond.Select(@case => @case with { Request = @case.Request with { Boundary = null } })]),
            decision => Assert.Equal(IamSimulator.Allowed, decision));
    }
}
