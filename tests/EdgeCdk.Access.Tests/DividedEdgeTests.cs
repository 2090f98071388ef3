using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>
/// The contract over the templates of the teams that create roles, groups and keys, put together with the stack of the edge: the answers
/// are those of the one stack.
/// </summary>
public sealed class DividedEdgeTests(ContractedEdges edges)
{
    [Theory]
    [InlineData(EdgeFiles.Full)]
    [InlineData(EdgeFiles.Watched)]
    public void The_contract_gives_the_same_answers_over_the_templates_of_the_teams(string name)
    {
        var cases = edges.Divided(name, knowsIds: true);

        Assert.Equal(edges.Cases.Count(@case => @case.Edge == name), cases.Count);
        Assert.Empty(Broken(cases));
    }

    // The ids of file system and access points are parameters, * until they exist.
    [Fact]
    public void Before_the_first_deployment_nothing_but_mounts_is_wider()
    {
        var broken = Broken(edges.Divided(EdgeFiles.Watched, knowsIds: false)).ToList();

        Assert.NotEmpty(broken);
        Assert.All(broken, pair =>
        {
            Assert.False(pair.Case.May, $"{pair.Case}: {pair.Decision}");
            Assert.StartsWith("elasticfilesystem:Client", pair.Case.Request.Action, StringComparison.Ordinal);
        });
    }

    private static IEnumerable<(ContractCase Case, string Decision)> Broken(IEnumerable<(ContractCase Case, string Decision)> cases) =>
        cases.Where(pair => pair.Case.May != (pair.Decision == IamSimulator.Allowed));
}
