using System.Text.Json.Nodes;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>What the rules of others say about every kind of template, from one run of each suite.</summary>
public sealed class RulesOfOthers : IDisposable
{
    /// <summary>The names of the templates, as the document has them.</summary>
    internal const string Edge = "edge", Portable = "portable", LockedDown = "locked down";

    private const string ReadOnly = "user: \"1000:1000\", readonlyRootFilesystem: true, writablePaths: [/tmp]";

    private readonly SynthesizedEdges _edges;
    private readonly TemporaryDirectory _directory = new();

    public RulesOfOthers(SynthesizedEdges edges)
    {
        _edges = edges;
        var edge = new JudgedTemplate(Edge, edges.Watched.Json);
        Documented =
        [
            edge, OfParameters(), OfForm("Prerequisites", "prerequisites", ("EdgeName", "acme")),
            new("Portfolio", edges["portfolio"].Json),
            new("deployer", JsonNode.Parse(File.ReadAllText(Repository.Path("docs", "security", "deployer.template.json")))!.AsObject()),
        ];
        Switched = KeySwitch.All.ToDictionary(one => one.Key, one => new JudgedTemplate(one.Key, one.Synthesize(edges).Json));
        var locked = new JudgedTemplate(LockedDown, edges.SynthesizeOnRelease(LockedDownText, "16.6.5", KeySwitch.Images(ReadOnly)).Json);
        JudgedTemplate[] whole = [.. Documented, locked];
        // Rules look at one resource at a time: those that a key leaves as they are have been judged with the edge.
        var news = Switched.Values.Select((one, index) => one.Beside($"new {index}", edge));
        ControlTower = Others.ControlTower.Check([.. whole, .. news]);
        SecurityHub = whole.Concat(Switched.Values).ToDictionary(one => one.Name, Others.SecurityHub.Check);
        CdkNag = Findings([.. whole, .. Switched.Values]);
        ControlTowerSwitched = Switched.Keys.Index().ToDictionary(
            key => key.Item,
            key => ControlTower[Edge].Findings.Except(Of(edge, Switched[key.Item], ControlTower[Edge]))
                .Union(Of(Switched[key.Item], edge, ControlTower[$"new {key.Index}"])).ToHashSet());

        // What is found in resources that another template does not have in this form.
        static IEnumerable<RuleFinding> Of(JudgedTemplate one, JudgedTemplate other, Verdict verdict)
        {
            var changed = one.ChangedBeside(other).Select(one.PathOf).ToHashSet();
            return verdict.Findings.Where(finding => changed.Contains(finding.Path));
        }
    }

    /// <summary>The text of the example in which everything is on.</summary>
    public static string LockedDownText => File.ReadAllText(Repository.Path("docs", "examples", "locked-down.yaml"));

    /// <summary>The templates that the document has a column for.</summary>
    internal IReadOnlyList<JudgedTemplate> Documented { get; }

    /// <summary>The edge with one key more, by key.</summary>
    internal IReadOnlyDictionary<string, JudgedTemplate> Switched { get; }

    /// <summary>AWS Control Tower, by template.</summary>
    internal IReadOnlyDictionary<string, Verdict> ControlTower { get; }

    /// <summary>The findings of AWS Control Tower in the edge with one key more, by key.</summary>
    internal IReadOnlyDictionary<string, HashSet<RuleFinding>> ControlTowerSwitched { get; }

    /// <summary>AWS Security Hub, by template and by key.</summary>
    internal IReadOnlyDictionary<string, Verdict> SecurityHub { get; }

    /// <summary>cdk-nag's packs, by template and by key. A rule that several packs have is one.</summary>
    internal IReadOnlyDictionary<string, Verdict> CdkNag { get; }

    public void Dispose() => _directory.Dispose();

    private JudgedTemplate OfParameters()
    {
        var edge = _edges.Definition(EdgeFiles.Text(EdgeFiles.Watched));
        return Instantiated(Portable, _edges.Portable(edge), PortableValues.Of(edge).ToDictionary());
    }

    private JudgedTemplate OfForm(string name, string template, params (string Name, string Value)[] values)
    {
        var given = values.ToDictionary(pair => pair.Name, pair => pair.Value);
        return Instantiated(name, _edges[template], given);
    }

    // With its parameters: secret ones have no value here, and stay references.
    private JudgedTemplate Instantiated(string name, SynthesizedTemplate template, IReadOnlyDictionary<string, string> values)
    {
        var place = StackPlace.Of(_edges.Config(EdgeFiles.Watched));
        return new JudgedTemplate(name, new JsonObject
        {
            ["Parameters"] = template.Json["Parameters"]!.DeepClone(),
            ["Resources"] = new InstantiatedTemplate(template.Json, values, place).Resources.DeepClone(),
        });
    }

    private Dictionary<string, Verdict> Findings(IReadOnlyList<JudgedTemplate> templates)
    {
        var files = templates.ToDictionary(template => template.Write(_directory));
        var findings = Nag.Check(files.Keys, allPacks: true).ToLookup(finding => finding.Template);
        return files.ToDictionary(file => file.Value.Name, file =>
        {
            var found = findings[file.Key].Select(one => new RuleFinding(NagRules.IdOf(one.Rule), file.Value.PathOf(one.LogicalId)));
            var set = found.ToHashSet();
            return new Verdict(set, set.Select(one => one.Rule).ToHashSet());
        });
    }
}
