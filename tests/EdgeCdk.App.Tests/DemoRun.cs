using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>
/// One run without an edge file, which is one for the demo edge, on a machine with another language, another time zone and a temporary
/// directory of its own.
/// </summary>
public sealed class DemoRun : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public DemoRun()
    {
        Directory.CreateDirectory(Temporary);
        _directory.Write("edges/README.md", "");
        Result = EdgeProgram.RunIn(
            _directory.Path,
            AppContext.BaseDirectory,
            ["--no-cache"],
            Output,
            new Dictionary<string, string?>
            {
                ["LANG"] = "tr_TR.UTF-8",
                ["LC_ALL"] = "tr_TR.UTF-8",
                ["TZ"] = "Pacific/Kiritimati",
                ["TMPDIR"] = Temporary,
            },
            ("releases", Repository.Releases));
    }

    public CommandResult Result { get; }

    public string Output => Path.Combine(_directory.Path, "cdk.out");

    public string Temporary => Path.Combine(_directory.Path, "tmp");

    public void Dispose() => _directory.Dispose();
}
