using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The generated policies as AWS has them once they are deployed with some parameters.</summary>
public sealed partial class Granted
{
    /// <summary>Value of the parameter for an edge without a boundary.</summary>
    public const string NoBoundary = "none";

    private static readonly JsonObject Template = DeployerParameters.Template();

    private readonly Dictionary<string, string> _values =
        Template["Parameters"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string?)pair.Value!["Default"] ?? "");

    /// <param name="documents">The policies by logical id.</param>
    /// <param name="place">Where the edge is.</param>
    /// <param name="vpcId">VPC of the edge.</param>
    /// <param name="parameters">Further parameters. Default: those of the template, without a permissions boundary.</param>
    public Granted(
        IEnumerable<KeyValuePair<string, JsonNode?>> documents,
        StackPlace place,
        string vpcId,
        params (string Name, string Value)[] parameters)
    {
        _values["PermissionsBoundaryArn"] = NoBoundary;
        (string Name, string Value)[] given =
        [
            ("Edge", place.Edge), ("VpcId", vpcId),
            ("AWS::Partition", place.Partition), ("AWS::Region", place.Region), ("AWS::AccountId", place.Account),
            ("AWS::URLSuffix", place.DnsSuffix), .. parameters,
        ];
        foreach (var (name, value) in given)
            _values[name] = value;
        Policies = documents.ToDictionary(policy => policy.Key, policy => Resolve(policy.Value!)!.AsObject());
    }

    /// <summary>Policy documents by logical id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Policies { get; }

    /// <summary>The policies of the service role, as one: to IAM it is the same.</summary>
    public JsonObject OfCloudFormation
    {
        get
        {
            var ofTheRole = Policies.Where(policy => policy.Key != Caller).Select(policy => policy.Value);
            var statements = ofTheRole.SelectMany(document => document["Statement"]!.AsArray()).Select(statement => statement!.DeepClone());
            return new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) };
        }
    }

    /// <summary>The policy of who deploys.</summary>
    public JsonObject OfTheCaller => Policies[Caller];

    private static string Caller => DeployerTemplate.LogicalId(ActionTable.Caller);

    private JsonNode? Resolve(JsonNode node) => node switch
    {
        JsonObject map when map["Fn::Sub"] is { } text => Substituted(text.GetValue<string>()),
        JsonObject map when map["Ref"]?.GetValue<string>() == "AWS::NoValue" => null,
        JsonObject map when map["Ref"] is { } name && IsList(name.GetValue<string>()) =>
            new JsonArray([.. _values[name.GetValue<string>()].Split(',').Select(one => JsonValue.Create(one))]),
        JsonObject map when map["Ref"] is { } name => _values[name.GetValue<string>()],
        JsonObject map when map["Fn::Select"] is JsonArray part => Resolve(part[1]!)![(int)part[0]!]!.DeepClone(),
        JsonObject map when map["Fn::If"] is JsonArray branches => Resolve(Holds((string)branches[0]!) ? branches[1]! : branches[2]!),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Resolve(pair.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(item => Resolve(item!)).OfType<JsonNode>()]),
        _ => node.DeepClone(),
    };

    private static bool IsList(string parameter) => (string?)Template["Parameters"]![parameter]?["Type"] == "CommaDelimitedList";

    private bool Holds(string condition) => Holds(Template["Conditions"]![condition]!);

    private bool Holds(JsonNode condition) => condition switch
    {
        JsonObject map when map["Condition"] is { } name => Holds((string)name!),
        JsonObject map when map["Fn::Not"] is JsonArray one => !Holds(one[0]!),
        JsonObject map when map["Fn::Or"] is JsonArray several => several.Any(one => Holds(one!)),
        JsonObject map when map["Fn::Equals"] is JsonArray both => (string?)Resolve(both[0]!) == (string?)Resolve(both[1]!),
        _ => throw new InvalidOperationException($"{condition} is not known here; add it to {nameof(Granted)}"),
    };

    private string Substituted(string text) => Reference().Replace(text, reference => _values[reference.Groups[1].Value]);

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Reference();
}
