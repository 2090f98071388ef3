using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>actions.json says what AWS's schemas do not, and nothing else.</summary>
public sealed class ActionTableTests(SynthesizedEdges edges)
{
    private readonly ActionTable _table = ActionTable.Read();

    [Fact]
    public void Every_type_of_a_template_has_a_schema() =>
        Assert.Empty(SynthesizedEdges.TemplateNames.SelectMany(name => edges[name].Resources).Select(resource => resource.Type)
            .Where(type => !type.StartsWith("Custom::", StringComparison.Ordinal)).Distinct().Except(ResourceTypes.Read().Types.Keys));

    [Fact]
    public void It_has_every_type_of_an_edge_that_any_release_or_file_makes()
    {
        var golden = Directory.GetFiles(Repository.Path("tests", "golden"), "*.template.json", SearchOption.AllDirectories).Select(SynthesizedTemplate.Read).ToList();
        var portable = SynthesizedEdges.TemplateNames.Where(name => name.StartsWith("edge-", StringComparison.Ordinal));
        var templates = golden.Concat(EdgeFiles.RandomNames.Concat(portable).Select(name => edges[name]));

        Assert.NotEmpty(golden);
        Assert.Empty(templates.SelectMany(template => template.Resources).Select(resource => ActionTable.NameOf(resource.Type)).Distinct().Except(_table.Types.Keys));
    }

    [Fact]
    public void It_has_no_type_that_no_edge_has() => Assert.Empty(_table.Types.Keys.Except(Types));

    [Fact]
    public void It_has_no_call_that_a_schema_has() =>
        Assert.All(_table.Besides, entry => Assert.All(
            entry.Calls.SelectMany(call => call.Value.Select(action => new HandlerCall(call.Key, action))),
            call => Assert.DoesNotContain(call, _table.Published(entry.Type).Calls)));

    [Fact]
    public void Of_what_is_not_ours_every_action_is_in_a_schema_and_there_once()
    {
        var entries = _table.NotOurs.SelectMany(entry => entry.Actions.Select(action => (entry, action))).ToList();

        Assert.Empty(entries.Where(one => !_table.Published(one.entry.Type).Calls.Any(call => call.Action == one.action && one.entry.Covers(one.entry.Type, call)))
            .Select(one => $"{one.entry.Type} {one.action}"));
        Assert.Distinct(entries.Select(one => (one.entry.Type, one.action)));
    }

    [Fact]
    public void Every_entry_has_its_reason() =>
        Assert.All(_table.NotOurs.Select(entry => entry.Because).Concat(_table.Besides.Select(entry => entry.Because)), reason => Assert.NotEqual("", reason.Trim()));

    [Fact]
    public void Every_scope_is_about_actions_that_are_called() =>
        Assert.Empty(_table.Scopes.Values.Where(scope => scope.Policy != ActionTable.Caller).SelectMany(scope => scope.Actions)
            .Except(_table.Types.Keys.SelectMany(_table.Calls).Select(call => call.Action)));

    private IEnumerable<string> Types => EdgeFiles.Names.SelectMany(name => edges[name].Resources).Select(resource => ActionTable.NameOf(resource.Type)).Distinct();
}
