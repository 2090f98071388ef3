using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Handover.Waves;

/// <summary>
/// The script of <c>edge fleet script</c> deploys a fleet of 20 edges in three waves, with stand-ins for the CDK CLI and for edge: they
/// note when they begin and end, and fail for the edges that a test names.
/// </summary>
public sealed class FleetScriptTests : IDisposable
{
    private readonly Session _session = new();

    public FleetScriptTests()
    {
        // Waves of 4, 8 and 8 edges; in the second one, three edges are of one customer.
        foreach (var number in Enumerable.Range(1, 20))
        {
            Edge(number, number <= 4 ? 1 : number <= 12 ? 2 : 3, number is 5 or 6 or 7 ? ", customer: acme" : "");
        }

        Assert.Equal(
            "deploy-edges.sh was written: 20 edges in 3 waves; next: read it, then run ./deploy-edges.sh\n",
            _session.Run("fleet", "script").Output);
        // Functions of the shell that runs the script: programs would take longer than the test.
        _session.Write("stand-ins", """
            note() { echo "$1" >> "$NOTES/log"; }
            npx() ( case "$1 $2" in
              "cdk synth")
                mkdir -p cdk.out
                for file in edges/*.yaml; do cp "$file" "cdk.out/Edge-$(basename "$file" .yaml).template.json"; done ;;
              "edge deploy-options") echo "--option $3" ;;
              "cdk deploy")
                note "begin ${3#Edge-} ${*: -2}"
                sleep "${TAKES:-0}"
                note "end ${3#Edge-}"
                [[ " ${UNDEPLOYABLE:-} " != *" ${3#Edge-} "* ]] || { echo "the reason"; exit 1; } ;;
              "edge verify")
                note "verify $3 ${AWS_ACCESS_KEY_ID:-}"
                [[ " ${RED:-} " != *" $3 "* ]] ;;
            esac )
            aws() ( case "$*" in *:iam::123456789011:role/reader*) printf 'key\tsecret\ttoken\n' ;; *) exit 254 ;; esac )
            """.ReplaceLineEndings("\n"));
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_wave_begins_when_all_edges_of_the_one_before_are_healthy()
    {
        var result = Deploy();

        Assert.True(result.ExitCode == 0, result.Error);
        var log = Log();
        Assert.Equal((20, 20), (log.Count(Begins), log.Count(line => line.StartsWith("verify ", StringComparison.Ordinal))));
        Assert.Equal(["4", "8", "8"], Phases(log));
        Assert.All(log.Where(Begins), line => Assert.Equal($"--option {line.Split(' ')[1]}", string.Join(' ', line.Split(' ')[2..])));
    }

    [Fact]
    public void A_red_edge_in_the_second_wave_stops_before_the_third_and_the_next_run_goes_on_with_the_second()
    {
        var first = Deploy(("RED", "e09"));

        Assert.Equal(1, first.ExitCode);
        Assert.EndsWith("not healthy: e09. The next wave was not begun. Correct the cause, then run this script again: it goes on with "
            + "this wave.\n", first.Error, StringComparison.Ordinal);
        Assert.Equal(12, Log().Count(Begins));

        var second = Deploy();

        Assert.True(second.ExitCode == 0, second.Error);
        Assert.StartsWith("wave 1 is done\nwave 2\n", second.Output, StringComparison.Ordinal);
        Assert.Equal(["8", "8"], Phases(Log()));
        Assert.Equal("wave 1 is done\nwave 2 is done\nwave 3 is done\n", Deploy().Output);
        Assert.Empty(Log());
    }

    [Fact]
    public void An_edge_that_cannot_be_deployed_stops_the_others_of_its_customer_and_all_later_waves()
    {
        var result = Deploy(("UNDEPLOYABLE", "e05"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the reason\nnot deployed: e05. ", result.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["e01", "e02", "e03", "e04", "e05", "e08", "e09", "e10", "e11", "e12"],
            Log().Where(Begins).Select(line => line.Split(' ')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_edges_of_one_customer_are_never_deployed_at_once_and_others_are()
    {
        Assert.Equal(0, Deploy(("TAKES", "0.1")).ExitCode);

        var (running, most, mostOfCustomer) = (new HashSet<string>(), 0, 0);
        foreach (var line in Log())
        {
            var edge = line.Split(' ')[1];
            if (Begins(line))
                running.Add(edge);
            else
                running.Remove(edge);
            most = Math.Max(most, running.Count);
            mostOfCustomer = Math.Max(mostOfCustomer, running.Count(name => name is "e05" or "e06" or "e07"));
        }

        Assert.Equal(1, mostOfCustomer);
        Assert.InRange(most, 2, 20);
    }

    [Fact]
    public void A_wave_that_changed_since_it_was_done_is_deployed_again()
    {
        Deploy();
        Edge(1, 1, ", customer: other");

        Assert.StartsWith("wave 1\n", Deploy().Output, StringComparison.Ordinal);
        Assert.Equal(["4"], Phases(Log()));
    }

    [Fact]
    public void Named_edges_are_deployed_alone_and_their_wave_is_not_done()
    {
        Assert.Equal("wave 3\nedge e20\nwaiting for 0 minutes\n", DeployNamed("e20").Output);
        Assert.StartsWith("wave 1\n", Deploy().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Edges_of_other_accounts_are_checked_with_a_role_there()
    {
        Assert.Equal(0, Deploy(("VERIFY_ROLE", "reader")).ExitCode);
        Assert.All(
            Log().Where(line => line.StartsWith("verify ", StringComparison.Ordinal)),
            line => Assert.EndsWith(" key", line, StringComparison.Ordinal));
        Edge(1, 1, ", customer: other");
        Assert.Equal(1, Deploy(("VERIFY_ROLE", "nobody")).ExitCode);
    }

    [Fact]
    public void The_directories_of_the_files_are_those_of_the_export()
    {
        _session.Run("fleet", "script", "--edges", "edges", "--output", "other.sh");

        var script = _session.Read("other.sh");
        Assert.Contains("npx edge verify \"${edge%=*}\" --edges 'edges' --watch", script, StringComparison.Ordinal);
        Assert.Contains("npx edge deploy-options \"$1\" --edges 'edges' --app", script, StringComparison.Ordinal);
        Assert.Contains("npx cdk synth --quiet --output \"$app\" --context 'edges=edges'", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_waves() => Assert.Equal(
        [1, 2, 3], _session.Json("fleet", "script", "--json")["waves"]!.AsArray().Select(wave => (int)wave!["number"]!));

    private static bool Begins(string line) => line.StartsWith("begin ", StringComparison.Ordinal);

    // How many edges were deployed before each time that edges were checked.
    private static IEnumerable<string> Phases(IEnumerable<string> log) => string.Join(
        "", log.Where(line => !line.StartsWith("end ", StringComparison.Ordinal)).Select(line => line[0]))
        .Split('v', StringSplitOptions.RemoveEmptyEntries).Select(phase => $"{phase.Length}");

    private void Edge(int number, int wave, string more) => _session.Write($"edges/e{number:00}.yaml", EdgeFiles.Text(EdgeFiles.Demo)
        .With("name: demo ", $"name: e{number:00} ")
        .With("demo-requests", $"e{number:00}-requests")
        .With("demo-results", $"e{number:00}-results")
        .With("vpc-0f1924823027c00c7", $"vpc-0f1924823027c{number:0000}")
        + $"deployment: {{ wave: {wave}{more} }}\n");

    private List<string> Log() => [.. (_session.Has("log") ? _session.Read("log") : "").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private CommandResult Deploy(params (string Name, string Value)[] variables) => Deploy([], variables);

    private CommandResult DeployNamed(params string[] names) => Deploy(names, []);

    private CommandResult Deploy(string[] names, (string Name, string Value)[] variables)
    {
        _session.Write("log", "");
        var environment = new Dictionary<string, string?>
        {
            ["BASH_ENV"] = _session.PathOf("stand-ins"),
            ["NOTES"] = _session.Directory,
            ["SOAK_MINUTES"] = "0",
            ["PARALLEL"] = "20",
        };
        foreach (var (name, value) in variables)
            environment[name] = value;
        return ChildProcess.Run("bash", [_session.PathOf("deploy-edges.sh"), .. names], _session.Directory, environment);
    }
}
