using EdgeCdk.App;
using EdgeCdk.Config;

namespace EdgeCdk.Tests.Support;

/// <summary>The templates of <see cref="EdgeFiles"/>, synthesized once for a test assembly.</summary>
public sealed class SynthesizedEdges : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, Template> _templates = [];

    public SynthesizedEdges()
    {
        // The banner about node's age would be the first line of every test run.
        System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20");
        // Local packages are found beside the directory of the edge files, as in a repository.
        _directory.Write("cdk.json", "{}");
        _directory.Write("packages/edgeinteractivejobs/edgeinteractivejobs.zip", "the code of metadata browsing");
        _directory.Write("packages/dqresultsreader/dqresultsreader.zip", "the code of the results reader");

        var edges = EdgeFiles.Names.SelectMany(name => Load(EdgeFiles.Text(name))).ToList();
        CloudAssembly = EdgeApp.Synthesize(edges, Path.Combine(_directory.Path, "cdk.out"));
        foreach (var name in EdgeFiles.Names)
            _templates[name] = Template.Read(Path.Combine(CloudAssembly, $"Edge-{name}.template.json"));
    }

    /// <summary>Directory of the cloud assembly with all of them.</summary>
    public string CloudAssembly { get; }

    public Template Demo => _templates[EdgeFiles.Demo];

    public Template Full => _templates[EdgeFiles.Full];

    public Template Mirror => _templates[EdgeFiles.Mirror];

    public Template Longest => _templates[EdgeFiles.Longest];

    public Template this[string name] => _templates[name];

    public IReadOnlyCollection<Template> All => _templates.Values;

    /// <summary>Synthesizes another edge. It takes half a second, so ask the shared ones first.</summary>
    public Template Synthesize(string edgeFile)
    {
        using var output = new TemporaryDirectory();
        var edges = Load(edgeFile);
        return Template.Read(Path.Combine(EdgeApp.Synthesize(edges, output.Path), $"Edge-{edges[0].Config.Edge.Name}.template.json"));
    }

    /// <summary>Synthesizes the demo edge with one text in its file replaced by another.</summary>
    public Template SynthesizeDemoWith(string text, string replacement)
    {
        var demo = EdgeFiles.Text(EdgeFiles.Demo);
        if (!demo.Contains(text, StringComparison.Ordinal))
            throw new ArgumentException($"the demo edge file has no \"{text}\"", nameof(text));
        return Synthesize(demo.Replace(text, replacement, StringComparison.Ordinal));
    }

    /// <summary>Synthesizes the demo edge with more lines at the end of its file.</summary>
    public Template SynthesizeDemoAnd(string lines) => Synthesize($"{EdgeFiles.Text(EdgeFiles.Demo)}\n{lines}\n");

    public void Dispose() => _directory.Dispose();

    private IReadOnlyList<EdgeDefinition> Load(string text) => Fleet.Load(_directory.Write("edges/edge.yaml", text), Repository.Releases);
}
