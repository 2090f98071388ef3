using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests;

public sealed class OutputTests : IDisposable
{
    private static readonly string[] Copied = ["aws", "npx", "registry:"];

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_output_that_cannot_be_written_is_told()
    {
        _session.Write("taken", "");

        var result = _session.Run("catalog", "--output", "taken");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("edge: --output: taken", result.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be written", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("images demo --to 123456789011.dkr.ecr.eu-central-1.amazonaws.com/mirror/of/the/vendor")]
    [InlineData("prerequisites --edge acme-prod --region eu-central-1 --output prerequisites.template.json")]
    public void What_is_to_be_copied_from_a_screen_is_in_one_line(string line)
    {
        var arguments = line.Split(' ');
        if (arguments[0] == "images")
            _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        // Templates are made with the packages of this repository.
        else
            arguments = [.. arguments[..^1], _session.PathOf(arguments[^1])];
        string[] LinesAt(int? width) => new EdgeRunner(arguments[0] == "images" ? _session.Directory : Repository.Root)
        {
            With = context => context with { Width = width },
        }.Run(arguments).Output.Split('\n');

        string[] copied = [.. LinesAt(null).Where(one => Copied.Any(what => one.StartsWith($"  {what} ", StringComparison.Ordinal)))];

        Assert.Equal(2, copied.Length);
        foreach (var width in (int[])[80, 100])
            Assert.Empty(copied.Except(LinesAt(width)));
    }

    // Where the operating system has no files, and what is no directory. A temporary file is nobody's business.
    [Theory]
    [InlineData("/proc/edge.yaml", "/proc/edge.yaml cannot be written (nothing can be created in /proc)")]
    [InlineData("/proc/1/edge/edge.yaml", "/proc/1/edge/edge.yaml cannot be written (")]
    [InlineData("/dev/null/edge.yaml", "/dev/null/edge.yaml cannot be written (")]
    [InlineData("/sys/edge.yaml", "/sys/edge.yaml cannot be written (")]
    public void An_odd_target_is_named_as_it_was_given(string file, string message)
    {
        var context = new CommandContext(TextWriter.Null, TextWriter.Null, _session.Directory);

        var told = Assert.Throws<CommandException>(() => context.WriteFile(file, "text")).Message;

        Assert.StartsWith(message, told, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/proc")]
    public void A_directory_without_edge_files_is_named_and_no_other_is_checked(string directory)
    {
        // Without releases of the repository's own, those of the program are used.
        Directory.Delete(_session.PathOf("releases"), recursive: true);
        _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

        var result = _session.Run("validate", directory);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"{directory}: has no .yaml file; ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--edge", "--edge", "Acme_Prod", "--region", "eu-central-1")]
    [InlineData("--region", "--edge", "acme-prod", "--region", "mars-1")]
    public void What_could_not_be_deployed_is_not_written(string option, params string[] options)
    {
        var result = _session.Run(["prerequisites", .. options]);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"edge: {option} is ", result.Error, StringComparison.Ordinal);
        Assert.False(_session.Has("prerequisites.template.json"));
    }
}
