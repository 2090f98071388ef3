using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>A policy of an edge with one statement changed, or without it.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Policy">The policy as it is.</param>
/// <param name="Index">Which statement.</param>
/// <param name="Kind">What is done to it, for counting.</param>
/// <param name="What">What is done to it, in full.</param>
/// <param name="Changed">The statement afterwards; null when it is gone.</param>
public sealed record PolicyChange(ContractedEdge Edge, StackPolicy Policy, int Index, string Kind, string What, JsonObject? Changed)
{
    /// <summary>The statement as it is.</summary>
    public JsonObject Statement => Policy.Document["Statement"]![Index]!.AsObject();

    public string Sid => Statement["Sid"]!.ToString();

    /// <summary>The change that this one leaves a part out of. Default: none.</summary>
    public PolicyChange? Whole { get; private init; }

    /// <summary>The policy afterwards.</summary>
    public JsonObject Document
    {
        get
        {
            var document = Policy.Document.DeepClone().AsObject();
            var statements = document["Statement"]!.AsArray();
            if (Changed is null)
                statements.RemoveAt(Index);
            else
                statements[Index] = Changed.DeepClone();
            return document;
        }
    }

    /// <summary>The same for changes that do the same to the same statement of two edges, whatever their names and accounts.</summary>
    public string Likeness => Edge.Anonymous($"{Policy.Path} {Statement.ToJsonString()} {Changed?.ToJsonString()}");

    /// <summary>Whether somebody may do less afterwards, and nobody more.</summary>
    public bool Takes => (Changed is null || Whole is not null) == (Statement["Effect"]!.ToString() == "Allow");

    /// <summary>Actions that the statement is about, before or after.</summary>
    public Regex Actions() =>
        new($"^({string.Join('|', Many(Statement["Action"]).Concat(Many(Changed?["Action"])).Select(Pattern))})$");

    private static string Pattern(string action) => Regex.Escape(action).Replace("\\*", ".*", StringComparison.Ordinal);

    public override string ToString() => $"{Policy.Id}, {Sid}: {What}";

    /// <summary>Every statement of an edge.</summary>
    public static IEnumerable<PolicyChange> Statements(ContractedEdge edge) =>
        from policy in edge.Policies
        from index in Enumerable.Range(0, policy.Document["Statement"]!.AsArray().Count)
        select new PolicyChange(edge, policy, index, "remove the statement", "removed", null);

    /// <summary>The same statement, changed.</summary>
    public PolicyChange With(string kind, string what, Action<JsonObject> change)
    {
        var changed = Statement.DeepClone().AsObject();
        change(changed);
        return this with { Kind = kind, What = what, Changed = changed };
    }

    /// <summary>The parts of the statement, each left out in turn: all of it, an action, a resource.</summary>
    public IEnumerable<PolicyChange> WithoutEachPart()
    {
        var statement = Changed ?? Statement;
        yield return this with { Kind = "remove the statement", What = "removed", Changed = null, Whole = this };
        foreach (var element in new[] { "Action", "Resource" })
        {
            var parts = Many(statement[element]);
            foreach (var part in parts.Where(_ => parts.Count > 1))
            {
                var reduced = statement.DeepClone().AsObject();
                reduced[element] = new JsonArray([.. parts.Where(other => other != part).Select(other => JsonValue.Create(other))]);
                yield return this with { Kind = "remove a part", What = $"without {part}", Changed = reduced, Whole = this };
            }
        }
    }

    /// <summary>Texts of an element that may be a text or a list.</summary>
    public static IReadOnlyList<string> Many(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item!.ToString())],
        _ => [node.ToString()],
    };
}
