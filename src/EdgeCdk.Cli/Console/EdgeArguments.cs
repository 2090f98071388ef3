using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Console;

/// <summary>How a command gets the edge that it is about: the same arguments and the same messages for every command.</summary>
internal sealed class EdgeArguments
{
    private readonly Argument<string?> _name = new("edge") { Description = "Name of the edge" };
    private readonly FleetOptions _files = new();

    private readonly Option<string?> _stack = new CheckedOption<string?>("--stack", OptionRules.Stack)
    {
        Description = "Name of the edge's stack. Default: found by the name of the edge",
    };

    private readonly Option<string?> _region = new CheckedOption<string?>("--region", OptionRules.Region)
    {
        Description = "Region of the edge, when its file does not exist or has faults",
    };

    private bool _takesRegion;

    /// <summary>Adds the name and the directories of the files to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withoutEdge">What the command does without a name. Default: null, the name is required.</param>
    /// <param name="takesStack">Whether the stack can be named, too. Default: false.</param>
    /// <param name="takesRegion">Whether a region is enough when there is no edge file without faults. Default: false.</param>
    public void AddTo(Command command, string? withoutEdge = null, bool takesStack = false, bool takesRegion = false)
    {
        _name.Arity = withoutEdge is null ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne;
        _name.Description += withoutEdge is null ? "" : $". Default: {withoutEdge}";
        _takesRegion = takesRegion;
        command.Add(_name);
        _files.AddTo(command);
        if (takesStack)
            command.Add(_stack);
        if (!takesRegion)
            return;
        command.Add(_region);
        // Without a region, the name is that of a file.
        command.Check(given =>
        {
            if (given.GetValue(_region) is not null && OptionRules.Key("edge.name").Fault("<edge>", given.GetValue(_name)!) is { } fault)
                given.AddError(fault);
        });
    }

    /// <summary>The name; null when none was given.</summary>
    public string? Name(ParseResult given) => given.GetValue(_name);

    /// <summary>The name of the stack; null when none was given.</summary>
    public string? Stack(ParseResult given) => given.GetValue(_stack);

    /// <summary>Whether a stack is named, while the command line is validated.</summary>
    public bool HasStack(SymbolResult given) => given.GetValue(_stack) is not null;

    /// <summary>Whether an edge is named, while the command line is validated.</summary>
    public bool IsNamed(SymbolResult given) => given.GetValue(_name) is not null;

    /// <summary>The directories of the files.</summary>
    public FleetDirectories Directories(ParseResult given, CommandContext context) => _files.Of(given, context);

    /// <summary>The file of the edge, with or without faults.</summary>
    /// <exception cref="CommandException">There is no such edge.</exception>
    public string FilePath(ParseResult given, CommandContext context)
    {
        var directories = Directories(given, context);
        return directories.FileOf(directories.Check(), Name(given)!, context);
    }

    /// <summary>The edge. The files of other edges may have faults.</summary>
    /// <exception cref="ConfigException">Its own file, or that of its release, has faults.</exception>
    /// <exception cref="CommandException">There is no such edge.</exception>
    public NamedEdge Definition(ParseResult given, CommandContext context)
    {
        var (name, directories) = (Name(given)!, Directories(given, context));
        var report = directories.Check();
        var file = directories.FileOf(
            report, name, context, _takesRegion ? $", or, when its file is deleted, pass {_region.Name}" : "");
        var faults = report.Problems.Where(problem => !problem.IsWarning && problem.File == file).ToList();
        if (faults.Count > 0)
            throw new ConfigException(faults);
        return report.Edges.FirstOrDefault(edge => edge.Config.Edge.Name == name) is { } definition
            ? new NamedEdge(definition, file, directories) { Releases = report.Releases }
            : throw new ConfigException([.. report.Problems.Where(problem => IsOfReleases(problem, directories))]);
    }

    /// <summary>Where the edge is deployed, after a check that the credentials are those of its account.</summary>
    /// <exception cref="ConfigException">Its own file, or that of its release, has faults.</exception>
    /// <exception cref="CommandException">There is no such edge, or the credentials are of another account.</exception>
    public EdgePlace Place(ParseResult given, CommandContext context)
    {
        if (_takesRegion && given.GetValue(_region) is { } region)
            return PlaceIn(region, given, context);
        var edge = Definition(given, context);
        return PlaceOf(edge, edge.Definition.Config.Account.Region, given, context);
    }

    // What the file says is used as far as it can be read.
    private EdgePlace PlaceIn(string region, ParseResult given, CommandContext context)
    {
        try
        {
            return PlaceOf(Definition(given, context), region, given, context);
        }
        catch (ConfigException)
        {
            return Located(new(Name(given)!, region) { File = FilePath(given, context), GivenStack = Stack(given) }, context);
        }
        catch (UnknownEdgeException)
        {
            return Located(new(Name(given)!, region) { GivenStack = Stack(given) }, context);
        }
    }

    private EdgePlace PlaceOf(NamedEdge edge, string region, ParseResult given, CommandContext context) => Located(
        new EdgePlace(edge.Name, region)
        {
            Definition = edge.Definition,
            File = edge.File,
            Releases = edge.Releases,
            ReleaseText = edge.Directories.ReleaseText(edge.Definition.Config.Edge.Release),
            GivenStack = Stack(given),
        },
        context);

    private static EdgePlace Located(EdgePlace place, CommandContext context) => place with
    {
        Account = place.Definition is { } definition
            ? Caller.MustBe(context.Aws, definition.Config.Account.AccountId, place.Region)
            : Caller.Account(context.Aws, place.Region),
    };

    private static bool IsOfReleases(Problem problem, FleetDirectories directories) =>
        !problem.IsWarning && directories.Releases is { } releases && problem.File.StartsWith(releases, StringComparison.Ordinal);
}
