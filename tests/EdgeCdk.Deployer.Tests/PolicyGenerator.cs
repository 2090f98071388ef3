using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Deployer.Tests;

/// <summary>Generates the statements of the policies from the action table and the names in the templates.</summary>
public sealed partial class PolicyGenerator(ActionTable table, IReadOnlyDictionary<string, IReadOnlyList<string>> names)
{
    // Their statements are generated from the scopes alone; those for what exists are beside what creates it.
    private readonly HashSet<string> _scopedActions =
    [
        .. table.Scopes.Values.Where(scope => scope.Policy != ActionTable.Caller && scope.Where?.StartsWith('!') is not true)
            .SelectMany(scope => scope.Actions),
    ];

    /// <summary>The statements by policy, each under the condition of the template that it depends on.</summary>
    public IReadOnlyDictionary<string, JsonArray> Statements() =>
        OfTypes(_ => true).Concat(OfScopes())
            .Where(made => made.Statement["Action"]!.AsArray().Count > 0)
            .GroupBy(made => made.Policy)
            .ToDictionary(policy => policy.Key, policy => new JsonArray([.. policy.Select(made => Where(made.Where, made.Statement))]));

    /// <summary>The statements of a team that creates its part in a stack of its own.</summary>
    /// <param name="team">Name of the team.</param>
    public JsonArray StatementsOf(string team)
    {
        bool IsOfTeam(string type) => Parts.TeamOfType(type) == team;
        var called = table.Types.Keys.Where(IsOfTeam).SelectMany(table.Calls).Select(call => call.Action).ToHashSet();
        var scopes =
            from pair in table.Scopes
            let scope = pair.Value
            where scope.Policy != ActionTable.Caller && scope.Where?.StartsWith('!') is not true
            let actions = scope.Team == team ? scope.Actions : scope.Actions.Where(called.Contains)
            select Statement(pair.Key, scope.Effect, actions, scope.On, scope.If);
        return new JsonArray(
            [.. OfTypes(IsOfTeam).Select(made => made.Statement).Concat(scopes).Where(made => made["Action"]!.AsArray().Count > 0)]);
    }

    // One statement for all types whose permissions have the same policy, resources and condition.
    private IEnumerable<(string Policy, string? Where, JsonObject Statement)> OfTypes(Func<string, bool> isIncluded) =>
        from type in table.Types
        where isIncluded(type.Key)
        group type by (type.Value.Policy, On: string.Join(' ', type.Value.On), type.Value.If, Where: Parts.Of(type.Key)) into same
        let first = same.First()
        let sid = $"Manage{first.Key.Split("::")[^1]}"
        let actions = same.SelectMany(type => OwnActions(type.Key, type.Value.Service))
        select (first.Value.Policy, same.Key.Where, Statement(sid, "Allow", actions, first.Value.On, first.Value.If));

    // A Sid is there once in a policy.
    private IEnumerable<(string Policy, string? Where, JsonObject Statement)> OfScopes() =>
        from pair in table.Scopes
        let scope = pair.Value
        from part in ByPart(scope)
        let sid = scope.Where is null && part.Key is { } of ? $"{pair.Key}Of{of["Creates".Length..]}" : pair.Key
        select (scope.Policy, part.Key, Statement(sid, scope.Effect, part, scope.On, scope.If));

    private IEnumerable<IGrouping<string?, string>> ByPart(Scope scope) =>
        from action in scope.Actions
        from part in scope.Where is null ? PartsThatCall(scope, action) : [scope.Where]
        group action by part;

    private List<string?> PartsThatCall(Scope scope, string action)
    {
        if (scope.Policy == ActionTable.Caller)
            return [null];
        var types = table.Types.Keys.Where(type => table.Calls(type).Any(call => call.Action == action));
        var parts = types.Select(Parts.Of).Distinct().ToList();
        return parts.Contains(null) ? [null] : parts;
    }

    private static JsonObject Where(string? condition, JsonObject statement)
    {
        if (condition is null)
            return statement;
        var nothing = new JsonObject { ["Ref"] = "AWS::NoValue" };
        return new JsonObject
        {
            ["Fn::If"] = condition.StartsWith('!')
                ? new JsonArray(condition[1..], nothing, statement)
                : new JsonArray(condition, statement, nothing),
        };
    }

    private IEnumerable<string> OwnActions(string type, string service) =>
        from call in table.Calls(type)
        where call.Action.StartsWith($"{service}:", StringComparison.Ordinal) && !_scopedActions.Contains(call.Action)
        select call.Action;

    private JsonObject Statement(string sid, string effect, IEnumerable<string> actions, IEnumerable<string> on, string? condition)
    {
        var sorted = actions.Distinct().Order(StringComparer.Ordinal).Select(action => JsonValue.Create(action));
        string[] resources = [.. on.SelectMany(Expand)];
        var statement = new JsonObject
        {
            ["Sid"] = sid,
            ["Effect"] = effect,
            ["Action"] = new JsonArray([.. sorted]),
            ["Resource"] = resources is [var one] && Parameter().Match(one) is { Success: true } parameter
                ? new JsonObject { ["Ref"] = parameter.Groups[1].Value }
                : new JsonArray([.. resources.Select(Arn).Select(DeployerTemplate.Text)]),
        };
        if (condition is not null)
            statement["Condition"] = Resolve(table.Conditions[condition]);
        return statement;
    }

    private static string Arn(string text) => text == "*" ? text : $"arn:${{AWS::Partition}}:{text}";

    private JsonNode Resolve(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Resolve(pair.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(item => Resolve(item!))]),
        _ => OneOrList([.. Expand(node.GetValue<string>()).Select(DeployerTemplate.Text)]),
    };

    private static JsonNode OneOrList(JsonNode[] nodes) => nodes is [var one] ? one : new JsonArray(nodes);

    // {AWS::SQS::Queue} stands for every pattern of a queue's name.
    private IEnumerable<string> Expand(string text)
    {
        var type = TypeName().Match(text);
        return type.Success ? names[type.Groups[1].Value].Select(name => text.Replace(type.Value, name, StringComparison.Ordinal)) : [text];
    }

    [GeneratedRegex(@"(?<!\$)\{(AWS::\w+::\w+)\}")]
    private static partial Regex TypeName();

    // Its value is an ARN, or a list of them.
    [GeneratedRegex(@"^\$\{(\w+Arns?)\}$")]
    private static partial Regex Parameter();
}
