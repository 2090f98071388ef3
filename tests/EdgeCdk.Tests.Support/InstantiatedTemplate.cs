using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// A template as CloudFormation reads it once it has the values of parameters: conditions are decided, functions of known texts
/// evaluated, and resources and properties whose condition is false removed. References to resources stay.
/// </summary>
public sealed class InstantiatedTemplate
{
    private static readonly JsonObject NoValue = new() { ["Ref"] = "AWS::NoValue" };

    private readonly JsonObject _template;
    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly StackPlace _place;
    private readonly Dictionary<string, bool> _conditions = [];

    /// <param name="template">The template.</param>
    /// <param name="values">Values of parameters; without one, its default holds.</param>
    /// <param name="place">Where it is deployed.</param>
    public InstantiatedTemplate(JsonObject template, IReadOnlyDictionary<string, string> values, StackPlace place)
    {
        (_template, _values, _place) = (template, values, place);
        Resources = Present("Resources");
        Outputs = Present("Outputs");
    }

    /// <summary>The resources that are there, by logical id.</summary>
    public JsonObject Resources { get; }

    /// <summary>The outputs that are there.</summary>
    public JsonObject Outputs { get; }

    /// <summary>What CloudFormation would refuse before it creates anything.</summary>
    /// <param name="subnets">Availability zone and VPC of subnets.</param>
    public IEnumerable<string> Refusals(IReadOnlyDictionary<string, (string Zone, string VpcId)> subnets)
    {
        foreach (var (name, parameter) in _template["Parameters"]!.AsObject())
        {
            if (!Satisfies(Value(name), parameter!))
                yield return $"Parameter {name} failed to satisfy constraint: {(string?)parameter!["ConstraintDescription"]}";
        }

        foreach (var (name, rule) in _template["Rules"]!.AsObject())
        {
            if (rule!["RuleCondition"] is { } condition && !Holds(condition, subnets))
                continue;
            foreach (var assertion in rule["Assertions"]!.AsArray().Where(assertion => !Holds(assertion!["Assert"]!, subnets)))
                yield return $"{name}: {(string)assertion!["AssertDescription"]!}";
        }
    }

    private static bool Satisfies(string value, JsonNode parameter)
    {
        double Number() => double.Parse(value, CultureInfo.InvariantCulture);
        return (parameter["AllowedValues"] is not JsonArray allowed || allowed.Any(one => one!.ToString() == value))
            && (parameter["AllowedPattern"] is not { } pattern || Regex.IsMatch(value, (string)pattern!, RegexOptions.CultureInvariant))
            && (parameter["MaxLength"] is not { } length || value.Length <= (int)length)
            && (parameter["MinValue"] is not { } least || Number() >= least.GetValue<double>())
            && (parameter["MaxValue"] is not { } most || Number() <= most.GetValue<double>());
    }

    private bool Holds(JsonNode rule, IReadOnlyDictionary<string, (string Zone, string VpcId)> subnets)
    {
        var (function, argument) = rule.AsObject().Single();
        return function switch
        {
            "Fn::And" => argument!.AsArray().All(one => Holds(one!, subnets)),
            "Fn::Or" => argument!.AsArray().Any(one => Holds(one!, subnets)),
            "Fn::Not" => !Holds(argument![0]!, subnets),
            "Fn::Equals" => Text(argument![0]!) == Text(argument[1]!),
            "Fn::Contains" => Texts(argument![0]!).Contains(Text(argument[1]!)),
            "Fn::EachMemberEquals" => Texts(argument![0]!).All(one => one == Text(argument[1]!)),
            _ => throw new InvalidOperationException($"{function} is not known in rules; add it to {nameof(InstantiatedTemplate)}"),
        };

        string Text(JsonNode node) => node switch
        {
            JsonObject map when map["Fn::ValueOf"] is JsonArray of => Attribute((string)of[0]!, of[1]!),
            JsonObject map => Value((string)map["Ref"]!),
            _ => node.ToString(),
        };

        IEnumerable<string> Texts(JsonNode node) => node is JsonObject { Count: 1 } map && map["Fn::ValueOfAll"] is JsonArray of
            ? ParametersOfType((string)of[0]!).Select(parameter => Attribute(parameter, of[1]!))
            : node.AsArray().Select(one => Text(one!));

        string Attribute(string parameter, JsonNode name)
        {
            var (zone, vpcId) = subnets[Value(parameter)];
            return (string)name! == "VpcId" ? vpcId : zone;
        }
    }

    private IEnumerable<string> ParametersOfType(string type) =>
        from parameter in _template["Parameters"]!.AsObject()
        where (string)parameter.Value!["Type"]! == type
        select parameter.Key;

