using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>Whole templates, so that every change of them is seen and reviewed.</summary>
public sealed class SnapshotTests(SynthesizedEdges edges)
{
    [Theory, InlineData(EdgeFiles.Demo), InlineData(EdgeFiles.Full), InlineData(EdgeFiles.Watched)]
    public void The_template_is_the_reviewed_one(string edge)
    {
        if (Snapshot.Compare($"Edge-{edge}.template.json", edges[edge]) is { } difference)
            Assert.Fail(difference);
    }

    [Fact]
    public void The_template_of_the_portfolio_is_the_reviewed_one() =>
        Assert.Null(Snapshot.Compare("Portfolio.template.json", edges["portfolio"]));

    [Fact]
    public void The_template_of_the_prerequisites_is_the_reviewed_one() =>
        Assert.Null(Snapshot.Compare("Prerequisites.template.json", edges["prerequisites"]));
}
