using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Deployer.Tests;

/// <summary>Generates the statements of the policies from the action table and the names in the templates.</summary>
public sealed partial class PolicyGenerator(ActionTable table, IReadOnlyDictionary<string, IReadOnlyList<string>> names)
{
    // Their statements are generated from the scopes alone.
    private readonly HashSet<string> _scopedActions =
        [.. table.Scopes.Values.Where(scope => scope.Policy != ActionTable.Caller).SelectMany(scope => scope.Actions)];

    /// <summary>The statements by policy.</summary>
    public IReadOnlyDictionary<string, JsonArray> Statements() =>
        OfTypes().Concat(OfScopes())
            .Where(made => made.Statement["Action"]!.AsArray().Count > 0)
            .GroupBy(made => made.Policy)
            .ToDictionary(policy => policy.Key, policy => new JsonArray([.. policy.Select(made => made.Statement)]));

    // One statement for all types whose permissions have the same policy, resources and condition.
    private IEnumerable<(string Policy, JsonObject Statement)> OfTypes() =>
        from type in table.Types
        group type by (type.Value.Policy, On: string.Join(' ', type.Value.On), type.Value.If) into same
        let first = same.First()
        let sid = $"Manage{first.Key.Split("::")[^1]}"
        let actions = same.SelectMany(type => OwnActions(type.Key, type.Value.Service))
        select (first.Value.Policy, Statement(sid, "Allow", actions, first.Value.On, first.Value.If));

    private IEnumerable<(string Policy, JsonObject Statement)> OfScopes() =>
        from pair in table.Scopes
        let scope = pair.Value
        select (scope.Policy, Statement(pair.Key, scope.Effect, scope.Actions, scope.On, scope.If));

    private IEnumerable<string> OwnActions(string type, string service) =>
        from call in table.Calls(type)
        where call.Action.StartsWith($"{service}:", StringComparison.Ordinal) && !_scopedActions.Contains(call.Action)
        select call.Action;

    private JsonObject Statement(string sid, string effect, IEnumerable<string> actions, IEnumerable<string> on, string? condition)
    {
        var sorted = actions.Distinct().Order(StringComparer.Ordinal).Select(action => JsonValue.Create(action));
        var resources = on.SelectMany(Expand).Select(arn => arn == "*" ? arn : $"arn:${{AWS::Partition}}:{arn}");
        var statement = new JsonObject
        {
            ["Sid"] = sid,
            ["Effect"] = effect,
            ["Action"] = new JsonArray([.. sorted]),
            ["Resource"] = new JsonArray([.. resources.Select(DeployerTemplate.Text)]),
        };
        if (condition is not null)
            statement["Condition"] = Resolve(table.Conditions[condition]);
        return statement;
    }

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
}
