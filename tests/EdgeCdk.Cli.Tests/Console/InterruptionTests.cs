using EdgeCdk.Cli.Common;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Console;

/// <summary>Nothing is half-written, whatever ends the command: a signal, a full disk, a reader that has seen enough.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly Session _session = new Session().Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    [InlineData("HUP", 129)]
    public void A_signal_leaves_no_file_no_temporary_directory_and_no_program(string signal, int exitCode)
    {
        // In the place of node, which synthesizes: it is in the middle of its work when the signal comes.
        _session.Write("src/EdgeCdk.App/run.mjs", "").Write("tmp/.keep", "").Write("bin/node", $"""
            #!/bin/sh
            echo $$ > {_session.PathOf("started")}
            kill -{signal} $PPID
            exec sleep 60

            """);
        ChildProcess.Run("chmod", ["+x", _session.PathOf("bin/node")]);

        var result = Run(
            "template demo --output out",
            new()
            {
                ["TMPDIR"] = _session.PathOf("tmp"),
                ["PATH"] = $"{_session.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            });

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output + result.Error));
        Assert.Empty(Directory.GetDirectories(_session.PathOf("tmp"), "edge-cdk-*"));
        Assert.Empty(Directory.GetFiles(_session.PathOf("out")));
        Assert.False(IsRunning(_session.Read("started").Trim()));
    }

    [Theory]
    [InlineData("explain --markdown")]
    [InlineData("validate")]
    [InlineData("validate --json")]
    public void An_answer_that_a_full_disk_does_not_take_is_no_fault_of_ours(string command)
    {
        var result = Run($"{command} > /dev/full", []);

        Assert.Equal(new CommandResult(1, "", "edge: the answer cannot be written (No space left on device)\n"), result);
    }

    [Fact]
    public void Where_nothing_at_all_can_be_written_the_exit_code_is_right() =>
        Assert.Equal(1, Run("validate nobody 2> /dev/full > /dev/full", []).ExitCode);

    [Fact]
    public void A_reader_that_has_seen_enough_ends_the_command_quietly() =>
        Assert.Equal(new CommandResult(0, "# Configuration\n", ""), Run("explain --markdown | head -1", []));

    [Fact]
    public void A_file_that_cannot_be_written_to_its_end_is_as_it_was()
    {
        var file = _session.Write("some/file", "before").PathOf("some/file");

        Assert.Throws<IOException>(() => WholeFile.Write(file, stream =>
        {
            stream.Write("half"u8);
            throw new IOException("No space left on device");
        }));

        Assert.Equal("before", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_session.PathOf("some")));
    }

    [Fact]
    public void A_file_keeps_its_permissions_and_a_link_its_place()
    {
        var file = _session.Write("some/file", "before").PathOf("some/file");
        ChildProcess.Run("chmod", ["600", file]);
        File.CreateSymbolicLink(_session.PathOf("link"), file);

        WholeFile.Write(_session.PathOf("link"), "after");

        Assert.Equal("after", File.ReadAllText(file));
        Assert.Equal(file, new FileInfo(_session.PathOf("link")).LinkTarget);
        Assert.Equal("600\n", ChildProcess.Run("stat", ["-c", "%a", file]).Output);
    }

    [Fact]
    public void Of_two_that_make_the_same_new_file_the_second_leaves_that_of_the_first()
    {
        var file = _session.Write("file", "of the first").PathOf("file");

        Assert.Throws<IOException>(() => WholeFile.Write(file, stream => stream.Write("of the second"u8), isNew: true));

        Assert.Equal("of the first", File.ReadAllText(file));
    }

    [Fact]
    public void A_device_is_written_to_and_stays_a_device()
    {
        var mode = ChildProcess.Run("stat", ["-c", "%a", "/dev/null"]).Output;

        WholeFile.Write("/dev/null", "text");
        WholeFile.AllowExecution("/dev/null");

        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.Equal(mode, ChildProcess.Run("stat", ["-c", "%a", "/dev/null"]).Output);
    }

    // Of a process that was killed, the system may still know the exit code.
    private static bool IsRunning(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(' ')[2] != "Z";
        }
        catch (IOException)
        {
            return false;
        }
    }

    // Whoever starts the tests in the background makes all that they start ignore signals.
    private CommandResult Run(string command, Dictionary<string, string?> environment) => ChildProcess.Run(
        "env", ["--default-signal", "sh", "-c", $"dotnet {Path.Combine(AppContext.BaseDirectory, "EdgeCdk.Cli.dll")} {command}"],
        _session.Directory, environment, "");
}
