using System.CommandLine;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Console;

/// <summary>How a command is told which deployed edge it is about.</summary>
internal sealed class EdgeArguments
{
    private readonly Argument<string> _name = new("edge") { Description = "Name of the edge" };
    private readonly Option<string?> _edges = new("--edges") { Description = "Directory of edge files. Default: edges" };
    private readonly Option<string?> _releases = new("--releases") { Description = "Directory of release files. Default: releases" };
    private readonly Option<string?> _stack = StackOption();
    private readonly Option<string?> _region = new("--region") { Description = "Region of the edge, when its file is gone or has faults" };
    private bool _takesRegion;

    /// <summary>Names the stack of the edge, for commands that take it in another way.</summary>
    public static Option<string?> StackOption() =>
        new("--stack") { Description = "Name of the edge's stack. Default: found by the name of the edge" };

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="worksWithoutFile">Whether a region is enough where there is no sound edge file.</param>
    public void AddTo(Command command, bool worksWithoutFile)
    {
        command.Add(_name);
        command.Add(_edges);
        command.Add(_releases);
        command.Add(_stack);
        _takesRegion = worksWithoutFile;
        if (_takesRegion)
            command.Add(_region);
    }

    /// <summary>The edge that was named, after a look whether the credentials are those of its account.</summary>
    /// <exception cref="CommandException">It is not known where the edge is, or the credentials are of another account.</exception>
    public EdgePlace Find(ParseResult given, CommandContext context)
    {
        var name = given.GetRequiredValue(_name);
        var releases = context.PathOf(given.GetValue(_releases), "releases");
        var report = Fleet.Check([context.PathOf(given.GetValue(_edges), "edges")], releases);
        var file = report.Files.GetValueOrDefault(name);
        var isSound = !report.Problems.Any(problem => !problem.IsWarning && problem.File == file);
        var definition = isSound ? report.Edges.FirstOrDefault(edge => edge.Config.Edge.Name == name) : null;
        var region = _takesRegion ? given.GetValue(_region) : null;
        if ((region ?? definition?.Config.Account.Region) is not { } known)
            throw new CommandException((file is null ? Unknown(name, report) : $"{context.Shown(file)} has faults; `edge validate` tells them") + (_takesRegion ? ", or say --region" : ""));
        var wanted = definition?.Config.Account.AccountId;
        return new EdgePlace(name, known)
        {
            Definition = definition,
            File = file,
            Account = wanted is null ? Caller.Account(context.Aws, known) : Caller.MustBe(context.Aws, wanted, known),
            GivenStack = given.GetValue(_stack),
            ReleaseFile = definition is null ? null : Path.Combine(releases, $"{definition.Config.Edge.Release}.yaml"),
        };
    }

    private static string Unknown(string name, FleetReport report) =>
        report.Files.Count > 0 ? $"there is no edge {name}; use {string.Join(", ", report.Files.Keys.Order(StringComparer.Ordinal))}" : $"there is no edge {name}: {report.Problems[0]}";
}
