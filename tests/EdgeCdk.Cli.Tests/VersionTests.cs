using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests;

/// <summary>Whoever reports a fault, or reads answers of several versions, knows which one it was.</summary>
public sealed class VersionTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void It_is_the_one_number_of_the_repository()
    {
        Assert.Contains($"\"version\": \"{Product.Version}\"", File.ReadAllText(Repository.Path("package.json")), StringComparison.Ordinal);
        Assert.Contains($"\n## {Product.Version}", File.ReadAllText(Repository.Path("CHANGELOG.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_printed() => Assert.Equal(new CommandResult(0, $"{Product.Version}\n", ""), _session.Run("--version"));

    [Theory]
    [InlineData("--version")]
    [InlineData("explain")]
    [InlineData("validate")]
    [InlineData("init")]
    public void Every_answer_in_json_begins_with_it(string command)
    {
        var (name, version) = _session.Json(command, "--json").AsObject().First();

        Assert.Equal(("edgeCdk", Product.Version), (name, version!.ToString()));
    }

    [Fact]
    public void Sarif_names_it_where_code_scanning_looks() => Assert.Equal(
        Product.Version,
        _session.Json("validate", "--sarif")["runs"]![0]!["tool"]!["driver"]!["version"]!.ToString());
}
