using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;
using Spectre.Console;

namespace EdgeCdk.Account.Tests;

/// <summary>A user in a repository with one edge, before an account.</summary>
internal sealed class Session : IDisposable
{
    private const string EdgeFile = $"edges/{Landscape.EdgeName}.yaml";
    private const string Release = "releases/16.6.5.yaml";
    private readonly TemporaryDirectory _directory = new();
    private readonly IAws _aws;

    public Session(IAws aws, string edgeFile)
    {
        _aws = aws;
        _directory.Write("cdk.json", "{}");
        foreach (var release in Directory.GetFiles(Repository.Releases))
            _directory.Write($"releases/{Path.GetFileName(release)}", File.ReadAllText(release));
        foreach (var component in new[] { "edgeinteractivejobs", "dqresultsreader" })
            _directory.Write($"lambda-artifacts/{component}/{component}.zip", FakePackage.Containing(component));
        Write(edgeFile);
    }

    /// <summary>The text of the edge file.</summary>
    public string Text => File.ReadAllText(Path.Combine(_directory.Path, EdgeFile));

    public void Write(string edgeFile) => _directory.Write(EdgeFile, edgeFile);

    /// <summary>Writes cdk.json.</summary>
    public void WriteCdkJson(string text) => _directory.Write("cdk.json", text);

    /// <summary>Changes the release of the edge.</summary>
    public void ChangeRelease(string part, string replacement) =>
        _directory.Write(Release, File.ReadAllText(Path.Combine(_directory.Path, Release)).With(part, replacement));

    /// <summary>Runs a command line.</summary>
    public CommandResult Run(params string[] arguments) => Answer(null, arguments);

    /// <summary>Runs a command line where questions are answered.</summary>
    public CommandResult Answer(IAnsiConsole? prompts, params string[] arguments) =>
        new EdgeRunner(_directory.Path) { Aws = _aws, Prompts = prompts }.Run(arguments);

    public void Dispose() => _directory.Dispose();
}
