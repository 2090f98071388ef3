using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>What builds the application when a source has changed; a few lines take the place of `dotnet`, to see when that is.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string Dotnet = """
        #!/bin/sh
        if [ "$1" = build ]; then
          echo begin >> builds
          sleep 0.5
          mkdir -p "$2/bin/Release/net10.0" && touch "$2/bin/Release/net10.0/Program.dll"
          echo end >> builds
        else
          echo "ran with $2"
        fi

        """;

    private readonly TemporaryDirectory _root = new();

    public LauncherTests()
    {
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json", "lambda-artifacts/cleanup/index.py", "lambda-artifacts/deployment-support/index.py"])
            _root.Write(file, "");
        _root.Write("src/launch.mjs", File.ReadAllText(Repository.Path("src", "launch.mjs")));
        _root.Write("src/Program/run.mjs", "import { launch } from '../launch.mjs';\nlaunch('Program');\n");
        ChildProcess.Run("chmod", ["+x", _root.Write("bin/dotnet", Dotnet)]);
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Processes_that_start_together_build_once_and_all_run()
    {
        var results = Enumerable.Range(0, 3).AsParallel().WithDegreeOfParallelism(3).Select(_ => Launch()).ToList();

        Assert.All(results, result => Assert.Equal(new CommandResult(0, "ran with argument\n", ""), result));
        Assert.Equal(["begin", "end"], Builds());
    }

    [Fact]
    public void It_builds_again_only_when_a_source_has_changed()
    {
        Launch();
        Launch();
        Assert.Equal(2, Builds().Length);

        _root.Write("src/Program/Program.cs", "");
        Launch();

        Assert.Equal(4, Builds().Length);
    }

    [Fact]
    public void What_a_killed_process_left_behind_does_not_stop_the_next_one()
    {
        // No process has this number: the system's own limit is lower.
        _root.Write("src/obj/launch.lock", "999999999");

        Assert.Equal(0, Launch().ExitCode);
    }

    private CommandResult Launch() => ChildProcess.Run(
        "node", [Path.Combine(_root.Path, "src/Program/run.mjs"), "argument"], _root.Path, new Dictionary<string, string?> { ["PATH"] = $"{_root.Path}/bin:{Environment.GetEnvironmentVariable("PATH")}" });

    private string[] Builds() => File.ReadAllLines(Path.Combine(_root.Path, "builds"));
}
