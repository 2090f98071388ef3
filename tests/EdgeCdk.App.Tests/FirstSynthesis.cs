using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>The files of an edge and what a first synthesis left in output and cache: where every test of the cache begins.</summary>
public sealed class FirstSynthesis : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, byte[]> _files;

    public FirstSynthesis()
    {
        _directory.Write("cdk.json", "{}");
        _directory.Write("edges/full.yaml", EdgeFiles.Text(EdgeFiles.Full));
        _directory.Write(
            "releases/16.6.5.yaml", File.ReadAllText(Repository.Path("releases", "16.6.5.yaml")).With("previous: 16.6.4", "#"));
        _directory.Write("packages/edgeinteractivejobs/edgeinteractivejobs.zip", FakePackage.Containing("one"));
        _directory.Write("packages/dqresultsreader/dqresultsreader.zip", FakePackage.Containing("two"));
        Assert.False(IsReusedAgain());
        _files = Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(_directory.Path, file), File.ReadAllBytes);
    }

    public string CacheDirectory => Path.Combine(_directory.Path, "cache");

    public string Output => Path.Combine(_directory.Path, "cdk.out");

    /// <summary>What was read of the files.</summary>
    public IReadOnlyList<EdgeDefinition> Edges =>
        Fleet.Load(Path.Combine(_directory.Path, "edges"), Path.Combine(_directory.Path, "releases"));

    /// <summary>Puts everything back, whatever a test has done.</summary>
    public void Restore()
    {
        Directory.Delete(_directory.Path, recursive: true);
        foreach (var (name, content) in _files)
            _directory.Write(name, content);
    }

    /// <summary>Synthesizes again, and returns whether nothing had to be made.</summary>
    public bool IsReusedAgain()
    {
        var said = new List<string>();
        FleetSynthesis.Run(Edges, Output, new AssemblyCache(CacheDirectory), said.Add);
        return said.Contains("1 edge is unchanged, taken from the last synthesis (-c cache=off makes all of them again)");
    }

    public void Edit(string file, string from, string to) =>
        _directory.Write(file, File.ReadAllText(Path.Combine(_directory.Path, file)).With(from, to));

    public void Write(string file, byte[] content) => _directory.Write(file, content);

    public void Dispose() => _directory.Dispose();
}
