using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Deployer.Tests;

/// <summary>Makes the statements of the policies from the action table and the names in the templates.</summary>
public sealed partial class PolicyGenerator(ActionTable table, IReadOnlyDictionary<string, IReadOnlyList<string>> names)
{
    /// <summary>The statements by policy.</summary>
    public IReadOnlyDictionary<string, JsonArray> Statements()
    {
        var scoped = table.Scopes.Values.Where(scope => scope.Policy != ActionTable.Caller).SelectMany(scope => scope.Actions).ToHashSet();
        bool IsOwn(TypeRights type, string action) => !scoped.Contains(action) && action.StartsWith($"{type.Service}:", StringComparison.Ordinal);
        var resources =
            from type in table.Types
            group type by (type.Value.Policy, On: string.Join(' ', type.Value.On), type.Value.If) into same
            let actions = same.SelectMany(type => table.Calls(type.Key).Select(call => call.Action).Where(action => IsOwn(type.Value, action)))
            let first = same.First()
            select (first.Value.Policy, Statement: Statement($"Manage{first.Key.Split("::")[^1]}", "Allow", actions, first.Value.On, first.Value.If));
        var scopes = table.Scopes.Select(scope => (scope.Value.Policy, Statement: Statement(scope.Key, scope.Value.Effect, scope.Value.Actions, scope.Value.On, scope.Value.If)));

        return resources.Concat(scopes)
            .Where(made => made.Statement["Action"]!.AsArray().Count > 0)
            .GroupBy(made => made.Policy)
            .ToDictionary(policy => policy.Key, policy => new JsonArray([.. policy.Select(made => made.Statement)]));
    }

    private JsonObject Statement(string sid, string effect, IEnumerable<string> actions, IEnumerable<string> on, string? condition)
    {
        var statement = new JsonObject
        {
            ["Sid"] = sid,
            ["Effect"] = effect,
            ["Action"] = new JsonArray([.. actions.Distinct().Order(StringComparer.Ordinal).Select(action => JsonValue.Create(action))]),
            ["Resource"] = new JsonArray([.. on.SelectMany(Expand).Select(arn => Substitute(arn == "*" ? arn : $"arn:${{AWS::Partition}}:{arn}"))]),
        };
        if (condition is not null)
            statement["Condition"] = Resolve(table.Conditions[condition]);
        return statement;
    }

    private JsonNode Resolve(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Resolve(pair.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(item => Resolve(item!))]),
        _ when Expand(node.GetValue<string>()).ToList() is { Count: > 1 } several => new JsonArray([.. several.Select(Substitute)]),
        _ => Substitute(Expand(node.GetValue<string>()).First()),
    };

    // {AWS::SQS::Queue} stands for every pattern of a queue's name.
    private IEnumerable<string> Expand(string text) =>
        TypeName().Match(text) is { Success: true } type ? names[type.Groups[1].Value].Select(name => text.Replace(type.Value, name, StringComparison.Ordinal)) : [text];

    private static JsonNode Substitute(string text) => text.Contains("${", StringComparison.Ordinal) ? new JsonObject { ["Fn::Sub"] = text } : JsonValue.Create(text);

    [GeneratedRegex(@"(?<!\$)\{(AWS::\w+::\w+)\}")]
    private static partial Regex TypeName();
}
