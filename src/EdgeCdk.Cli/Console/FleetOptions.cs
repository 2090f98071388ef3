using System.CommandLine;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Console;

/// <summary>The options <c>--edges</c> and <c>--releases</c>, for every command that reads these files.</summary>
internal sealed class FleetOptions
{
    private readonly Option<string?> _edges = new("--edges") { Description = "Directory of edge files. Default: edges" };
    private readonly Option<string?> _releases = new("--releases")
    {
        Description = "Directory of release files. Default: releases, else those of Edge CDK",
    };

    private Option<string?>[] Both => [_edges, _releases];

    /// <summary>Adds both to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_edges);
        command.Add(_releases);
        command.Check(given =>
        {
            var output = command.Options.OfType<Option<string?>>().FirstOrDefault(option => option.Name == "--output");
            if (output is not null && given.GetValue(output) is { } target
                && Both.FirstOrDefault(option => given.GetValue(option) is { } files && OwnFiles.IsIn(target, files)) is { } named)
            {
                given.AddError($"--output {target} is among the files of {named.Name}; name another directory");
            }
        });
    }

    /// <summary>What of them is on the command line: the name and the value of each.</summary>
    public IReadOnlyList<(string Name, string Value)> Named(ParseResult given) =>
    [
        .. from option in Both
           let value = given.GetValue(option)
           where value is not null
           select (option.Name, value),
    ];

    /// <summary>The directories on the command line, else those of the repository and of Edge CDK.</summary>
    public FleetDirectories Of(ParseResult given, CommandContext context) => new(
        context.PathOf(given.GetValue(_edges), "edges"),
        given.GetValue(_releases) is { } releases ? context.PathOf(releases) : context.Installation.Releases);
}
