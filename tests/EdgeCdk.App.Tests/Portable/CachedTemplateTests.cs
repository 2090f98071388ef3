using System.Security.Cryptography;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Config.Releases;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Portable;

/// <summary>A template that takes parameters is made once, as long as nothing that it depends on changes.</summary>
public sealed class CachedTemplateTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_template_is_reused_until_a_release_changes_and_is_not_mistaken_for_another()
    {
        var made = Write("prerequisites", Releases());
        Assert.Equal(made, Write("prerequisites", Releases()));

        // What comes out now can only come from the cache.
        Replace("kept");
        Assert.Equal("kept", Write("prerequisites", Releases()));

        Assert.Equal(made, Write("prerequisites", Releases("timeoutSeconds: 120", "timeoutSeconds: 121")));
        Assert.NotEqual("kept", Write("portfolio", Releases()));
    }

    private string Write(string name, ReleaseLine releases)
    {
        var file = Path.Combine(_directory.Path, "written.json");
        PortableTemplates.Write(name, file, releases, new AssemblyCache(CacheDirectory));
        return File.ReadAllText(file);
    }

    private string CacheDirectory => Path.Combine(_directory.Path, "cache");

    private void Replace(string content)
    {
        var entry = Directory.GetDirectories(CacheDirectory).Single();
        var file = Directory.GetFiles(entry, "*.json").Single(path => Path.GetFileName(path) != "index.json");
        File.WriteAllText(file, content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        File.WriteAllText(Path.Combine(entry, "index.json"), $$"""{ "{{Path.GetFileName(file)}}": "{{hash}}" }""");
    }

    private ReleaseLine Releases(string from = "", string to = "")
    {
        foreach (var file in Directory.GetFiles(Repository.Releases))
        {
            var text = File.ReadAllText(file);
            var isChanged = from.Length > 0 && file.EndsWith("16.6.5.yaml", StringComparison.Ordinal);
            _directory.Write($"releases/{Path.GetFileName(file)}", isChanged ? text.With(from, to) : text);
        }

        return Fleet.LoadReleases(Path.Combine(_directory.Path, "releases"));
    }
}
