using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Benchmarks;

/// <summary>
/// What is measured: the demo edge, fleets of edges like it, and the replay, which makes the same template in plain JavaScript.
/// Everything that is written is in a directory that is gone afterwards, but for the replay itself and what npm and the build keep.
/// </summary>
internal sealed class Workload : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edge-cdk-benchmarks-").FullName;
    private readonly string _replay = Path.Combine(Root, "benchmarks", "replay");

    private Workload()
    {
    }

    /// <summary>Only edge files.</summary>
    public static Workload Empty() => new();

    /// <summary>The directory that holds cdk.json.</summary>
    public static string Root { get; } = FindRoot();

    public static string Releases { get; } = Path.Combine(Root, "releases");

    /// <summary>Installs what is missing, builds, and makes the replay, which is refused when its template is another.</summary>
    public static Workload Prepare()
    {
        var workload = new Workload();
        foreach (var directory in new[] { Root, workload._replay }.Where(directory => !Directory.Exists(Path.Combine(directory, "node_modules"))))
            Measurement.Of(new Command(directory, "npm", ["ci"], new Dictionary<string, string>()));
        Measurement.Of(workload.Launched(1, cached: false));
        var template = Path.Combine(workload.Output, "Edge-edge-1.template.json");
        var own = File.ReadAllText(template);
        Measurement.Of(new Command(workload._replay, "node", ["generate.mjs", template, workload.ReplayModule], new Dictionary<string, string>()));
        Measurement.Of(workload.Replay(1));
        if (!JsonNode.DeepEquals(JsonNode.Parse(own), JsonNode.Parse(File.ReadAllText(template))))
            throw new InvalidOperationException("the replay makes another template; look at benchmarks/replay/generate.mjs");
        return workload;
    }

    private string Output => Path.Combine(_directory, "cdk.out");

    private string ReplayModule => Path.Combine(_replay, "edge.cjs");

    private static string Application { get; } = Path.Combine(Root, "src/EdgeCdk.App/bin/Release/net10.0/EdgeCdk.App.dll");

    /// <summary>The application as cdk.json names it.</summary>
    public Command Launched(int edges, bool cached) => Run("node", ["src/EdgeCdk.App/run.mjs", .. Cache(cached)], edges);

    /// <summary>The application without its launcher.</summary>
    public Command Alone(int edges, bool cached) => Run("dotnet", [Application, .. Cache(cached)], edges);

    /// <summary>The application through the CDK CLI.</summary>
    public Command Cdk(int edges, bool cached) =>
        Run("node_modules/.bin/cdk", ["synth", "--quiet", "-o", Output, "-c", $"edges={Fleet(edges)}", .. cached ? (string[])[] : ["-c", "cache=off"]], edges);

    /// <summary>The same templates from typed L1 constructs in JavaScript.</summary>
    public Command Replay(int edges) => Run("node", [.. ReplayArguments(edges)], edges);

    /// <summary>These through the CDK CLI.</summary>
    public Command CdkReplay(int edges) => Run("node_modules/.bin/cdk", ["synth", "--quiet", "-o", Output, "-a", $"node {string.Join(' ', ReplayArguments(edges))}"], edges);

    /// <summary>About the same resources from L2 constructs in JavaScript.</summary>
    public Command L2(int edges) => Run("node", [Path.Combine(_replay, "app.cjs"), Path.Combine(_replay, "l2.cjs"), $"{edges}"], edges);

    /// <summary>Stack sets for edges, two in each account.</summary>
    public Command Export(int edges)
    {
        var directory = Fleet(edges);
        foreach (var (number, file) in Directory.GetFiles(directory).Index())
        {
            var account = $"{100000000000 + number / 2}";
            var text = File.ReadAllText(file).Replace("123456789011", account, StringComparison.Ordinal);
            File.WriteAllText(file, $"{text}registry: {{ secretArn: \"arn:aws:secretsmanager:eu-central-1:{account}:secret:edge/registry-{number}-AbCdEf\" }}\n");
        }

        string[] arguments = ["src/EdgeCdk.Cli/run.mjs", "fleet", "export", "--edges", directory, "--output", Path.Combine(_directory, $"fleet-{edges}")];
        return new(Root, "node", arguments, new Dictionary<string, string> { ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "18,20" });
    }

    /// <summary>All tests, built before.</summary>
    public static Command Tests() => new(Root, "dotnet", ["test", "--no-build"], new Dictionary<string, string>());

    /// <summary>A directory with edge files that differ in what must differ.</summary>
    public string Fleet(int edges)
    {
        var directory = Path.Combine(_directory, $"edges-{edges}");
        var demo = File.ReadAllText(Path.Combine(Root, "docs", "examples", "smallest.yaml"));
        Directory.CreateDirectory(directory);
        for (var number = 1; number <= edges; number++)
        {
            File.WriteAllText(
                Path.Combine(directory, $"edge-{number}.yaml"),
                demo.Replace("name: demo ", $"name: edge-{number} ", StringComparison.Ordinal).Replace("demo-re", $"edge-{number}-re", StringComparison.Ordinal).Replace("vpc-0f1924823027c00c7", $"vpc-{number:x8}", StringComparison.Ordinal));
        }

        return directory;
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string[] ReplayArguments(int edges) => [Path.Combine(_replay, "app.cjs"), ReplayModule, $"{edges}"];

    private static string[] Cache(bool cached) => cached ? [] : ["--no-cache"];

    private Command Run(string program, string[] arguments, int edges) => new(Root, program, arguments, new Dictionary<string, string>
    {
        ["CDK_OUTDIR"] = Output,
        ["CDK_CONTEXT_JSON"] = JsonSerializer.Serialize(new Dictionary<string, string> { ["edges"] = Fleet(edges) }),
        ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "18,20",
    });

    private static string FindRoot()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "cdk.json")))
                return directory;
        }

        throw new InvalidOperationException("the benchmarks do not run inside the repository");
    }
}
