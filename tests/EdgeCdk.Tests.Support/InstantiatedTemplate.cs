using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// A template as CloudFormation reads it once it has the values of parameters: conditions are decided, functions of known texts
/// worked out, and what is left out is gone. References to resources stay.
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

    /// <summary>What CloudFormation would refuse before it makes anything.</summary>
    /// <param name="subnets">Availability zone and VPC of subnets.</param>
    public IEnumerable<string> Refusals(IReadOnlyDictionary<string, (string Zone, string VpcId)> subnets)
    {
        foreach (var (name, parameter) in _template["Parameters"]!.AsObject())
        {
            if (!Satisfies(Value(name), parameter!))
                yield return $"Parameter {name} failed to satisfy constraint: {(string?)parameter!["ConstraintDescription"]}";
        }

        foreach (var (name, rule) in _template["Rules"]!.AsObject().Where(rule => rule.Value!["RuleCondition"] is not { } condition || Holds(condition, subnets)))
        {
            foreach (var assertion in rule!["Assertions"]!.AsArray().Where(assertion => !Holds(assertion!["Assert"]!, subnets)))
                yield return $"{name}: {(string)assertion!["AssertDescription"]!}";
        }
    }

    private static bool Satisfies(string value, JsonNode parameter)
    {
        bool Number(string name, Func<double, double, bool> holds) => parameter[name] is not { } bound || holds(double.Parse(value, CultureInfo.InvariantCulture), bound.GetValue<double>());
        return (parameter["AllowedValues"] is not JsonArray allowed || allowed.Any(one => one!.ToString() == value))
            && (parameter["AllowedPattern"] is not { } pattern || Regex.IsMatch(value, (string)pattern!, RegexOptions.CultureInvariant))
            && (parameter["MaxLength"] is not { } length || value.Length <= (int)length)
            && Number("MinValue", (number, bound) => number >= bound)
            && Number("MaxValue", (number, bound) => number <= bound);
    }

    private bool Holds(JsonNode rule, IReadOnlyDictionary<string, (string Zone, string VpcId)> subnets)
    {
        var (function, argument) = rule.AsObject().Single();
        string Attribute(string subnet, JsonNode name) => (string)name! == "VpcId" ? subnets[subnet].VpcId : subnets[subnet].Zone;
        string Text(JsonNode node) => node switch
        {
            JsonObject map when map["Fn::ValueOf"] is JsonArray of => Attribute(Value((string)of[0]!), of[1]!),
            JsonObject map => Value((string)map["Ref"]!),
            _ => node.ToString(),
        };
        IEnumerable<string> Texts(JsonNode node) => node is JsonObject { Count: 1 } map && map["Fn::ValueOfAll"] is JsonArray of
            ? _template["Parameters"]!.AsObject().Where(parameter => (string)parameter.Value!["Type"]! == (string)of[0]!).Select(parameter => Attribute(Value(parameter.Key), of[1]!))
            : node.AsArray().Select(one => Text(one!));
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
    }

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

    private string Value(string parameter) => _values.GetValueOrDefault(parameter) ?? _template["Parameters"]![parameter]!["Default"]?.ToString() ?? throw new ArgumentException($"{parameter} has no value");

    private JsonNode? Resolved(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } map when map.First() is var (name, argument) && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal)) => Function(name, argument!),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Resolved(pair.Value))).Where(pair => !IsNoValue(pair.Value))),
        JsonArray list => new JsonArray([.. list.Select(Resolved).Where(item => !IsNoValue(item))]),
        _ => node?.DeepClone(),
    };

    private static bool IsNoValue(JsonNode? node) => JsonNode.DeepEquals(node, NoValue);

    private JsonNode? Function(string name, JsonNode argument) => name switch
    {
        "Ref" => Ref((string)argument!),
        "Fn::If" => Resolved(argument[Is((string)argument[0]!) ? 1 : 2]),
        "Fn::Split" => new JsonArray([.. Resolved(argument[1])!.ToString().Split((string)argument[0]!).Select(part => (JsonNode)part)]),
        "Fn::Select" when Resolved(argument[1]) is JsonArray list => list[int.Parse(argument[0]!.ToString(), CultureInfo.InvariantCulture)]!.DeepClone(),
        "Fn::Join" => Joined((string)argument[0]!, Resolved(argument[1])!.AsArray()),
        _ => new JsonObject { [name] = Resolved(argument) },
    };

    private JsonNode Ref(string name) => name switch
    {
        "AWS::Region" => _place.Region,
        "AWS::Partition" => _place.Partition,
        "AWS::AccountId" => _place.Account,
        "AWS::URLSuffix" => _place.DnsSuffix,
        _ when _template["Parameters"]?[name] is not { } parameter || parameter["NoEcho"] is not null => new JsonObject { ["Ref"] = name },
        _ when (string)_template["Parameters"]![name]!["Type"]! == "Number" => double.Parse(Value(name), CultureInfo.InvariantCulture),
        _ => Value(name),
    };

    // What is known becomes one text, also across joins within joins.
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
