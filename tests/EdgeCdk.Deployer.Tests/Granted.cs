using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The generated policies as AWS has them once they are deployed with some parameters.</summary>
public sealed partial class Granted
{
    /// <summary>The default qualifier of the CDK bootstrap.</summary>
    public const string DefaultQualifier = "hnb659fds";

    /// <summary>Value of the parameter for an edge without a boundary.</summary>
    public const string NoBoundary = "none";

    private readonly Dictionary<string, string> _values;

    /// <param name="documents">The policies by logical id.</param>
    /// <param name="place">Where the edge is.</param>
    /// <param name="vpcId">VPC of the edge.</param>
    /// <param name="boundary">ARN of its permissions boundary. Default: none.</param>
    /// <param name="qualifier">Qualifier of the CDK bootstrap.</param>
    public Granted(
        IEnumerable<KeyValuePair<string, JsonNode?>> documents,
        StackPlace place,
        string vpcId,
        string boundary = NoBoundary,
        string qualifier = DefaultQualifier)
    {
        _values = new Dictionary<string, string>
        {
            ["Edge"] = place.Edge,
            ["VpcId"] = vpcId,
            ["PermissionsBoundaryArn"] = boundary,
            ["BootstrapQualifier"] = qualifier,
            ["AWS::Partition"] = place.Partition,
            ["AWS::Region"] = place.Region,
            ["AWS::AccountId"] = place.Account,
            ["AWS::URLSuffix"] = place.DnsSuffix,
        };
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

    private bool HasBoundary => _values["PermissionsBoundaryArn"] != NoBoundary;

    private static string Caller => DeployerTemplate.LogicalId(ActionTable.Caller);

    private JsonNode? Resolve(JsonNode node) => node switch
    {
        JsonObject map when map["Fn::Sub"] is { } text => Substituted(text.GetValue<string>()),
        JsonObject map when map["Ref"]?.GetValue<string>() == "AWS::NoValue" => null,
        JsonObject map when map["Ref"] is { } name => _values[name.GetValue<string>()],
        JsonObject map when map["Fn::If"] is JsonArray branches => Resolve(HasBoundary ? branches[1]! : branches[2]!),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Resolve(pair.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(item => Resolve(item!)).OfType<JsonNode>()]),
        _ => node.DeepClone(),
    };

    private string Substituted(string text) => Reference().Replace(text, reference => _values[reference.Groups[1].Value]);

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Reference();
}
