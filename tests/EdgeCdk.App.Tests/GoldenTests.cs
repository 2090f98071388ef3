using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>
/// Keeps the templates that users have deployed; what an upgrade does to them is tested with the command that reviews changes.
/// </summary>
public sealed class GoldenTests(SynthesizedEdges edges)
{
    [Fact]
    public void The_templates_of_the_newest_release_are_kept_as_they_are_made()
    {
        var release = GoldenTemplates.Releases[^1];

        Assert.All(
            GoldenTemplates.Edges, edge => Assert.Null(Snapshot.Compare(Render(edge, release), GoldenTemplates.PathOf(release, edge))));
    }

    [Fact]
    public void The_templates_of_every_older_release_are_kept_as_they_were()
    {
        var missing = GoldenTemplates.Releases.SkipLast(1).SelectMany(release => GoldenTemplates.Edges.Select(edge => (release, edge)))
            .Where(pair => !File.Exists(Repository.Path(GoldenTemplates.PathOf(pair.release, pair.edge)))).ToList();
        foreach (var (release, edge) in missing.Where(_ => Snapshot.IsUpdating))
            Assert.Null(Snapshot.Compare(Render(edge, release), GoldenTemplates.PathOf(release, edge)));

        Assert.True(
            Snapshot.IsUpdating || missing.Count == 0,
            "run the tests with UPDATE_SNAPSHOTS=1 once for a release whose templates are not kept yet");
    }

    [Fact]
    public void Each_is_of_the_release_that_its_folder_names() => Assert.All(
        GoldenTemplates.Releases.SelectMany(release => GoldenTemplates.Edges.Select(edge => (release, edge))),
        kept =>
        {
            var template = JsonNode.Parse(File.ReadAllText(Repository.Path(GoldenTemplates.PathOf(kept.release, kept.edge))))!;
            Assert.Equal(kept.release, template["Outputs"]!["Release"]!["Value"]!.ToString());
        });

    [Theory, InlineData("16.6.4"), InlineData("17.0.0")]
    public void The_file_of_an_edge_names_the_release_that_is_asked_for_and_no_other(string release) => Assert.All(
        GoldenTemplates.Edges, edge => Assert.All(
            System.Text.RegularExpressions.Regex.Matches(GoldenTemplates.EdgeText(edge, release), @"(?<![\d.])\d+\.\d+\.\d+(?![\d.])"),
            version => Assert.Equal(release, version.Value)));

    private string Render(string edge, string release) => GoldenTemplates.Render(edges.Synthesize(GoldenTemplates.EdgeText(edge, release)));
}
