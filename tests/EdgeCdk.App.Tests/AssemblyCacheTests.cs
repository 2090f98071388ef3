using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Config.Reference;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>No change, no work; any change, and an edge is made again.</summary>
public sealed class AssemblyCacheTests : IDisposable
{
    private const string Variable = "CDK_EDGE_CDK_TEST";
    private readonly TemporaryDirectory _directory = new();

    public AssemblyCacheTests()
    {
        _directory.Write("cdk.json", "{}");
        _directory.Write("edges/full.yaml", EdgeFiles.Text(EdgeFiles.Full));
        _directory.Write("releases/16.6.5.yaml", File.ReadAllText(Repository.Path("releases", "16.6.5.yaml")).With("previous: 16.6.4", "#"));
        _directory.Write("packages/edgeinteractivejobs/edgeinteractivejobs.zip", Package.Holding("one"));
        _directory.Write("packages/dqresultsreader/dqresultsreader.zip", Package.Holding("two"));
        Assert.False(IsReused());
    }

    private string CacheDirectory => Path.Combine(_directory.Path, "cache");

    private string Output => Path.Combine(_directory.Path, "cdk.out");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _directory.Dispose();
    }

    [Fact]
    public void An_edge_that_did_not_change_is_reused_to_the_byte()
    {
        var first = Content();
        Directory.Delete(Output, recursive: true);

        Assert.True(IsReused());

        Assert.Equal(first, Content());
        Assert.Contains(first.Keys, name => name.StartsWith("asset.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_comment_changes_nothing()
    {
        Edit("edges/full.yaml", "account:", "# a comment\naccount:");

        Assert.True(IsReused());
    }

    [Theory]
    [InlineData("edges/full.yaml", "logRetentionDays: 365", "logRetentionDays: 30")]
    [InlineData("edges/full.yaml", "cost-center: \"4711\"", "cost-center: \"4712\"")]
    [InlineData("releases/16.6.5.yaml", "repository: plane-manager", "repository: plane-manager2")]
    [InlineData("releases/16.6.5.yaml", "timeoutSeconds: 120", "timeoutSeconds: 121")]
    public void A_changed_file_is_synthesized(string file, string from, string to)
    {
        Edit(file, from, to);

        Assert.False(IsReused());
    }

    [Fact]
    public void A_changed_package_is_synthesized()
    {
        _directory.Write("packages/dqresultsreader/dqresultsreader.zip", Package.Holding("three"));

        Assert.False(IsReused());
    }

    [Fact]
    public void A_changed_environment_of_the_cli_is_synthesized()
    {
        Environment.SetEnvironmentVariable(Variable, "1");

        Assert.False(IsReused());
    }

    [Theory]
    [InlineData("Edge-full.template.json")]
    [InlineData("Edge-full.assets.json")]
    [InlineData("manifest.json")]
    [InlineData("index.json")]
    public void A_damaged_or_missing_file_of_the_cache_is_noticed_and_made_again(string name)
    {
        var (first, file) = (Content(), Directory.GetFiles(CacheDirectory, name, SearchOption.AllDirectories).Single());

        File.WriteAllText(file, File.ReadAllText(file)[..^20]);
        Assert.False(IsReused());
        Assert.Equal(first, Content());
        File.Delete(file);
        Assert.False(IsReused());
        Assert.True(IsReused());
        Assert.Equal(first, Content());
    }

    [Fact]
    public void A_package_is_not_kept_a_second_time() =>
        Assert.DoesNotContain(Directory.GetFiles(CacheDirectory, "*", SearchOption.AllDirectories), file => file.EndsWith(".zip", StringComparison.Ordinal));

    [Fact]
    public void A_month_without_use_ends_an_entry()
    {
        var old = Directory.GetDirectories(CacheDirectory).Single();
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-31));
        Edit("edges/full.yaml", "logRetentionDays: 365", "logRetentionDays: 30");

        IsReused();

        Assert.False(Directory.Exists(old));
        Assert.Single(Directory.GetDirectories(CacheDirectory));
    }

    [Fact]
    public void Every_key_of_both_files_is_part_of_what_is_compared()
    {
        var json = JsonSerializer.SerializeToNode(Fleet.Load(Path.Combine(_directory.Path, "edges"), Path.Combine(_directory.Path, "releases")).Single())!;

        Assert.All(ConfigKey.OfEdge.SelectMany(key => key.WithDescendants()), key => Assert.True(Has(json["Config"]!, key.Path), key.Path));
        Assert.All(ConfigKey.OfRelease.SelectMany(key => key.WithDescendants()), key => Assert.True(Has(json["Release"]!, key.Path), key.Path));
    }

    // Any item stands for all of a map.
    private static bool Has(JsonNode? node, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (node is not JsonObject block)
                return node is null;
            if (name[0] == '<')
                node = block.First().Value;
            else if (!block.TryGetPropertyValue(char.ToUpperInvariant(name[0]) + name[1..], out node))
                return false;
        }

        return true;
    }

    private bool IsReused()
    {
        var said = new List<string>();
        var edges = Fleet.Load(Path.Combine(_directory.Path, "edges"), Path.Combine(_directory.Path, "releases"));
        FleetSynthesis.Run(edges, Output, new AssemblyCache(CacheDirectory), said.Add);
        Assert.Equal(said.Count == 1, said.Contains("1 edge is unchanged, taken from the last synthesis (-c cache=off makes all of them again)"));
        return said.Count == 1;
    }

    private void Edit(string file, string from, string to) => _directory.Write(file, File.ReadAllText(Path.Combine(_directory.Path, file)).With(from, to));

    private Dictionary<string, string> Content() => Directory.GetFiles(Output).ToDictionary(file => Path.GetFileName(file), file => Convert.ToBase64String(File.ReadAllBytes(file)));
}
