using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>What builds the application when a source has changed; a few lines take the place of `dotnet`, to see when that is.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string Building = "edge: building Program (once, and after a change of the sources; about a minute) …\n";

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

    private const string Project = "src/Program/Program.csproj";

    private readonly TemporaryDirectory _root = new();

    public LauncherTests()
    {
        string[] files =
        [
            "Directory.Build.props", "Directory.Packages.props",
            "docs/examples/smallest.yaml", "lambda-artifacts/cleanup/index.py", "lambda-artifacts/deployment-support/index.py",
        ];
        foreach (var file in files)
            _root.Write(file, "");
        _root.Write("global.json", """{ "sdk": { "version": "10.0.100" } }""");
        _root.Write("package.json", "{}");
        _root.Write(Project, "");
        _root.Write("src/launch.mjs", File.ReadAllText(Repository.Path("src", "launch.mjs")));
        _root.Write("src/Program/run.mjs", "import { launch } from '../launch.mjs';\nlaunch('Program');\n");
        ChildProcess.Run("ln", ["-s", Node.Value, Path.Combine(_root.Path, "node")]);
        Install(Dotnet);
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Processes_that_start_together_build_once_and_all_run()
    {
        var results = Enumerable.Range(0, 3).AsParallel().WithDegreeOfParallelism(3).Select(_ => Launch()).ToList();

        Assert.All(results, result => Assert.Equal((0, "ran with argument\n"), (result.ExitCode, result.Output)));
        Assert.Equal(["begin", "end"], Builds());
        Assert.Equal(Building, string.Concat(results.Select(result => result.Error)));
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
    public void In_a_package_which_has_no_project_nothing_is_built()
    {
        File.Delete(Path.Combine(_root.Path, Project));

        Assert.Equal(new CommandResult(0, "ran with argument\n", ""), Launch());
        Assert.False(File.Exists(Path.Combine(_root.Path, "builds")));
    }

    [Fact]
    public void What_a_killed_process_left_behind_does_not_stop_the_next_one_though_its_number_is_in_use()
    {
        var held = _root.Write("src/obj/launch.lock", $"{Environment.ProcessId}");

        var result = Launch();

        Assert.Equal((0, "ran with argument\n"), (result.ExitCode, result.Output));
        Assert.Equal($"edge: waiting for another process, which builds (it holds {held})\n{Building}", result.Error);
        Assert.False(File.Exists(held));
    }

    [Fact]
    public void A_build_that_takes_long_keeps_others_waiting()
    {
        Install(Dotnet.Replace("sleep 0.5", "sleep 7", StringComparison.Ordinal));

        var results = Enumerable.Range(0, 2).AsParallel().WithDegreeOfParallelism(2).Select(_ => Launch()).ToList();

        Assert.Equal(["begin", "end"], Builds());
        Assert.All(results, result => Assert.Equal(0, result.ExitCode));
    }

    [Fact]
    public void Without_dotnet_it_says_what_to_install_before_a_build_and_after_one()
    {
        const string Missing = "edge: cannot run dotnet (spawn dotnet ENOENT); "
            + "install .NET SDK 10 (https://dotnet.microsoft.com/download)\n";
        File.Delete(Path.Combine(_root.Path, "bin/dotnet"));
        Assert.Equal(new CommandResult(2, "", Building + Missing), Launch(_root.Path));

        Install(Dotnet);
        Launch();
        File.Delete(Path.Combine(_root.Path, "bin/dotnet"));
        Assert.Equal(new CommandResult(2, "", Missing), Launch(_root.Path));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(155, "\ninstall .NET SDK 10 (https://dotnet.microsoft.com/download)")]
    public void A_build_that_fails_is_shown_and_an_SDK_that_does_not_fit_is_named(int version, string remedy)
    {
        Install($"#!/bin/sh\n[ \"$1\" = build ] || exit {version}\necho 'what dotnet says'\nexit 1\n");

        Assert.Equal(new CommandResult(2, "", $"{Building}edge: the build failed\nwhat dotnet says{remedy}\n"), Launch());
    }

    [Fact]
    public void Where_nothing_can_be_written_it_says_that_it_cannot_build()
    {
        _root.Write("src/obj", "");

        var result = Launch();

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Matches($"^edge: cannot build in {_root.Path} \\(.*\\)\n$", result.Error);
    }

    [Fact]
    public void A_Node_that_is_too_old_is_refused()
    {
        const string Old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.19.1'})";

        var result = ChildProcess.Run("node", ["--import", Old, Path.Combine(_root.Path, "src/Program/run.mjs")], _root.Path);

        Assert.Equal(
            new CommandResult(2, "", "edge: this is Node.js 18.19.1; install Node.js 22 (https://nodejs.org; 20 is enough)\n"), result);
    }

    [Theory]
    [InlineData("KILL", 137, "edge: dotnet was killed (SIGKILL), by a user or because memory was short\n")]
    [InlineData("SEGV", 139, "edge: dotnet was ended by SIGSEGV\n")]
    [InlineData("TERM", 143, "")]
    public void A_program_that_is_killed_is_not_taken_for_one_that_ended(string signal, int exitCode, string message)
    {
        Launch();
        Install($"#!/bin/sh\nkill -{signal} $$\n");

        Assert.Equal(new CommandResult(exitCode, "", message), Launch());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void A_signal_reaches_the_program_which_is_waited_for(string signal)
    {
        Launch();
        Install($$"""
            #!/bin/sh
            trap 'echo in the middle; sleep 0.2; echo at the end; exit 7' {{signal}}
            kill -{{signal}} $PPID
            while :; do sleep 0.05; done

            """);

        Assert.Equal(new CommandResult(7, "in the middle\nat the end\n", ""), Launch());
    }

    // Where node is, for a path without anything else.
    private static readonly Lazy<string> Node = new(() => ChildProcess.Run("node", ["-p", "process.execPath"]).Output.Trim());

    private void Install(string dotnet) => ChildProcess.Run("chmod", ["+x", _root.Write("bin/dotnet", dotnet)]);

    private CommandResult Launch() => Launch($"{_root.Path}/bin:{Environment.GetEnvironmentVariable("PATH")}");

    private CommandResult Launch(string path) => ChildProcess.Run(
        Path.Combine(_root.Path, "node"), [Path.Combine(_root.Path, "src/Program/run.mjs"), "argument"], _root.Path,
        new Dictionary<string, string?> { ["PATH"] = path });

    private string[] Builds() => File.ReadAllLines(Path.Combine(_root.Path, "builds"));
}
