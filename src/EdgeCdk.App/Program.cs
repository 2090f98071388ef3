using EdgeCdk.App;
using EdgeCdk.App.Split;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Config.Validation;

var releasesDirectory = CliContext.Get("releases") ?? new Installation("").Releases;
// Exit codes: 0 done, 1 the user's files need a change, 2 a fault of this program.
try
{
    if (args is ["diagram", var template])
    {
        Console.Out.Write(StackDiagram.Mermaid(File.ReadAllText(template)));
        return 0;
    }

    if (args is ["template", _, _, ..])
    {
        var report = Fleet.Check([], releasesDirectory);
        foreach (var pair in args[1..].Chunk(2))
        {
            if (!report.IsUsable && PortableTemplates.NeedsAllReleases(pair[0], report.Releases))
                throw new ConfigException(report.Problems);
            PortableTemplates.Write(pair[0], pair[1], report.Releases, Cache());
        }

        return 0;
    }

    if (args is ["split", var directory])
    {
        SplitFiles.Write(Fleet.Load(CliContext.Get("edges")!, releasesDirectory, CliContext.Get("edge")).Single(), directory);
        return 0;
    }

    if (args is ["work"])
    {
        WorkerProcess.Work(Console.In, Console.Out);
        return 0;
    }

    var only = CliContext.Get("edge");
    var isDemo = CliContext.Get("edges") is null && only is null && DemoEdge.StandsInFor("edges");
    var edges = Fleet.Load(
        isDemo ? DemoEdge.File : CliContext.Get("edges") ?? "edges", releasesDirectory, only, Console.Error.WriteLine);
    var output = Environment.GetEnvironmentVariable("CDK_OUTDIR") ?? "cdk.out";
    FleetSynthesis.Run(edges, output, Cache(), Console.Error.WriteLine);
    if (isDemo)
        DemoEdge.RefuseDeployment(edges.Single(), output, Console.Error.WriteLine);
    return 0;
}
catch (ConfigException exception)
{
    foreach (var problem in exception.Problems)
        Console.Error.WriteLine(problem);
    Console.Error.WriteLine($"{exception.Problems.Count} problem{(exception.Problems.Count == 1 ? "" : "s")}; nothing was synthesized");
    RemoveEmptyOutput();
    return 1;
}
catch (Exception exception)
{
    Console.Error.WriteLine($"This is a fault of Edge CDK, not of your files. Please report it with the lines below.\n{exception}");
    return 2;
}

// Where other tools that npm installs keep theirs: not under version control, and removed by a fresh installation.
AssemblyCache? Cache()
{
    if (CliContext.Get("cache") is { } wanted && wanted is not ("on" or "off"))
        throw new ConfigException([new Problem("", $"-c cache={wanted} is not known", "use on or off", "correct the value")]);
    var isOff = CliContext.Get("cache") == "off" || args.Contains("--no-cache");
    return isOff ? null : new AssemblyCache(Path.Combine("node_modules", ".cache", "edge-cdk"));
}

// The CLI creates the output directory before it runs this program. If it stayed empty, it would look like a result.
static void RemoveEmptyOutput()
{
    if (Environment.GetEnvironmentVariable("CDK_OUTDIR") is not { Length: > 0 } output || !Directory.Exists(output))
        return;
    if (Directory.GetFileSystemEntries(output).All(IsLock))
        Directory.Delete(output, recursive: true);
}

static bool IsLock(string path) => path.EndsWith(".lock", StringComparison.Ordinal);
