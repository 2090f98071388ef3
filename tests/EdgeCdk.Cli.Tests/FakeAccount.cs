using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Tests;

/// <summary>An account with stacks and what is in them, and little else: enough to decide what is whose. It answers as AWS does.</summary>
internal sealed class FakeAccount : IAws
{
    public const string Account = "123456789011";
    public const string Region = "eu-central-1";

    private readonly ConcurrentQueue<string> _asked = new();
    private readonly List<(string Region, string PhysicalId, string Type, JsonObject Stack)> _resources = [];
    private readonly List<JsonObject> _stacks = [];

    /// <summary>Account of the credentials.</summary>
    public string Caller { get; init; } = Account;

    /// <summary>The regions that are enabled.</summary>
    public IReadOnlyList<string> Regions { get; init; } = ["eu-west-1", Region, "us-east-1"];

    /// <summary>What AWS refuses, such as <c>iam get-role</c>, or <c>iam get-role us-east-1</c> in one region.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>Code of a refusal.</summary>
    public string Code { get; init; } = "AccessDenied";

    /// <summary>Names of roles.</summary>
    public HashSet<string> Roles { get; } = [];

    /// <summary>Names of log groups in the region of the edge.</summary>
    public HashSet<string> LogGroups { get; } = [];

    /// <summary>What the tagging API shows in the region of the edge: an ARN, and the name of the stack in its tags.</summary>
    public List<(string Arn, string? Stack)> Tagged { get; } = [];

    /// <summary>Events of all stacks, the newest first.</summary>
    public JsonArray Events { get; init; } = [];

    /// <summary>Other answers, by operation.</summary>
    public Dictionary<string, JsonObject> Answers { get; } = [];

    /// <summary>All that was asked for: service, operation and region.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>A stack with resources.</summary>
    public JsonObject Stack(string name, string status = "UPDATE_COMPLETE", string region = Region, string? edge = "demo",
        params string[] physicalIds)
    {
        var stack = new JsonObject
        {
            ["StackName"] = name,
            ["StackId"] = $"arn:aws:cloudformation:{region}:{Account}:stack/{name}/1",
            ["StackStatus"] = status,
            ["Outputs"] = edge is null ? []
                : new JsonArray(Pair("Output", "EdgeName", edge), Pair("Output", "AccountId", Account), Pair("Output", "Region", region),
                Pair("Output", "Release", "16.6.4")),
        };
        _stacks.Add(stack);
        _resources.AddRange(physicalIds
            .Select(id =>
            (region, id, id.StartsWith("fs-", StringComparison.Ordinal) ? "AWS::EFS::FileSystem" : id.StartsWith('/')
            ? "AWS::Logs::LogGroup" : "AWS::IAM::Role", stack)));
        return stack;
    }

    public static JsonObject Pair(string kind, string key, string value) => new() { [$"{kind}Key"] = key, [$"{kind}Value"] = value };

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var operation = $"{arguments[0]} {arguments[1]}";
        _asked.Enqueue($"{operation} {region}");
        if (Refused.Contains(operation) || Refused.Contains($"{operation} {region}"))
            throw new AwsException(Code, "refused for a test", operation);
        var value = arguments.Count > 3 ? arguments[3] : "";
        if (Answers.TryGetValue(operation, out var answer))
            return answer.DeepClone().AsObject();
        return operation switch
        {
            "sts get-caller-identity" => new() { ["Account"] = Caller, ["Arn"] = $"arn:aws:iam::{Caller}:user/somebody" },
            "cloudformation describe-stacks" =>
                new()
                {
                    ["Stacks"] = new JsonArray(In(region).FirstOrDefault(stack => Is(stack, value))?.DeepClone()
                ?? throw NotFound($"Stack with id {value} does not exist"))
                },
            "cloudformation describe-stack-resources" => new()
            {
                // AWS does not give more.
                ["StackResources"] = new JsonArray([.. Owner(region, value).Take(100).Select(resource => new JsonObject
                {
                    ["PhysicalResourceId"] = resource.PhysicalId,
                    ["StackId"] = resource.Stack["StackId"]!.DeepClone(),
                    ["ResourceStatus"] = (string?)resource.Stack["StackStatus"] == "DELETE_COMPLETE" ? "DELETE_SKIPPED" : "CREATE_COMPLETE",
                })]),
            },
            "cloudformation list-stack-resources" => new()
            {
                ["StackResourceSummaries"] = new JsonArray([.. _resources
                    .Where(resource => resource.Region == region && Is(resource.Stack, value)).Select((resource, index) => new JsonObject
                {
                    ["LogicalResourceId"] = $"R{index}",
                    ["PhysicalResourceId"] = resource.PhysicalId,
                    ["ResourceType"] = resource.Type,
                    ["ResourceStatus"] = "CREATE_COMPLETE",
                })]),
            },
            "cloudformation get-template" => new() { ["TemplateBody"] = new JsonObject { ["Resources"] = new JsonObject() } },
            "cloudformation describe-stack-events" => new() { ["StackEvents"] = Events.DeepClone() },
            "ec2 describe-regions" =>
                new() { ["Regions"] = new JsonArray([.. Regions.Select(name => new JsonObject { ["RegionName"] = name })]) },
            "iam get-role" => Roles.Contains(value) ? new() { ["Role"] = new JsonObject { ["RoleName"] = value } }
                : throw new AwsException("NoSuchEntity", $"The role with name {value} cannot be found."),
            "iam list-roles" => new() { ["Roles"] = new JsonArray([.. Roles.Select(role => new JsonObject { ["RoleName"] = role })]) },
            "kms describe-key" => throw new AwsException("NotFoundException", "no such alias"),
            "logs describe-log-groups" =>
                new()
                {
                    ["logGroups"] = new JsonArray([.. LogGroups.Where(name => name.StartsWith(value, StringComparison.Ordinal))
                .Select(name => new JsonObject { ["logGroupName"] = name })])
                },
            "resourcegroupstaggingapi get-resources" when region == Region => new()
            {
                ["ResourceTagMappingList"] = new JsonArray([.. Tagged.Select(item => new JsonObject
                {
                    ["ResourceARN"] = item.Arn,
                    ["Tags"] = new JsonArray([.. item.Stack is null ? []
                        : new[] { new JsonObject { ["Key"] = "aws:cloudformation:stack-name", ["Value"] = item.Stack } }]),
                })]),
            },
            _ => [],
        };
    }

    private IEnumerable<JsonObject> In(string region) => _stacks.Where(stack => ((string)stack["StackId"]!).Split(':')[3] == region);

    // AWS knows a deleted stack by its id only.
    private static bool Is(JsonObject stack, string name) => (string?)stack["StackId"] == name || (string?)stack["StackName"] == name
        && (string?)stack["StackStatus"] != "DELETE_COMPLETE";

    private List<(string Region, string PhysicalId, string Type, JsonObject Stack)> Owner(string region, string physicalId)
    {
        var owner = _resources.FirstOrDefault(resource => resource.Region == region && resource.PhysicalId == physicalId).Stack;
        return owner is null ? throw NotFound($"Stack for {physicalId} does not exist")
            : [.. _resources.Where(resource => resource.Stack == owner)];
    }

    private static AwsException NotFound(string message) => new("ValidationError", message);
}
