using System.Text;
using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Handover.StackSets;

/// <summary>What <c>edge fleet</c> meets: its own plan after a merge, files with faults, directories that are not its own.</summary>
public sealed class FleetPlanFileTests : IDisposable
{
    private const string Traits = """{"release":"16.6.5","dataRetention":"delete","artifactPrefix":null,"tags":{}}""";
    private const string Retained = "dataRetention: retain";

    private readonly Session _session = new();

    public FleetPlanFileTests() =>
        // In place of the application: it notes which templates are asked for.
        _session.Write("src/EdgeCdk.App/run.mjs", """
            import { appendFileSync, writeFileSync } from 'node:fs';
            for (let i = 3; i < process.argv.length; i += 2) {
              writeFileSync(process.argv[i + 1], '{}');
              appendFileSync('made', `${process.argv[i]}\n`);
            }
            """);

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("<<<<<<< HEAD", "cannot be read (line 1, byte 1)")]
    [InlineData("", "cannot be read (line 1, byte 1)")]
    [InlineData("{}", "cannot be read (line 1, byte ")]
    [InlineData("[{}]", "cannot be read (line 1, byte ")]
    [InlineData("""[{"name":"edges-1","traits":null,"members":[]}]""", "cannot be read (line 1, byte ")]
    [InlineData("""[{"name":"edges-1","traits":TRAITS,"members":null}]""", "cannot be read (line 1, byte ")]
    [InlineData("""[{"name":"edges-1","traits":TRAITS,"members":[{"edge":"acme"}]}]""", "cannot be read (line 1, byte ")]
    [InlineData("""[{"name":"edges-1","traits":TRAITS,"members":[MEMBER,MEMBER]}]""", "has the edge acme twice")]
    [InlineData(
        """[{"name":"edges-1","traits":TRAITS,"members":[MEMBER]},{"name":"edges-2","traits":TRAITS,"members":[MEMBER]}]""",
        "has the edge acme twice")]
    [InlineData(
        """[{"name":"edges-1","traits":TRAITS,"members":[]},{"name":"edges-1","traits":TRAITS,"members":[MEMBER]}]""",
        "has the stack set edges-1 twice")]
    public void A_plan_that_a_merge_has_spoiled_is_to_be_restored_and_nothing_is_written(string plan, string message)
    {
        Edge("acme");
        var written = plan
            .Replace("TRAITS", Traits, StringComparison.Ordinal)
            .Replace("MEMBER", """{"edge":"acme","accountId":"123456789011","region":"eu-central-1"}""", StringComparison.Ordinal);
        _session.Write("fleet/stack-sets.json", written);

        var result = _session.Run("fleet", "export");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"edge: fleet/stack-sets.json {message}", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("; restore it: it says which edge is in which stack set\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(written, _session.Read("fleet/stack-sets.json"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("[null]")]
    public void A_plan_without_stack_sets_is_one(string plan)
    {
        Edge("acme");
        _session.Write("fleet/stack-sets.json", plan);

        Assert.Equal(0, _session.Run("fleet", "export").ExitCode);
    }

    [Fact]
    public void Each_template_is_made_once_and_only_for_what_is_exported()
    {
        Directory.CreateDirectory(_session.PathOf("fleet"));
        Edge("acme");
        Edge("beta");
        Edge("gone", Retained);
        Assert.StartsWith("fleet was written: 3 edges in 3 stack sets; ", _session.Run("fleet", "export").Output, StringComparison.Ordinal);
        Assert.Equal("edge-stack-set-16.6.5\nedge-stack-set-retained-16.6.5\n", _session.Read("made"));
        _session.Write("made", "");
        File.Delete(_session.PathOf("edges/gone.yaml"));

        var again = _session.Run("fleet", "export");

        Assert.StartsWith("fleet was written: 2 edges in 2 stack sets; ", again.Output, StringComparison.Ordinal);
        Assert.Equal("edge-stack-set-16.6.5\n", _session.Read("made"));
        Assert.False(_session.Has("fleet/stack-sets/edges-3.tags.json"));
        Assert.True(_session.Has("fleet/stack-sets/edges-2.tags.json"));
    }

    [Theory]
    [InlineData("export", "")]
    [InlineData("export", "--skip-refused")]
    [InlineData("script", "")]
    public void Files_with_faults_are_refused_and_nothing_is_written(string command, string option)
    {
        Edge("acme", "nonsense: 1");

        var result = _session.Run(["fleet", command, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nonsense", result.Output + result.Error, StringComparison.Ordinal);
        Assert.False(_session.Has("fleet") || _session.Has("deploy-edges.sh"));
    }

    [Fact]
    public void Nothing_is_written_when_stack_sets_can_deploy_none_of_the_edges()
    {
        Edge("acme", "jobs: { dqc: { cpu: 8192, memoryMiB: 32768 } }");

        var answer = JsonNode.Parse(_session.Run("fleet", "export", "--skip-refused", "--json").Output)!;

        Assert.Equal("jobs", (string)answer["problems"]![0]!["key"]!);
        Assert.False(Directory.Exists(_session.PathOf("fleet")));
    }

    [Fact]
    public void A_script_is_written_only_where_it_can_deploy_something()
    {
        Edge("acme");
        File.Delete(_session.PathOf("cdk.json"));

        var result = _session.Run("fleet", "script");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"edge: there is no cdk.json in {_session.Directory} or in a directory around it, and the script could deploy "
            + "nothing; run this in your repository", result.Error, StringComparison.Ordinal);
        Assert.False(_session.Has("deploy-edges.sh"));
    }

    private void Edge(string name, string more = "") => _session.Write($"edges/{name}.yaml", EdgeFiles.Text(EdgeFiles.Demo)
        .With("name: demo ", $"name: {name} ")
        .With("demo-requests", $"{name}-requests")
        .With("demo-results", $"{name}-results")
        .With("vpc-0f1924823027c00c7", $"vpc-0f1924823{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(name))}")
        + $"registry: {{ secretArn: \"arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/{name}-AbCdEf\" }}\n{more}\n");
}
