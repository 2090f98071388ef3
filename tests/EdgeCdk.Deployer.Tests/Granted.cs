using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The policies of the generated template as AWS has them once the stack is made with some parameters.</summary>
public sealed partial class Granted
{
    private readonly Dictionary<string, string> _values;

    public Granted(JsonObject template, StackPlace place, string vpcId, string boundary = "", string qualifier = "hnb659fds")
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
        Policies = template["Resources"]!.AsObject()
            .Where(resource => resource.Value!["Type"]!.GetValue<string>() == "AWS::IAM::ManagedPolicy")
            .ToDictionary(resource => resource.Key, resource => Resolve(resource.Value!["Properties"]!["PolicyDocument"]!)!.AsObject());
    }

    /// <summary>Policy documents by logical id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Policies { get; }

    /// <summary>The policies of the service role, as one: to IAM it is the same.</summary>
    public JsonObject OfCloudFormation => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray([.. Policies.Where(policy => policy.Key != Caller).SelectMany(policy => policy.Value["Statement"]!.AsArray()).Select(statement => statement!.DeepClone())]),
    };

    /// <summary>The policy of who deploys.</summary>
    public JsonObject OfTheCaller => Policies[Caller];

    private static string Caller => DeployerTemplate.LogicalId(ActionTable.Caller);

    private JsonNode? Resolve(JsonNode node) => node switch
    {
        JsonObject map when map["Fn::Sub"] is { } text => Reference().Replace(text.GetValue<string>(), name => _values[name.Groups[1].Value]),
        JsonObject map when map["Ref"]?.GetValue<string>() == "AWS::NoValue" => null,
        JsonObject map when map["Ref"] is { } name => _values[name.GetValue<string>()],
        JsonObject map when map["Fn::If"] is JsonArray branches => Resolve(branches[_values["PermissionsBoundaryArn"].Length > 0 ? 1 : 2]!),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Resolve(pair.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(item => Resolve(item!)).OfType<JsonNode>()]),
        _ => node.DeepClone(),
    };

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Reference();
}
