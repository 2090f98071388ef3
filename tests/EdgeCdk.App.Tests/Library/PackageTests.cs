using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Library;

/// <summary>What a user of the packages has: nothing of this repository.</summary>
public sealed class PackageTests(PackedProducts packed) : IClassFixture<PackedProducts>
{
    private static readonly string[] Metadata =
        ["id", "version", "description", "authors", "license", "readme", "tags"];

    [Fact]
    public void A_package_says_what_it_is_and_brings_documentation_and_symbols() => Assert.All(
        PackedProducts.Libraries, library =>
        {
            using var package = ZipFile.OpenRead(Path.Combine(packed.Feed, $"{library}.{Product.Version}.nupkg"));
            using var symbols = ZipFile.OpenRead(Path.Combine(packed.Feed, $"{library}.{Product.Version}.snupkg"));
            var metadata = XDocument.Load(package.GetEntry($"{library}.nuspec")!.Open()).Root!.Elements().Single();

            var values = metadata.Elements().ToLookup(element => element.Name.LocalName, element => element.Value);
            Assert.All(Metadata, name => Assert.NotEqual("", Assert.Single(values[name])));
            Assert.Equal(["Edge CDK"], values["authors"]);
            Assert.Equal([Product.Version], values["version"]);
            // There is no public one.
            Assert.Empty(values["repository"]);
            Assert.All(
                (string[])["README.md", $"lib/net10.0/{library}.dll", $"lib/net10.0/{library}.xml"],
                file => Assert.NotNull(package.GetEntry(file)));
            Assert.NotNull(symbols.GetEntry($"lib/net10.0/{library}.pdb"));
        });

    [Fact]
    public void The_sample_application_makes_the_reviewed_template_from_the_packages_alone()
    {
        foreach (var file in Directory.GetFiles(Repository.Path("docs", "examples", "library")))
            packed.Write($"sample/{Path.GetFileName(file)}", File.ReadAllText(file));
        packed.Write("sample/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

        packed.Dotnet("sample", "build", "-v", "quiet", "-nologo", "-p:RunAnalyzers=false");
        packed.Dotnet("sample", "bin/Debug/net10.0/Payments.dll");

        var demo = SynthesizedTemplate.Read(packed.PathOf("cdk.out/Edge-demo.template.json"));
        Assert.Null(Snapshot.Compare("Edge-demo.template.json", demo));
        var own = JsonNode.Parse(File.ReadAllText(packed.PathOf("cdk.out/Payments.template.json")))!;
        Assert.Equal("payments", own["Outputs"]!["EdgeName"]!["Value"]!.ToString());
        // Without the CDK CLI, only what the edge makes has its path.
        var paths = own["Resources"]!.AsObject().Select(resource => resource.Value!["Metadata"]?["aws:cdk:path"]?.ToString());
        Assert.Contains("Payments/Edge/GeneralKey/Key", paths);
    }

    [Fact]
    public void The_installed_tool_works_without_the_repository_and_says_what_needs_it()
    {
        packed.Dotnet("", "tool", "install", "EdgeCdk.Cli", "--tool-path", packed.PathOf("tools"), "--source", packed.Feed);
        packed.Write("user/onboarding.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        packed.Write("user/old.template.json", Template("AWS::SQS::Queue", "old"));
        packed.Write("user/new.template.json", Template("AWS::SQS::Queue", "new"));
        var edge = packed.PathOf("tools/edge");

        Assert.Equal($"{Product.Version}\n", packed.Run("user", edge, "--version"));
        packed.Run("user", edge, "init", "--from", "onboarding.yaml", "--non-interactive");
        Assert.Equal("1 edge: no problems\n", packed.Run("user", edge, "validate"));
        Assert.Contains("Whether the stack refuses to be deleted", packed.Run("user", edge, "explain", "terminationProtection"),
            StringComparison.Ordinal);
        Assert.Contains("\"$schema\"", packed.Run("user", edge, "schema", "edge"), StringComparison.Ordinal);
        string[] templates = ["--base", "old.template.json", "--head", "new.template.json"];
        var review = ChildProcess.Run(edge, ["review", .. templates], packed.PathOf("user"));
        Assert.Contains("Queue", review.Output, StringComparison.Ordinal);
        Assert.Equal("", review.Error);

        var template = ChildProcess.Run(edge, ["template", "--release", "16.6.5"], packed.PathOf("user"));
        Assert.Equal(1, template.ExitCode);
        Assert.StartsWith("edge: there is no node_modules/edge-cdk in ", template.Error, StringComparison.Ordinal);
    }

    // A queue whose name changes is replaced, which the library of the CDK CLI knows.
    private static string Template(string type, string name) => new JsonObject
    {
        ["Resources"] = new JsonObject
        {
            ["Queue"] = new JsonObject { ["Type"] = type, ["Properties"] = new JsonObject { ["QueueName"] = name } },
        },
    }.ToJsonString();
}
