using System.CommandLine;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Files.Validate;

/// <summary>What <c>edge validate</c> takes.</summary>
internal sealed class ValidateOptions
{
    private readonly FleetOptions _directories = new();

    public Argument<string[]> Files { get; } = new("files")
    {
        Description = "Edges, edge files, and directories of them; all release files are checked anyway. Default: all edges",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<bool> Sarif { get; } = new("--sarif") { Description = "Answer in SARIF 2.1.0, for code scanning" };

    public Option<DateOnly?> AsOf { get; } = new DayOption("--as-of", "2026-11-22")
    {
        Description = "Day for which support is checked, such as 2026-11-22. Default: today",
    };

    public Option<string[]> Deployed { get; } = new CheckedOption<string[]>("--deployed", new(DeployedReleases.Fault))
    {
        Description = "Deployed release, as <edge>=<release>: the file must have it or the next one. `account` asks AWS for every edge",
        DefaultValueFactory = _ => [],
    };

    public Option<bool> Back { get; } = new("--back") { Description = "The file may also have the release before the deployed one" };

    public void AddTo(Command command)
    {
        command.Add(Files);
        _directories.AddTo(command);
        AnswerFormat.AddTo(command, Sarif);
        command.Add(AsOf);
        command.Add(Deployed);
        command.Add(Back);
    }

    public FleetDirectories Directories(ParseResult given, CommandContext context) => _directories.Of(given, context);
}