    private JsonObject Present(string section) => new(
        from pair in _template[section]?.AsObject() ?? []
        where pair.Value!["Condition"] is not { } condition || Is((string)condition!)
        let body = Without(pair.Value!.AsObject(), "Condition")
        select KeyValuePair.Create(pair.Key, Resolved(body)));

    private static JsonObject Without(JsonObject map, string key)
    {
        var copy = map.DeepClone().AsObject();
        copy.Remove(key);
        return copy;
    }

    private bool Is(string condition)
    {
        if (!_conditions.TryGetValue(condition, out var holds))
            _conditions[condition] = holds = Holds(_template["Conditions"]![condition]!);
        return holds;
    }

    private bool Holds(JsonNode condition)
    {
        var (function, argument) = condition.AsObject().Single();
        return function switch
        {
            "Condition" => Is((string)argument!),
            "Fn::And" => argument!.AsArray().All(one => Holds(one!)),
            "Fn::Or" => argument!.AsArray().Any(one => Holds(one!)),
            "Fn::Not" => !Holds(argument![0]!),
            "Fn::Equals" => Resolved(argument![0])!.ToString() == Resolved(argument[1])!.ToString(),
            _ => throw new InvalidOperationException($"{function} is not known in conditions; add it to {nameof(InstantiatedTemplate)}"),
        };
    }

    private string Value(string parameter) =>
        _values.GetValueOrDefault(parameter)
        ?? _template["Parameters"]![parameter]!["Default"]?.ToString()
        ?? throw new ArgumentException($"{parameter} has no value");

    private JsonNode? Resolved(JsonNode? node) => node switch
    {
        JsonObject map when Resource.IsFunction(map) => Function(map.Single().Key, map.Single().Value!),
        JsonObject map => new JsonObject(
            from pair in map
            let value = Resolved(pair.Value)
            where !IsNoValue(value)
            select KeyValuePair.Create(pair.Key, value)),
        JsonArray list => new JsonArray([.. list.Select(Resolved).Where(item => !IsNoValue(item))]),
        _ => node?.DeepClone(),
    };

    private static bool IsNoValue(JsonNode? node) => JsonNode.DeepEquals(node, NoValue);

    private JsonNode? Function(string name, JsonNode argument) => name switch
    {
        "Ref" => Ref((string)argument!),
        "Fn::If" => Resolved(argument[Is((string)argument[0]!) ? 1 : 2]),
        "Fn::Split" => new JsonArray([.. Resolved(argument[1])!.ToString().Split((string)argument[0]!)]),
        "Fn::Select" when Resolved(argument[1]) is JsonArray list => list[Index(argument[0]!)]!.DeepClone(),
        "Fn::Join" => Joined((string)argument[0]!, Resolved(argument[1])!.AsArray()),
        _ => new JsonObject { [name] = Resolved(argument) },
    };

    private static int Index(JsonNode number) => int.Parse(number.ToString(), CultureInfo.InvariantCulture);

    private JsonNode Ref(string name) => name switch
    {
        "AWS::Region" => _place.Region,
        "AWS::Partition" => _place.Partition,
        "AWS::AccountId" => _place.Account,
        "AWS::URLSuffix" => _place.DnsSuffix,
        _ => ParameterValue(name) ?? new JsonObject { ["Ref"] = name },
    };

    // Null for a resource, and for a secret.
    private JsonNode? ParameterValue(string name)
    {
        if (_template["Parameters"]?[name] is not { } parameter || parameter["NoEcho"] is not null)
            return null;
        return (string)parameter["Type"]! == "Number" ? double.Parse(Value(name), CultureInfo.InvariantCulture) : Value(name);
    }

    // Neighbouring known parts become one text, also across nested joins.
    private static JsonNode Joined(string delimiter, JsonArray parts)
    {
        var pieces = new List<JsonNode>();
        foreach (var (index, part) in parts.Index())
        {
            if (index > 0 && delimiter.Length > 0)
                pieces.Add(delimiter);
            if (part is JsonObject map && map["Fn::Join"] is JsonArray inner && (string)inner[0]! == "")
                pieces.AddRange(inner[1]!.AsArray().Select(piece => piece!.DeepClone()));
            else
                pieces.Add(part!.DeepClone());
        }

        var merged = new List<JsonNode>();
        foreach (var piece in pieces.Where(piece => piece is not JsonValue || piece.ToString().Length > 0))
        {
            if (piece is JsonValue && merged.LastOrDefault() is JsonValue last)
                merged[^1] = last + piece.ToString();
            else
                merged.Add(piece is JsonValue ? piece.ToString() : piece);
        }

        return merged switch
        {
            [] => "",
            [var one] => one,
            _ => new JsonObject { ["Fn::Join"] = new JsonArray("", new JsonArray([.. merged])) },
        };
    }
}
