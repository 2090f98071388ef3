using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Handover.StackSets;

/// <summary><c>edge fleet export</c>: which edge is in which stack set, and what is refused. Deploying is tested on the emulated
/// AWS.</summary>
public sealed class FleetExportTests : IDisposable
{
    private readonly Session _session = new();

    public FleetExportTests() =>
        // In place of the application.
        _session.Write("src/EdgeCdk.App/run.mjs", """
            import { writeFileSync } from 'node:fs';
            for (let i = 3; i < process.argv.length; i += 2) writeFileSync(process.argv[i + 1], `{"Description":"${process.argv[i]}"}`);
            """);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Edges_that_have_all_in_common_are_in_one_stack_set()
    {
        Edge("acme", "123456789011");
        Edge("beta", "123456789012");

        Assert.Equal("fleet was written: 2 edges in 1 stack set; next: read fleet/deploy.sh, and run it\n", Export());
        Assert.Equal(["edges-1: acme beta"], Sets());
        Assert.Equal(["edge acme edges-1 123456789011 eu-central-1", "edge beta edges-1 123456789012 eu-central-1"], Lines("edge "));
        Assert.Equal(["stack_set edges-1 edge-stack-set-16.6.5"], Lines("stack_set "));
        Assert.True(_session.Has("fleet/templates/edge-stack-set-16.6.5.template.json"));
        Assert.False(_session.Has("fleet/templates/edge-stack-set-16.6.4.template.json"));
    }

    [Fact]
    public void Two_edges_of_one_account_and_region_are_in_two_stack_sets()
    {
        Edge("acme");
        Edge("beta");
        Edge("gamma");
        Edge("delta", region: "eu-west-1");

        Export();

        Assert.Equal(["edges-1: acme delta", "edges-2: beta", "edges-3: gamma"], Sets());
    }

    [Theory]
    [InlineData("16.6.5", "16.6.4", "edge-stack-set-16.6.4")]
    [InlineData("planeManager:", "dataRetention: retain\nplaneManager:", "edge-stack-set-retained-16.6.5")]
    [InlineData("planeManager:", "tags: { team: data }\nplaneManager:", "edge-stack-set-16.6.5")]
    [InlineData("planeManager:", "deployment: { wave: 2 }\nplaneManager:", "edge-stack-set-16.6.5")]
    public void Another_release_retention_or_tag_is_another_stack_set(string text, string replacement, string template)
    {
        Edge("acme", "123456789011");
        Edge("beta", "123456789012", change: file => file.With(text, replacement));

        Export();

        Assert.Equal(["edges-1: acme", "edges-2: beta"], Sets());
        Assert.Equal(["stack_set edges-1 edge-stack-set-16.6.5", $"stack_set edges-2 {template}"], Lines("stack_set "));
    }

    [Fact]
    public void Only_what_an_edge_has_of_its_own_is_in_its_parameters()
    {
        Edge("acme", change: file => file.With("planeManager: { replicas: 1 }", "planeManager: { replicas: 1 }\ntags: { team: data }"));

        Export();

        var own = Parameters("fleet/parameters/acme.json");
        Assert.Equal(("acme", "1", "secret"), (own["EdgeName"], own["PlaneManagerReplicas"], own["RegistryCredentials"]));
        // It goes with the template, and must change when that does.
        Assert.DoesNotContain("ArtifactPrefix", own.Keys);
        var common = Parameters("fleet/stack-sets/edges-1.parameters.json");
        Assert.Equal("edge/16.6.5/", common["ArtifactPrefix"]);
        Assert.DoesNotContain("PlaneManagerReplicas", common.Keys);
        Assert.Equal(
            """[{"Key":"team","Value":"data"}]""", JsonNode.Parse(_session.Read("fleet/stack-sets/edges-1.tags.json"))!.ToJsonString());
    }

