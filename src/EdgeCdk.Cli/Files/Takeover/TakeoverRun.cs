using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Init;
using EdgeCdk.Cli.Files.Terraform;
using EdgeCdk.Cli.Files.VendorBundle;
using EdgeCdk.Config;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>A takeover: everything is read, asked and decided before anything is written but the edge file and answers.</summary>
/// <param name="context">The repository.</param>
/// <param name="directories">Directories of the files.</param>
/// <param name="name">Name of the edge.</param>
internal sealed class TakeoverRun(CommandContext context, FleetDirectories directories, string name)
{
    private const string MapName = "map.json";

    private ImportMap _map = new();
    private bool _hasEdgeFile;

    /// <summary>Path of Terraform's state.</summary>
    public required string State { get; init; }

    /// <summary>The way.</summary>
    public required Way Way { get; init; }

    /// <summary>Address of the module of the edge. Default: null, the whole state.</summary>
    public string? Module { get; init; }

    /// <summary>The mapping file that the user named. Default: null, the one in the directory of the plan, if it is there.</summary>
    public string? Map { get; init; }

    /// <summary>Values of the edge file as <c>key=value</c>. Default: none.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    /// <summary>File with the template of the edge. Default: null, it is synthesized.</summary>
    public string? Template { get; init; }

    /// <summary>Directory of the plan.</summary>
    public required string Output { get; init; }

    /// <summary>Whether to ask for what is missing or not clear. Default: true.</summary>
    public bool Asks { get; init; } = true;

    private string MapFile => Path.Combine(Output, MapName);

    private string EdgeFile => Path.Combine(directories.Edges, $"{name}.yaml");

    private bool CanAsk => Asks && context.Prompts is not null && !context.AnswersInJson;

    /// <summary>Runs it.</summary>
    /// <param name="definition">Reads the edge.</param>
    /// <returns>The exit code.</returns>
    public int Run(Func<NamedEdge> definition)
    {
        var state = InModule(StateFile.Read(State, context.Shown(State)));
        foreach (var file in new[] { MapFile, Map }.OfType<string>().Where(file => file == Map || File.Exists(file)))
            _map.Read(file);
        var matches = Matches(state, _map);
        while (CanAsk && matches.FirstOrDefault(match => match.Choices.Count > 0) is { } question)
        {
            _map = _map.With(question.Resource.Address, new TakeoverQuestion(question).Ask(context.Prompts!));
            matches = Matches(state, _map);
            // An answer is not lost when a later one is given up.
            context.WriteFile(MapFile, _map.Text());
        }

        var problems = matches.Where(match => match.Choices.Count > 0)
            .Select(match => new TakeoverQuestion(match).Unanswered(ShownMap)).ToList();
        _hasEdgeFile = directories.Check().Files.ContainsKey(name) || File.Exists(EdgeFile);
        if (problems.Count == 0 && !_hasEdgeFile)
            problems.AddRange(WriteEdgeFile(state, matches));
        if (problems.Count > 0)
            return context.Refuse(problems, "no plan was written");
        var edge = definition();
        var wrong = new Contradictions(state, edge.Definition, Way).Find().Select(problem => problem with { File = EdgeFile }).ToList();
        return wrong.Count > 0 ? context.Refuse(wrong, "no plan was written") : Write(state, matches, edge);
    }

    private int Write(TerraformState state, IReadOnlyList<TakeoverMatch> matches, NamedEdge edge)
    {
        var templates = new TakeoverTemplate(context);
        var template = Template is { } file ? templates.Read(edge.Name, file) : templates.Synthesize(edge);
        var items = new TakeoverDecisions(state, matches, edge.Definition, template, Way).Decide();
        if (Way is Way.InPlace && !items.Any(item => item.Decision is Decision.Import))
        {
            throw new CommandException(
                $"{context.Shown(State)} has nothing that can be imported into the stack of {name}: check --module and the edge file, "
                + "or use --way beside");
        }

        var files = new TakeoverFiles(context, state, edge.Definition, template, Way, items).Write(Output);
        return new TakeoverReport(context, name, Way, items) { Unused = [.. _map.Unused], KeptEdge = _hasEdgeFile ? edge.File : null }
            .Answer(_hasEdgeFile ? files : [context.Shown(edge.File), .. files]);
    }

    private TerraformState InModule(TerraformState state)
    {
        if (Module is null)
            return state;
        var start = $"{Module.TrimEnd('.')}.";
        var inside = state.Resources.Where(resource => resource.Address.StartsWith(start, StringComparison.Ordinal)).ToList();
        return inside.Count > 0 ? state with { Resources = inside }
            : throw new CommandException($"{context.Shown(State)} has nothing in {Module}; it has {Modules(state)}: correct --module");
    }

    private static string Modules(TerraformState state) => string.Join(", ", state.Resources
        .Select(resource => resource.Address.IndexOf($"{resource.Type}.", StringComparison.Ordinal) is > 0 and var end
            ? resource.Address[..(end - 1)] : "the root module").Distinct().Take(10));

    private IReadOnlyList<TakeoverMatch> Matches(TerraformState state, ImportMap map) => new TakeoverMatching(state, name, map).Find();

    private string ShownMap => context.Shown(Map ?? MapFile);

    private List<Problem> WriteEdgeFile(TerraformState state, IReadOnlyList<TakeoverMatch> matches)
    {
        var draft = new EdgeDraft();
        var releases = Fleet.ReleaseVersions(directories.Releases);
        List<Problem> problems =
        [
            .. Assignments.SelectMany(assignment => Assignment.Set(draft, assignment)),
            .. draft.Set("edge.name", name),
        ];
        if (problems.Count > 0)
            return problems;
        new StateValues(state, matches, Way, releases).Fill(draft);
        var questions = new InitQuestions(draft, releases);
        problems.AddRange(CanAsk ? questions.Ask(context.Prompts!) : questions.AnswerNone());
        if (problems.Count > 0)
            return problems;
        context.WriteFile(EdgeFile, EdgeDraftWriter.Write(draft, schema: null), isNew: true);
        context.Progress($"{context.Shown(EdgeFile)} was written");
        return problems;
    }
}
