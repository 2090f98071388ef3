using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Config.Reference;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>No change, no work; any change, and an edge is made again.</summary>
public sealed class AssemblyCacheTests : IClassFixture<FirstSynthesis>, IDisposable
{
    private const string Variable = "CDK_EDGE_CDK_TEST";
    private const string Context = "CDK_CONTEXT_JSON";
    private readonly FirstSynthesis _first;

    public AssemblyCacheTests(FirstSynthesis first)
    {
        _first = first;
        _first.Restore();
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Environment.SetEnvironmentVariable(Context, null);
    }

    [Fact]
    public void An_edge_that_did_not_change_is_reused_to_the_byte()
    {
        var first = Content();
        Directory.Delete(_first.Output, recursive: true);

        Assert.True(_first.IsReusedAgain());

        Assert.Equal(first, Content());
        Assert.Contains(first.Keys, name => name.StartsWith("asset.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_comment_changes_nothing()
    {
        _first.Edit("edges/full.yaml", "account:", "# a comment\naccount:");

        Assert.True(_first.IsReusedAgain());
    }

    [Theory]
    [InlineData("edges/full.yaml", "logRetentionDays: 365", "logRetentionDays: 30")]
    [InlineData("edges/full.yaml", "cost-center: \"4711\"", "cost-center: \"4712\"")]
    [InlineData("releases/16.6.5.yaml", "repository: plane-manager", "repository: plane-manager2")]
    [InlineData("releases/16.6.5.yaml", "timeoutSeconds: 120", "timeoutSeconds: 121")]
    public void A_changed_file_is_synthesized(string file, string from, string to)
    {
        _first.Edit(file, from, to);

        Assert.False(_first.IsReusedAgain());
    }

    [Fact]
    public void A_changed_package_is_synthesized()
    {
        _first.Write("packages/dqresultsreader/dqresultsreader.zip", FakePackage.Containing("three"));

        Assert.False(_first.IsReusedAgain());
    }

    [Fact]
    public void A_changed_environment_of_the_cli_is_synthesized()
    {
        Environment.SetEnvironmentVariable(Variable, "1");

        Assert.False(_first.IsReusedAgain());
    }

    [Theory]
    [InlineData("""{ "edge": "full", "cache": "on" }""", true)]
    [InlineData("""{ "@aws-cdk/core:bootstrapQualifier": "abc" }""", false)]
    public void A_changed_context_is_synthesized_unless_it_only_chooses(string context, bool isReused)
    {
        Environment.SetEnvironmentVariable(Context, "{}");
        _first.IsReusedAgain();
        Environment.SetEnvironmentVariable(Context, context);

        Assert.Equal(isReused, _first.IsReusedAgain());
    }

    [Theory]
    [InlineData("Edge-full.template.json")]
    [InlineData("Edge-full.assets.json")]
    [InlineData("manifest.json")]
    [InlineData("index.json")]
    public void A_damaged_or_missing_file_of_the_cache_is_noticed_and_made_again(string name)
    {
        var (first, file) = (Content(), Directory.GetFiles(_first.CacheDirectory, name, SearchOption.AllDirectories).Single());

        File.WriteAllText(file, File.ReadAllText(file)[..^20]);
        Assert.False(_first.IsReusedAgain());
        Assert.Equal(first, Content());
        File.Delete(file);
        Assert.False(_first.IsReusedAgain());
        Assert.True(_first.IsReusedAgain());
        Assert.Equal(first, Content());
    }

    [Fact]
    public void A_package_is_not_kept_a_second_time() =>
        Assert.DoesNotContain(Directory.GetFiles(_first.CacheDirectory, "*", SearchOption.AllDirectories), file => file.EndsWith(".zip", StringComparison.Ordinal));

    [Fact]
    public void A_month_without_use_ends_an_entry()
    {
        var old = Directory.GetDirectories(_first.CacheDirectory).Single();
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-31));
        _first.Edit("edges/full.yaml", "logRetentionDays: 365", "logRetentionDays: 30");

        _first.IsReusedAgain();

        Assert.False(Directory.Exists(old));
        Assert.Single(Directory.GetDirectories(_first.CacheDirectory));
    }

    [Fact]
    public void Every_key_of_both_files_is_part_of_what_is_compared()
    {
        var json = JsonSerializer.SerializeToNode(_first.Edges.Single())!;

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

    private Dictionary<string, string> Content() => Directory.GetFiles(_first.Output).ToDictionary(file => Path.GetFileName(file), file => Convert.ToBase64String(File.ReadAllBytes(file)));
}
