using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.CDK.Assertions;
using EdgeCdk.App;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Tests.Support;

/// <summary>The templates of <see cref="EdgeFiles"/>, synthesized once for a test assembly.</summary>
public sealed class SynthesizedEdges : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, SynthesizedTemplate> _templates = [];
    private readonly Dictionary<string, Template> _assertions = [];

    // The banner about node's age would be the first line of every test run.
    static SynthesizedEdges() =>
        System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20");

    public SynthesizedEdges()
    {
        // Local packages are found beside the directory of the edge files, as in a repository.
        _directory.Write("cdk.json", "{}");
        var code = FakePackage.Containing("the code of metadata browsing");
        _directory.Write("packages/edgeinteractivejobs/edgeinteractivejobs.zip", code);
        _directory.Write("packages/dqresultsreader/dqresultsreader.zip", FakePackage.Containing("the code of the results reader"));

        CloudAssembly = Path.Combine(_directory.Path, "cdk.out");
        Add(EdgeFiles.Names, CloudAssembly);
    }

    /// <summary>What a test assembly has synthesized before another, with the same build.</summary>
    internal static AssemblyCache Known { get; } = new(Repository.Path("tests", "EdgeCdk.Tests.Support", "obj", "templates"));

    // By the content of the edge file and of its release: the template depends on nothing else.
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    private static readonly ReleaseLine Releases = Fleet.LoadReleases(Repository.Releases);

    private static readonly IReadOnlyList<string> PortableNames = PortableTemplates.Names(Releases);

    // Of the product those of the newest release: the others differ in images and sizes.
    private static readonly IReadOnlyList<string> ReviewedPortableNames = [.. PortableNames.Where(name => !IsOfOlderRelease(name))];

    /// <summary>Names of all reviewed templates: those of the edge files, and those that take parameters instead.</summary>
    public static IReadOnlyList<string> TemplateNames { get; } = [.. EdgeFiles.Names, .. ReviewedPortableNames];

    /// <summary>Directory of the cloud assembly with all of them.</summary>
    public string CloudAssembly { get; }

    public SynthesizedTemplate Demo => _templates[EdgeFiles.Demo];

    public SynthesizedTemplate Full => _templates[EdgeFiles.Full];

    public SynthesizedTemplate Mirror => _templates[EdgeFiles.Mirror];

    public SynthesizedTemplate Longest => _templates[EdgeFiles.Longest];

    public SynthesizedTemplate Watched => _templates[EdgeFiles.Watched];

    /// <summary>
    /// An edge by name, or a template that takes parameters. Those and random edges are synthesized at their first use.
    /// </summary>
    public SynthesizedTemplate this[string name]
    {
        get
        {
            if (!_templates.ContainsKey(name) && PortableNames.Contains(name))
                _templates[name] = SynthesizedTemplate.Read(FileOf(name));
            else if (!_templates.ContainsKey(name))
                _templates[name] = Synthesize(EdgeFiles.Text(name));
            return _templates[name];
        }
    }

    /// <summary>
    /// An edge by name, or a template that takes parameters, for the assertions of the CDK library. Made once: it is sent to Node.js.
    /// </summary>
    public Template Assertions(string name)
    {
        if (!_assertions.TryGetValue(name, out var template))
            _assertions[name] = template = Template.FromString(this[name].Text);
        return template;
    }

    /// <summary>The portable template for an edge.</summary>
    public SynthesizedTemplate Portable(EdgeDefinition edge) =>
        Portable(edge.Release.Version, edge.Config.DataRetention is DataRetention.Retain);

    /// <summary>The portable template of a release.</summary>
    public SynthesizedTemplate Portable(string release, bool retainData = false) =>
        this[$"edge-{(retainData ? "retained-" : "")}{release}"];

    /// <summary>File of a template among <see cref="TemplateNames"/>.</summary>
    public string FileOf(string name)
    {
        if (!PortableNames.Contains(name))
            return Path.Combine(CloudAssembly, $"Edge-{name}.template.json");
        var file = Path.Combine(_directory.Path, $"{name}.template.json");
        if (!File.Exists(file))
            PortableTemplates.Write(name, file, Releases, Known);
        return file;
    }

    /// <summary>What the file of an edge says.</summary>
    public EdgeConfig Config(string name) => Load(EdgeFiles.Text(name)).Single().Config;

    /// <summary>The template of an edge file as it would be once deployed.</summary>
    public ResolvedStack Resolve(SynthesizedTemplate template, string edgeFile) =>
        new(template, StackPlace.Of(Load(edgeFile).Single().Config));

    /// <summary>An edge file, read.</summary>
    public EdgeDefinition Definition(string edgeFile) => Load(edgeFile).Single();

    /// <summary>Whether an edge has the telemetry collector.</summary>
    public bool HasTelemetry(string name) => Config(name).Observability.Enabled;

    public IReadOnlyCollection<SynthesizedTemplate> All => _templates.Values;

    /// <summary>Synthesizes another edge. It takes half a second: use the shared ones where possible.</summary>
    public SynthesizedTemplate Synthesize(string edgeFile) => Synthesize(Definition(edgeFile));

    /// <summary>Synthesizes another edge after its release file has been changed in some way.</summary>
    public SynthesizedTemplate SynthesizeOnRelease(string edgeFile, string release, Func<string, string> change)
    {
        using var releases = new TemporaryDirectory();
        foreach (var file in Directory.GetFiles(Repository.Releases))
        {
            var text = File.ReadAllText(file);
            releases.Write(Path.GetFileName(file), Path.GetFileNameWithoutExtension(file) == release ? change(text) : text);
        }

        return Synthesize(Load(edgeFile, releases.Path).Single());
    }

    /// <summary>Synthesizes the demo edge with one text in its file replaced by another.</summary>
    public SynthesizedTemplate SynthesizeDemoWith(string text, string replacement) =>
        Synthesize(EdgeFiles.Text(EdgeFiles.Demo).With(text, replacement));

    /// <summary>Synthesizes the demo edge with more lines at the end of its file.</summary>
    public SynthesizedTemplate SynthesizeDemoAnd(string lines) => Synthesize($"{EdgeFiles.Text(EdgeFiles.Demo)}\n{lines}\n");

    public void Dispose() => _directory.Dispose();

    private static bool IsOfOlderRelease(string name) =>
        Releases.OldestFirst().SkipLast(1).Any(release => name.EndsWith($"-{release.Version}", StringComparison.Ordinal));

    private void Add(IReadOnlyList<string> names, string output)
    {
        FleetSynthesis.Run([.. names.SelectMany(name => Load(EdgeFiles.Text(name)))], output, Known, _ => { });
        foreach (var name in names)
            _templates[name] = SynthesizedTemplate.Read(Path.Combine(output, $"Edge-{name}.template.json"));
    }

    /// <summary>Synthesizes an edge that has been read; equal ones once, in this process: the library runs in it already.</summary>
    public static SynthesizedTemplate Synthesize(EdgeDefinition edge) =>
        SynthesizedTemplate.Parse(Texts.GetOrAdd(JsonSerializer.Serialize(edge), _ => TextOf(edge)));

    /// <summary>Writes the cloud assembly of an edge file, as the application does, in this process.</summary>
    public static void Write(string edgeFile, string releases, string output) =>
        FleetSynthesis.Run(Fleet.Load(edgeFile, releases), output, Known, _ => { });

    private static string TextOf(EdgeDefinition edge)
    {
        using var output = new TemporaryDirectory();
        FleetSynthesis.Run([edge], output.Path, Known, _ => { });
        return File.ReadAllText(Path.Combine(output.Path, $"Edge-{edge.Config.Edge.Name}.template.json"));
    }

    private IReadOnlyList<EdgeDefinition> Load(string text, string? releases = null) =>
        Fleet.Load(_directory.Write("edges/edge.yaml", text), releases ?? Repository.Releases);
}
