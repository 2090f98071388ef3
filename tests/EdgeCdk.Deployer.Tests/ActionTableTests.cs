using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>actions.json says what AWS's schemas do not, and nothing else.</summary>
public sealed class ActionTableTests(SynthesizedEdges edges)
{
    private readonly ActionTable _table = ActionTable.Read();

    [Fact]
    public void Every_type_of_a_template_has_a_schema()
    {
        var reviewed = Templates("snapshots").ToList();
        var types = TypesOf([.. reviewed, .. OfEdgeFiles, .. OfParameters]).Where(type => type != ActionTable.Custom);

        Assert.NotEmpty(reviewed);
        Assert.Empty(types.Except(ResourceTypes.Read().Types.Keys));
    }

    [Fact]
    public void It_has_every_type_of_an_edge_that_any_release_or_file_makes()
    {
        var golden = Templates("golden").ToList();
        // Three more random edges are in the tests of the launch role.
        var random = EdgeFiles.RandomNames.Take(2).Select(name => edges[name]);

        Assert.NotEmpty(golden);
        Assert.Empty(TypesOf([.. golden, .. random, .. OfParameters]).Except(_table.Types.Keys));
    }

    [Fact]
    public void It_has_no_type_that_no_edge_has() => Assert.Empty(_table.Types.Keys.Except(TypesOf(OfEdgeFiles)));

    [Fact]
    public void It_has_no_call_that_a_schema_has()
    {
        foreach (var entry in _table.Besides)
            Assert.Empty(entry.HandlerCalls.Intersect(_table.Published(entry.Type).Calls));
    }

    [Fact]
    public void Of_what_is_not_ours_every_action_is_in_a_schema_and_there_once()
    {
        foreach (var entry in _table.NotOurs)
        {
            var inSchema = _table.Published(entry.Type).Calls.Where(call => entry.Covers(entry.Type, call)).Select(call => call.Action);
            Assert.Empty(entry.Actions.Except(inSchema).Select(action => $"{entry.Type} {action}"));
        }

        Assert.Distinct(_table.NotOurs.SelectMany(entry => entry.Actions.Select(action => (entry.Type, action))));
    }

    [Fact]
    public void Every_entry_has_its_reason()
    {
        var reasons = _table.NotOurs.Select(entry => entry.Because).Concat(_table.Besides.Select(entry => entry.Because));

        Assert.DoesNotContain(reasons, string.IsNullOrWhiteSpace);
    }

    [Fact]
    public void Every_scope_is_about_actions_that_are_called()
    {
        var scopes = _table.Scopes.Values.Where(scope => scope.Policy != ActionTable.Caller);
        var called = _table.Types.Keys.SelectMany(_table.Calls).Select(call => call.Action);

        Assert.Empty(scopes.SelectMany(scope => scope.Actions).Except(called));
    }

    private IEnumerable<SynthesizedTemplate> OfEdgeFiles => EdgeFiles.Names.Select(name => edges[name]);

    // Two of the four portable templates of a release have all types of the four.
    private IEnumerable<SynthesizedTemplate> OfParameters =>
        new[] { "edge", "edge-stack-set-retained" }.Select(form => edges[$"{form}-{GoldenTemplates.Releases[^1]}"]);

    private static IEnumerable<SynthesizedTemplate> Templates(string directory) =>
        Directory.GetFiles(Repository.Path("tests", directory), "*.template.json", SearchOption.AllDirectories)
            .Select(SynthesizedTemplate.Read);

    private static IEnumerable<string> TypesOf(IEnumerable<SynthesizedTemplate> templates) =>
        templates.SelectMany(template => template.Resources).Select(resource => ActionTable.NameOf(resource.Type)).Distinct();
}
