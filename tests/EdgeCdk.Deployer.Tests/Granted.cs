using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The policies of the generated template as AWS has them once the stack is made with some parameters.</summary>
public sealed partial class Granted
{
    private readonly Dictionary<string, string> _values;

    public Granted(JsonObject template, Account account, string boundary = "")
    {
        _values = new Dictionary<string, string>
        {
            ["Edge"] = account.Edge,
            ["VpcId"] = account.VpcId,
            ["PermissionsBoundaryArn"] = boundary,
            ["AWS::Partition"] = account.Partition,
            ["AWS::Region"] = account.Region,
            ["AWS::AccountId"] = account.Id,
            ["AWS::URLSuffix"] = account.UrlSuffix,
        };
        Policies = template["Resources"]!.AsObject()
            .Where(resource => resource.Value!["Type"]!.GetValue<string>() == "AWS::IAM::ManagedPolicy")
            .ToDictionary(resource => resource.Key, resource => Resolve(resource.Value!["Properties"]!["PolicyDocument"]!)!.AsObject());
    }

    /// <summary>Policy documents by logical id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Policies { get; }

    /// <summary>The policies of the service role.</summary>
    public IReadOnlyList<JsonObject> OfCloudFormation => [.. Policies.Where(policy => policy.Key != DeployerTemplate.LogicalId(ActionTable.Caller)).Select(policy => policy.Value)];

    /// <summary>The policy of who deploys.</summary>
    public IReadOnlyList<JsonObject> OfTheCaller => [Policies[DeployerTemplate.LogicalId(ActionTable.Caller)]];

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

/// <summary>Where an edge is deployed.</summary>
public sealed record Account(string Edge, string Id, string Region, string VpcId)
{
    public string Partition => Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";

    public string UrlSuffix => Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    /// <summary>An ARN in this account and region.</summary>
    public string Arn(string service, string resource) => $"arn:{Partition}:{service}:{Region}:{Id}:{resource}";

    /// <summary>An ARN of IAM, which knows no region.</summary>
    public string IamArn(string resource) => $"arn:{Partition}:iam::{Id}:{resource}";
}
