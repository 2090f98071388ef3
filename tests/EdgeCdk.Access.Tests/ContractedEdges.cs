using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>
/// All edges under the contract, and what the simulator says: to every row, and to every row again after every change. Computed
/// once.
/// </summary>
public sealed class ContractedEdges : IDisposable
{
    private readonly SynthesizedEdges _edges = new();
    private readonly Dictionary<string, JsonNode> _documents;
    private readonly ILookup<string, int> _casesUnder;

    public ContractedEdges()
    {
        Contract = AccessContract.Read();
        All = [.. EdgeFiles.Names.Select(name => Edge(name, EdgeFiles.Text(name), _edges[name]))];
        Cases = [.. All.SelectMany(edge => edge.Cases)];
        _documents = All.SelectMany(edge => edge.Documents).ToDictionary();
        _casesUnder = Enumerable.Range(0, Cases.Count).SelectMany(
            index => Cases[index].Request.Policies.Select(policy => (policy, index))).ToLookup(pair => pair.policy, pair => pair.index);
        Decisions = Decide();

        PolicyChange[] parts = [.. All.SelectMany(PolicyChange.Statements).SelectMany(statement => statement.WithoutEachPart())];
        Needless = Unnoticed(parts);
        // What one edge has like another is changed in one of them.
        Mutants = [.. All.SelectMany(Mutations.Of).DistinctBy(change => change.Likeness)];
        NotNoticedByRows = Unnoticed(Mutants);
        // After a change that no row notices all rows are decided as before. A part of it is needless if without it they still are.
        var needless = Unnoticed(
            [.. NotNoticedByRows.SelectMany(change => change.WithoutEachPart())]).Select(change => change.Whole).ToHashSet();
        Survivors = [.. NotNoticedByRows.Where(change => !needless.Contains(change))];
    }

    public AccessContract Contract { get; }

    public IReadOnlyList<ContractedEdge> All { get; }

    public IReadOnlyList<ContractCase> Cases { get; }

    /// <summary>What the simulator says to each of the cases.</summary>
    public IReadOnlyList<string> Decisions { get; }

    /// <summary>Parts of statements that can go without any row being decided otherwise.</summary>
    public IReadOnlyList<PolicyChange> Needless { get; }

    /// <summary>Mistakes that someone could make in a policy.</summary>
    public IReadOnlyList<PolicyChange> Mutants { get; }

    /// <summary>Those after which every row is decided as before.</summary>
    public IReadOnlyList<PolicyChange> NotNoticedByRows { get; }

    /// <summary>Of these, those that leave no part in the statement that is needless.</summary>
    public IReadOnlyList<PolicyChange> Survivors { get; }

    /// <summary>Decides a part of the cases again, after they have been changed.</summary>
    public IReadOnlyList<string> DecideAgain(IReadOnlyList<ContractCase> cases) =>
        IamSimulator.Decide(_documents, [.. cases.Select(@case => @case.Request)]);

    /// <summary>The cases of an edge whose roles, groups and keys other teams create, with their decisions.</summary>
    /// <param name="name">Name of the edge.</param>
    /// <param name="knowsIds">Whether the templates have the ids of the file system.</param>
    public IReadOnlyList<(ContractCase Case, string Decision)> Divided(string name, bool knowsIds)
    {
        var file = EdgeFiles.Text(name);
        var edge = Edge(name, file, new DividedEdge(_edges.Definition(file), _edges[name], knowsIds).Together);
        return [.. edge.Cases.Zip(IamSimulator.Decide(edge.Documents.ToDictionary(), [.. edge.Cases.Select(@case => @case.Request)]))];
    }

    public void Dispose() => _edges.Dispose();

    // Edges have much in common: requests that are alike, with policies that are, are decided once.
    private string[] Decide()
    {
        var documents = All.SelectMany(
            edge => edge.Documents.Select(pair => KeyValuePair.Create(pair.Key, edge.Anonymous(pair.Value.ToJsonString())))).ToDictionary();
        var edges = All.ToDictionary(edge => edge.Name);
        var alike = Cases.Select(@case =>
            edges[@case.Edge].Anonymous(JsonSerializer.Serialize(@case.Request))
                + string.Join('\n', @case.Request.Policies.Select(policy => documents[policy]))).ToArray();
        var first = Enumerable.Range(0, Cases.Count).DistinctBy(index => alike[index]).ToArray();
        var decisions = DecideAgain([.. first.Select(index => Cases[index])]);
        var known = first.Zip(decisions).ToDictionary(pair => alike[pair.First], pair => pair.Second);
        return [.. alike.Select(likeness => known[likeness])];
    }

    private List<PolicyChange> Unnoticed(IReadOnlyList<PolicyChange> changes)
    {
        var affected = changes.Select(change => Affected(change).ToArray()).ToArray();
        var used = affected.SelectMany(indexes => indexes).Distinct().ToArray();
        var position = used.Select((index, at) => (index, at)).ToDictionary(pair => pair.index, pair => pair.at);
        var differences = IamSimulator.Compare(
            _documents, [.. used.Select(index => Cases[index].Request)], [.. used.Select(index => Decisions[index])],
            changes.Zip(affected, (change, indexes) => new PolicyVariant(
                new Dictionary<string, JsonNode> { [change.Policy.Id] = change.Document }, [.. indexes.Select(index => position[index])])));
        return [.. changes.Where((_, index) => differences[index] < 0)];
    }

    // A permission that is gone is missed by those who need it, a new one is noticed by those who must not have it: these first.
    private IEnumerable<int> Affected(PolicyChange change)
    {
        var actions = change.Actions();
        return _casesUnder[change.Policy.Id].Where(
            index => actions.IsMatch(Cases[index].Request.Action)).OrderBy(index => Cases[index].May == change.Takes ? 0 : 1);
    }

    private ContractedEdge Edge(string name, string edgeFile, SynthesizedTemplate template) =>
        new(Contract, name, _edges.Resolve(template, edgeFile), edgeFile);
}