    [Fact]
    public void What_does_not_go_into_parameters_is_refused_and_nothing_is_written()
    {
        Edge("acme");
        Edge(
            "beta",
            change: file =>
                file.Replace(
                    $"registry: {{ secretArn: \"{Secret("beta")}\" }}",
                    "observability: { enabled: true }\njobs: { dqc: { cpu: 8192, memoryMiB: 32768 } }", StringComparison.Ordinal));

        var (code, output) = Run();

        Assert.Equal(1, code);
        Assert.Equal([
            "edges/beta.yaml: registry.secretArn is missing, and the credentials would be in parameters; use a secret of yours: a stack "
                + "set shows and keeps the parameters of its stacks; create a secret in the edge's account and name it, or set "
                + "registry.credentials to none for a mirror without",
            "edges/beta.yaml: observability.otlpSecretArn is missing, and the authorization would be in parameters; use a secret of yours: "
                + "a stack set shows and keeps the parameters of its stacks; create a secret in the edge's account and name it",
            "edges/beta.yaml: jobs is set; use the release's sizes with the portable template; remove it, or deploy this edge from its "
                + "file with the CDK CLI",
            "3 problems",
        ], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(_session.Has("fleet/deploy.sh"));

        Assert.Equal(0, Run("--skip-refused").Code);
        Assert.Equal(["edges-1: acme"], Sets());
        Assert.False(_session.Has("fleet/parameters/beta.json"));
    }

    [Fact]
    public void An_edge_stays_where_it_is_when_others_come_and_go()
    {
        Edge("beta");
        Edge("gamma");
        Export();
        Assert.Equal(["edges-1: beta", "edges-2: gamma"], Sets());

        Edge("acme");
        File.Delete(_session.PathOf("edges/beta.yaml"));
        Assert.Equal("fleet was written: 2 edges in 2 stack sets; next: read fleet/deploy.sh, and run it\n", Export());

        Assert.Equal(["edges-1: beta", "edges-2: gamma", "edges-3: acme"], Sets());
        Assert.Contains("# Left as they are, without an exported file: beta\n", _session.Read("fleet/deploy.sh"), StringComparison.Ordinal);
        Assert.Equal(["edge gamma edges-2 123456789011 eu-central-1", "edge acme edges-3 123456789011 eu-central-1"], Lines("edge "));
    }

    [Fact]
    public void The_edges_of_a_stack_set_go_to_the_next_release_together()
    {
        Edge("acme", "123456789011", change: Older);
        Edge("beta", "123456789012", change: Older);
        Export();

        Edge("beta", "123456789012");
        var (code, output) = Run();
        Assert.Equal(1, code);
        Assert.StartsWith(
            "edges/beta.yaml: edge.release differs from that of edges-1, the stack set of the edge; use the same value for all edges "
                + "of a stack set",
            output, StringComparison.Ordinal);
        Assert.Equal(["stack_set edges-1 edge-stack-set-16.6.4"], Lines("stack_set "));

        Edge("acme", "123456789011");
        Export();
        Assert.Equal(["stack_set edges-1 edge-stack-set-16.6.5"], Lines("stack_set "));
        Assert.Equal(["edges-1: acme beta"], Sets());
    }

    [Theory]
    [InlineData("StackSetNotFoundException", "StackInstanceNotFoundException", 0, "create-stack-set create-stack-instances")]
    [InlineData("AccessDenied", "StackInstanceNotFoundException", 1, "")]
    [InlineData("StackSetNotFoundException", "Throttling", 1, "create-stack-set")]
    public void Only_what_AWS_does_not_find_is_made(string ofSet, string ofInstance, int exitCode, string made)
    {
        Edge("acme");
        Export();
        FakeAws($"""
              describe-stack-set) echo "An error occurred ({ofSet})" >&2; exit 254 ;;
              describe-stack-instance) echo "An error occurred ({ofInstance})" >&2; exit 254 ;;
              describe-stacks) echo "An error occurred (ValidationError)" >&2; exit 254 ;;
            """);

        var result = Deploy();

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(made, Made());
        Assert.Equal(exitCode == 1, result.Error.Contains(ofSet == "AccessDenied" ? ofSet : ofInstance, StringComparison.Ordinal));
        Assert.Equal(0, ChildProcess.Run("bash", ["-n", _session.PathOf("fleet/deploy.sh")], _session.PathOf(".")).ExitCode);
    }

    [Theory]
    [InlineData("123456789011", 1, "create-stack-set")]
    [InlineData("999988887777", 0, "create-stack-set create-stack-instances")]
    public void A_stack_of_an_edge_that_was_deployed_in_another_way_is_not_touched_where_AWS_can_be_asked(
        string caller, int exitCode, string made)
    {
        Edge("acme", "123456789011");
        Export();
        FakeAws($"""
              get-caller-identity) echo {caller} ;;
              describe-stack-set) echo "An error occurred (StackSetNotFoundException)" >&2; exit 254 ;;
              describe-stack-instance) echo "An error occurred (StackInstanceNotFoundException)" >&2; exit 254 ;;
              describe-stacks) [ "$*" = "cloudformation describe-stacks --stack-name Edge-acme --region eu-central-1" ] ;;
            """);

        var result = Deploy();

        Assert.Equal((exitCode, made), (result.ExitCode, Made()));
        Assert.Equal(
            exitCode == 1,
            result.Error.Contains("edge acme: the stack Edge-acme exists in 123456789011 and eu-central-1", StringComparison.Ordinal));
    }

    // What the AWS CLI answers, by operation; calls that make something are noted.
    private void FakeAws(string answers)
    {
        // Functions of the shell that runs the script: programs would take longer than the test.
        _session.Write("stand-ins", $"""
            aws() ( case "$2" in
            {answers}
              create-*) echo "$2" >> made ;;
              describe-stack-set-operation) echo SUCCEEDED ;;
            esac )

            """.ReplaceLineEndings("\n"));
        _session.Write("fleet/made", "");
    }

    private CommandResult Deploy(params string[] names)
    {
        var environment = new Dictionary<string, string?>
        {
            ["BASH_ENV"] = _session.PathOf("stand-ins"),
            ["AWS_REGION"] = "eu-central-1",
            ["TEMPLATE_BUCKET"] = "templates",
            ["SOAK_MINUTES"] = "0",
        };
        return ChildProcess.Run("bash", [_session.PathOf("fleet/deploy.sh"), .. names], _session.PathOf("."), environment);
    }

    private string Made() => string.Join(' ', _session.Read("fleet/made").Split('\n', StringSplitOptions.RemoveEmptyEntries));

    // Three waves; the second has two edges of one customer, in one stack set, and one that no customer names.
    [Fact]
    public void Waves_are_deployed_one_after_the_other_and_edges_of_one_customer_too()
    {
        WriteWaves();

        Assert.Equal(
            [
                "wave 1 \"acme\" templates/edge-stack-set-16.6.5.template.json stack-sets/edges-1.parameters.json "
                    + "stack-sets/edges-1.tags.json parameters/acme.json",
                "stack_set edges-1 edge-stack-set-16.6.5", "edge acme edges-1 123456789011 eu-central-1", "settled",
                "healthy acme=123456789011",
                "wave 2 \"beta gamma delta\" templates/edge-stack-set-16.6.5.template.json stack-sets/edges-2.parameters.json "
                    + "stack-sets/edges-2.tags.json parameters/beta.json parameters/gamma.json parameters/delta.json",
                "stack_set edges-2 edge-stack-set-16.6.5 one-by-one", "settled",
                "edge beta edges-2 123456789012 eu-central-1", "edge gamma edges-2 123456789014 eu-central-1", "settled",
                "edge delta edges-2 123456789013 eu-central-1", "settled",
                "healthy beta=123456789012 gamma=123456789014 delta=123456789013",
                "wave 9 \"omega\" templates/edge-stack-set-16.6.5.template.json stack-sets/edges-3.parameters.json "
                    + "stack-sets/edges-3.tags.json parameters/omega.json",
                "stack_set edges-3 edge-stack-set-16.6.5", "edge omega edges-3 123456789015 eu-central-1", "settled",
                "healthy omega=123456789015",
            ],
            _session.Read("fleet/deploy.sh").Split("edge-cdk/\" --recursive\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_red_edge_stops_the_script_before_the_next_wave_and_another_run_goes_on_there()
    {
        WriteWaves();
        FakeAws("  update-stack-instances) echo \"$2 $*\" | sed 's/.*--accounts \\([0-9]*\\).*/\\1/' >> made ;;");
        Npx("[ \"$3\" != gamma ]");

        var first = Deploy();

        Assert.Equal(1, first.ExitCode);
        Assert.EndsWith(
            "not healthy: gamma. The next wave was not begun. Correct the cause, then run this script again: it goes on with this wave.\n",
            first.Error, StringComparison.Ordinal);
        Assert.Equal("123456789011 123456789012 123456789014 123456789013", Made());

        // What is exported again without a change is done, too.
        Export();
        _session.Write("fleet/made", "");
        Npx("true");
        Assert.Equal(0, Deploy().ExitCode);
        Assert.Equal("123456789012 123456789014 123456789013 123456789015", Made());
        _session.Write("fleet/made", "");
        Assert.Equal((0, ""), (Deploy().ExitCode, Made()));

        // Another release is not.
        foreach (var file in Directory.GetFiles(_session.PathOf("edges")))
            File.WriteAllText(file, Older(File.ReadAllText(file)));
        Export();
        _session.Write("fleet/made", "");
        Deploy();
        Assert.StartsWith("123456789011 ", Made(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("STOPPED")]
    [InlineData("BRAND_NEW")]
    [InlineData("")]
    public void An_operation_that_does_not_succeed_stops_the_script(string status)
    {
        Edge("acme");
        Edge("beta");
        Export();
        FakeAws($"  describe-stack-set-operation) echo '{status}' ;;\n  update-*) echo 1 ;;");

        var result = Deploy();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"the operation 1 of the stack set edges-1 is {status}; ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_edges_are_deployed_whatever_the_waves_before_theirs_are_and_nothing_is_noted()
    {
        WriteWaves();
        FakeAws("  update-*) echo \"$2\" >> made ;;");
        Npx("echo \"$3\" >> checked; true");

        Assert.Equal(0, Deploy("delta").ExitCode);

        Assert.Equal(("update-stack-set update-stack-instances", "delta\n"), (Made(), _session.Read("checked")));
        Assert.False(_session.Has("fleet/waves.done"));
    }

    [Fact]
    public void An_edge_of_a_stack_set_does_not_change_its_wave_alone()
    {
        Edge("acme", "123456789011");
        Edge("beta", "123456789012");
        Export();

        Edge("beta", "123456789012", change: Wave(2));

        Assert.StartsWith(
            "edges/beta.yaml: deployment.wave differs from that of edges-1, the stack set of the edge; ", Run().Output,
            StringComparison.Ordinal);
        Edge("acme", "123456789011", change: Wave(2));
        Export();
        Assert.Equal(["edges-1: acme beta"], Sets());
    }

    private void WriteWaves()
    {
        Edge("acme");
        Edge("beta", "123456789012", change: Wave(2, "one"));
        Edge("delta", "123456789013", change: Wave(2, "one"));
        Edge("gamma", "123456789014", change: Wave(2));
        Edge("omega", "123456789015", change: Wave(9));
        Export();
    }

    private static Func<string, string> Wave(int number, string? customer = null) =>
        file => $"{file}deployment: {{ wave: {number}{(customer is null ? "" : $", customer: {customer}")} }}\n";

    private void Npx(string command)
    {
        _session.Write("stand-ins", $"{_session.Read("stand-ins")}npx() ( {command}\n)\n");
    }

    [Fact]
    public void An_edge_does_not_move_to_another_account()
    {
        Edge("acme", "123456789011");
        Export();

        Edge("acme", "123456789012");

        Assert.StartsWith(
            "edges/acme.yaml: account is 123456789012 in eu-central-1, but the edge is deployed to 123456789011 in eu-central-1; ",
            Run().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_may_be_named_with_a_separator_at_its_end()
    {
        Edge("acme");

        _session.Run("fleet", "export", "--output", "out/");
        var again = _session.Run("fleet", "export", "--output", "out/");

        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal(
            ["edges", "out"], Directory.GetDirectories(_session.Directory).Select(Path.GetFileName).Except(["releases", "src"]).Order());
    }

    [Fact]
    public void A_directory_with_other_things_is_left_alone()
    {
        Edge("acme");
        _session.Write("elsewhere/thesis.txt", "mine");

        var result = _session.Run("fleet", "export", "--output", "elsewhere");

        Assert.Equal((1, "edge: elsewhere has other files; name another directory with --output\n"), (result.ExitCode, result.Error));
        Assert.Equal("mine", _session.Read("elsewhere/thesis.txt"));
    }

    [Fact]
    public void The_answer_in_json_names_stack_sets_and_problems()
    {
        Edge("acme");
        Edge("beta", change: file => file.Replace($"registry: {{ secretArn: \"{Secret("beta")}\" }}", "", StringComparison.Ordinal));

        var answer = _session.Json("fleet", "export", "--skip-refused", "--json");

        Assert.Equal(["acme"], answer["stackSets"]![0]!["edges"]!.AsArray().Select(edge => (string)edge!));
        Assert.Equal(
            ("warning", "registry.secretArn"), ((string)answer["problems"]![0]!["severity"]!, (string)answer["problems"]![0]!["key"]!));
    }

    [Fact]
    public void Many_edges_come_out_the_same_every_time_and_the_work_does_not_grow_with_the_square_of_their_number()
    {
        const int count = 120;

        // Files that are read again for every edge would make it grow with the square.
        Assert.InRange(Effort.AllocationGrowth(ExportAnew, count), 0, 5);

        Assert.Equal(2, Sets().Count());
        var (script, plan) = (_session.Read("fleet/deploy.sh"), _session.Read("fleet/stack-sets.json"));
        Export();
        Assert.Equal((script, plan), (_session.Read("fleet/deploy.sh"), _session.Read("fleet/stack-sets.json")));
        var lines = script.Split('\n')
            .Where(line => line.StartsWith("edge edge-", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .ToList();
        Assert.Equal((count, count), (lines.Count, lines.Select(line => string.Join(' ', line[2..])).Distinct().Count()));

        void ExportAnew(int edges)
        {
            foreach (var directory in new[] { "edges", "fleet" }.Select(_session.PathOf).Where(Directory.Exists))
                Directory.Delete(directory, recursive: true);
            foreach (var number in Enumerable.Range(0, edges))
                Edge($"edge-{number:0000}", $"{100000000000 + number / 2}");
            Export();
        }
    }

    private static string Older(string file) => file.Replace("16.6.5", "16.6.4", StringComparison.Ordinal);

    private static string Secret(string name) => $"arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/{name}-AbCdEf";

    private void Edge(string name, string account = "123456789011", string region = "eu-central-1", Func<string, string>? change = null)
    {
        var file = EdgeFiles.Text(EdgeFiles.Demo)
            .With("name: demo ", $"name: {name} ")
            .With("demo-requests", $"{name}-requests")
            .With("demo-results", $"{name}-results")
            .With("vpc-0f1924823027c00c7", $"vpc-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..17]}");
        file = $"{file}\nplaneManager: {{ replicas: 1 }}\nregistry: {{ secretArn: \"{Secret(name)}\" }}\n".Replace(
            "123456789011", account, StringComparison.Ordinal).Replace("eu-central-1", region, StringComparison.Ordinal);
        _session.Write($"edges/{name}.yaml", change?.Invoke(file) ?? file);
    }

    private string Export()
    {
        var (code, output) = Run();
        Assert.True(code == 0, output);
        return output;
    }

    private (int Code, string Output) Run(params string[] options)
    {
        var result = _session.Run(["fleet", "export", .. options]);
        return (result.ExitCode, result.Output + result.Error);
    }

    private IEnumerable<string> Sets() => JsonNode.Parse(_session.Read("fleet/stack-sets.json"))!.AsArray()
        .Select(set => $"{set!["name"]}: {string.Join(' ', set["members"]!.AsArray().Select(member => (string)member!["edge"]!))}");

    private IEnumerable<string> Lines(string start) =>
        _session.Read("fleet/deploy.sh").Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal));

    private Dictionary<string, string> Parameters(string file) =>
        JsonNode.Parse(_session.Read(file))!.AsArray().ToDictionary(
            item => (string)item!["ParameterKey"]!, item => (string)item!["ParameterValue"]!);
}
