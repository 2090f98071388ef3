using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>What a user of the command line meets.</summary>
public sealed partial class ProgramTests(SynthesizedEdges edges, DemoRun demo) : IClassFixture<DemoRun>, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Output => Path.Combine(_directory.Path, "cdk.out");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_file_of_the_directory_becomes_a_stack_and_releases_can_come_from_another_directory()
    {
        var release = File.ReadAllText(Repository.Path("releases", "16.6.4.yaml")).With("16.6.4", "17.0.0");
        _directory.Write("elsewhere/17.0.0.yaml", release);
        foreach (var (name, vpcId) in new[] { ("one", "vpc-0f1924823027c00c1"), ("two", "vpc-0f1924823027c00c2") })
        {
            var file = WriteEdge(name, vpcId);
            File.WriteAllText(file, File.ReadAllText(file).With("16.6.5", "17.0.0"));
        }

        var result = EdgeProgram.Run(
            Output, ("edges", Path.Combine(_directory.Path, "edges")), ("releases", Path.Combine(_directory.Path, "elsewhere")));

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(["Edge-one.template.json", "Edge-two.template.json"], Templates());
    }

    [Fact]
    public void One_edge_can_be_chosen_by_name()
    {
        WriteEdge("one", "vpc-0f1924823027c00c1");
        WriteEdge("two", "vpc-0f1924823027c00c2");

        EdgeProgram.Run(Output, ("edges", Path.Combine(_directory.Path, "edges")), ("edge", "two"));

        Assert.Equal(["Edge-two.template.json"], Templates());
    }

    [Fact]
    public void Nothing_is_left_in_the_temporary_directory()
    {
        Assert.True(File.Exists(Path.Combine(demo.Output, "Edge-demo.template.json")));
        Assert.Empty(Directory.GetFileSystemEntries(demo.Temporary));
    }

    [Fact]
    public void Language_and_time_zone_of_the_machine_do_not_matter()
    {
        Assert.Equal(0, demo.Result.ExitCode);
        Assert.Equal(edges.Demo.Text, File.ReadAllText(Path.Combine(demo.Output, "Edge-demo.template.json")));
    }

    [Fact]
    public void Without_an_edge_file_the_demo_edge_is_made_and_one_line_says_so() => Assert.Equal(
        (0, "edges has no edge file yet: this is the demo edge, an example that cannot be deployed. `npx edge init` writes yours.\n"),
        (demo.Result.ExitCode, demo.Result.Error));

    [Fact]
    public void The_demo_edge_has_an_asset_that_says_why_it_cannot_be_deployed()
    {
        var assets = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(demo.Output, "Edge-demo.assets.json")))!;
        var command = assets["files"]!["demo"]!["source"]!["executable"]!.AsArray().Select(part => (string)part!).ToList();

        var result = ChildProcess.Run(command[0], command[1..]);

        Assert.Equal(
            (1, "The demo edge is an example and cannot be deployed: write an edge file of your own with npx edge init.\n"),
            (result.ExitCode, result.Error));
    }

    [Theory, InlineData("edges", "edges"), InlineData("edge", "demo")]
    public void Whoever_names_edges_does_not_get_the_demo_edge(string key, string value)
    {
        _directory.Write("edges/README.md", "");

        var result = EdgeProgram.RunIn(
            _directory.Path, AppContext.BaseDirectory, ["--no-cache"], Output, null, ("releases", Repository.Releases), (key, value));

        Assert.Equal(
            (1, "edges: has no .yaml file; use an edge file or a directory of them; write a file with `npx edge init`, or correct the path "
                + "of the edges\n1 problem; nothing was synthesized\n"),
            (result.ExitCode, result.Error));
    }

    [Fact]
    public void Many_edges_made_by_one_process_raise_no_warning_of_the_library()
    {
        for (var number = 1; number <= 11; number++)
            WriteEdge($"edge-{number}", $"vpc-{number:x8}");

        var result = EdgeProgram.RunIn(
            Repository.Root, AppContext.BaseDirectory, ["--no-cache"], Output,
            new Dictionary<string, string?> { ["DOTNET_PROCESSOR_COUNT"] = "1" }, ("edges", Path.Combine(_directory.Path, "edges")));

        Assert.Equal(11, Templates().Length);
        Assert.DoesNotContain("Warning", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Seven_mistakes_make_seven_messages_and_no_output()
    {
        var broken = EdgeFiles.Text(EdgeFiles.Demo)
            .Replace("vpcId:", "vpcID:", StringComparison.Ordinal)
            .Replace("\"123456789011\"    #", "012345678901      #", StringComparison.Ordinal)
            .Replace("subnet-0156acffabb5aa872", "subnet-0fa6e2c437dd0e5fd", StringComparison.Ordinal)
            .Replace("release: 16.6.5 ", "release: 99.9.9 ", StringComparison.Ordinal)
            .Replace("  eventSources: disabled ", "  #", StringComparison.Ordinal)
            .Replace("cidrBlocks: [10.0.0.0/16]", "cidrBlocks: 10.0.0.0/16", StringComparison.Ordinal);
        broken = broken[..broken.IndexOf("s3:\n", StringComparison.Ordinal)]
            + broken[broken.IndexOf("controlPlane:", StringComparison.Ordinal)..];
        var file = _directory.Write("broken.yaml", broken);
        // As the CLI leaves it: made, and locked.
        _directory.Write("cdk.out/synth.lock", "");

        var result = EdgeProgram.Run(Output, ("edges", file));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        var lines = result.Error.TrimEnd().Split('\n');
        Assert.Equal("7 problems; nothing was synthesized", lines[^1]);
        Assert.Equal(8, lines.Length);
        Assert.All(lines[..7], line => Assert.StartsWith($"{file}:", line, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void An_earlier_output_survives_a_mistake()
    {
        _directory.Write("cdk.out/manifest.json", "{}");
        var file = _directory.Write("broken.yaml", "edge: 1");

        var result = EdgeProgram.Run(Output, ("edges", file));

        Assert.Equal(1, result.ExitCode);
        Assert.True(File.Exists(Path.Combine(Output, "manifest.json")));
    }

    [Fact]
    public void A_fault_of_the_program_says_so_and_ends_with_2()
    {
        // A file where the output directory should be.
        var result = EdgeProgram.Run(_directory.Write("file", "") + "/cdk.out");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("This is a fault of Edge CDK, not of your files.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stack_carries_name_release_tags_and_termination_protection()
    {
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(demo.Output, "manifest.json")))!;
        var stack = manifest["artifacts"]!["Edge-demo"]!["properties"]!;
        Assert.True(stack["terminationProtection"]!.GetValue<bool>());
        Assert.Equal(
            """{"ataccama:edge:managed-by":"edge-cdk","ataccama:edge:name":"demo","ataccama:edge:release":"16.6.5"}""",
            stack["tags"]!.ToJsonString());
    }

    [Fact]
    public void An_edge_is_made_again_by_another_build_of_the_program_and_has_the_qualifier_of_the_bootstrap()
    {
        _directory.Write("cdk.json", "{}");
        _directory.Write("edges/full.yaml", EdgeFiles.Text(EdgeFiles.Full));
        _directory.Write("packages/edgeinteractivejobs/edgeinteractivejobs.zip", FakePackage.Containing("one"));
        _directory.Write("packages/dqresultsreader/dqresultsreader.zip", FakePackage.Containing("two"));
        foreach (var release in Directory.GetFiles(Repository.Releases))
            _directory.Write($"releases/{Path.GetFileName(release)}", File.ReadAllText(release));

        var build = CopyOfTheProgram();

        Assert.Equal((false, "abc"), Made());
        Assert.Equal((true, "abc"), Made());
        ChangeProgram(build);
        Assert.Equal((false, "abc"), Made());

        (bool IsReused, string Qualifiers) Made()
        {
            var result = EdgeProgram.RunIn(_directory.Path, build, [], Output, null, ("@aws-cdk/core:bootstrapQualifier", "abc"));
            Assert.Equal(0, result.ExitCode);
            // Where files are uploaded to, who does it, and where the stack reads them.
            string[] names = ["manifest.json", "Edge-full.assets.json", "Edge-full.template.json"];
            var files = names.Select(file => File.ReadAllText(Path.Combine(Output, file)));
            var qualifiers = files.SelectMany(text => BootstrapName().Matches(text)).Select(name => name.Groups[1].Value).Distinct();
            return (result.Error.Contains("1 edge is unchanged", StringComparison.Ordinal), string.Join(' ', qualifiers));
        }
    }

    [Fact]
    public void A_value_for_the_cache_that_is_not_known_is_refused()
    {
        var result = EdgeProgram.Run(Output, ("cache", "of"));

        Assert.Equal(
            (1, "-c cache=of is not known; use on or off; correct the value\n1 problem; nothing was synthesized\n"),
            (result.ExitCode, result.Error));
    }

    private string CopyOfTheProgram()
    {
        var build = Directory.CreateDirectory(Path.Combine(_directory.Path, "build")).FullName;
        // The runtime looks for the rest where the program really is.
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            var target = Path.Combine(build, Path.GetFileName(file));
            if (Path.GetFileName(file).StartsWith("EdgeCdk.", StringComparison.Ordinal))
                File.Copy(file, target);
            else
                File.CreateSymbolicLink(target, file);
        }

        return build;
    }

    // As after a change in a source: the module has another id.
    private static void ChangeProgram(string build)
    {
        var changed = Path.Combine(build, "EdgeCdk.Constructs.dll");
        var content = File.ReadAllBytes(changed);
        var id = content.AsSpan().IndexOf(typeof(EdgeContext).Module.ModuleVersionId.ToByteArray());
        content[id]++;
        File.Delete(changed);
        File.WriteAllBytes(changed, content);
    }

    private string[] Templates() =>
        [.. Directory.GetFiles(Output, "*.template.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string WriteEdge(string name, string vpcId) => _directory.Write($"edges/{name}.yaml", EdgeFiles.Text(EdgeFiles.Demo)
        .Replace("name: demo", $"name: {name}", StringComparison.Ordinal)
        .Replace(":demo-", $":{name}-", StringComparison.Ordinal)
        .Replace("vpc-0f1924823027c00c7", vpcId, StringComparison.Ordinal));

    [GeneratedRegex(@"(?:cdk-bootstrap/|cdk-)(\w+)(?:/version|-(?:assets|deploy-role|file-publishing-role|cfn-exec-role|lookup-role))")]
    private static partial Regex BootstrapName();
}
