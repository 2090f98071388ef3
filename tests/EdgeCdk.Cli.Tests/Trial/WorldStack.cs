using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>A stack in the account of <see cref="TrialWorld"/>.</summary>
internal sealed partial class WorldStack
{
    private readonly IReadOnlyDictionary<string, string> _tags;
    private string _status = "CREATE_COMPLETE";
    private int _looks;

    public WorldStack(string name, IReadOnlyDictionary<string, string> tags, TrialWorld world)
    {
        (Name, _tags) = (name, tags);
        Id = $"arn:aws:cloudformation:{TrialWorld.Region}:{TrialWorld.Account}:stack/{name}/1";
        if (name == "CDKToolkit")
            Keep(world, "cdk-assets");
    }

    public string Name { get; }

    public string Id { get; }

    /// <summary>How many looks until it is deleted. Default: null, it is not being deleted.</summary>
    public int? IsDeleting { get; set; }

    public Dictionary<string, string> Outputs { get; private set; } = [];

    /// <summary>One that <c>create-stack</c> begins. It keeps a bucket and a key, as the stack of the prerequisites does.</summary>
    public static WorldStack Begun(IReadOnlyList<string> arguments, TrialWorld world)
    {
        var tags = arguments.Select(argument => Given().Match(argument)).Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var name = arguments[arguments.ToList().IndexOf("--stack-name") + 1];
        var stack = new WorldStack(name, tags, world) { _status = "CREATE_IN_PROGRESS", _looks = 2 };
        foreach (var output in (string[])["CidrBlocks", "PrivateRouteTableIds", "EdgeAccessRoleArn", "RequestQueueArn", "RequestQueueUrl",
            "ResultReaderQueueArn", "ResultReaderQueueUrl", "DeadLetterQueueUrl", "PackageBucket", "AlarmArn", "EndpointId"])
        {
            stack.Outputs[output] = "value";
        }

        if (name.StartsWith("Prerequisites-", StringComparison.Ordinal))
        {
            stack.Keep(world, "results");
            world.Keys["key-of-results"] = tags;
        }

        return stack;
    }

    /// <summary>The stack of the edge.</summary>
    public static WorldStack OfEdge(TrialWorld world)
    {
        var stack = new WorldStack("Edge-trial", new Dictionary<string, string> { ["edge-trial"] = "trial" }, world);
        stack.Outputs["EdgeName"] = "trial";
        stack.Outputs["ManagementClusterArn"] = stack.Outputs["JobClusterArn"] = "cluster";
        return stack;
    }

    /// <summary>The same stack in another world.</summary>
    public WorldStack Copy()
    {
        var copy = (WorldStack)MemberwiseClone();
        copy.Outputs = new(Outputs);
        return copy;
    }

    /// <summary>Begins an operation that ends in a status after some looks.</summary>
    public void Updates(string status, int looks) => (_status, _looks) = ($"{status.Split('_')[0]}_IN_PROGRESS>{status}", looks);

    /// <summary>Ends it at once.</summary>
    public void Ends() => (_status, _looks) = (_status.Split('>')[^1], 0);

    /// <summary>Lets time pass until somebody looks.</summary>
    /// <returns>Whether it is still there.</returns>
    public bool GoesOn()
    {
        if (IsDeleting is { } left)
        {
            IsDeleting = left - 1;
            return left > 0;
        }

        if (_looks > 0 && --_looks == 0)
            _status = _status == "CREATE_IN_PROGRESS" ? "CREATE_COMPLETE" : _status.Split('>')[^1];
        return true;
    }

    public JsonObject Json() => new()
    {
        ["StackName"] = Name,
        ["StackId"] = Id,
        ["StackStatus"] = IsDeleting is null ? _status.Split('>')[0] : "DELETE_IN_PROGRESS",
        ["Tags"] = TagsOf(_tags),
        ["Outputs"] = new JsonArray([.. Outputs.Select(one => new JsonObject { ["OutputKey"] = one.Key, ["OutputValue"] = one.Value })]),
    };

    public static JsonArray TagsOf(IReadOnlyDictionary<string, string> tags) =>
        new([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);

    public static JsonObject Resources() => new() { ["StackResources"] = new JsonArray() };

    public static JsonObject Template() => new()
    {
        ["Resources"] = new JsonObject(Paths.Select(one => KeyValuePair.Create(
            one.Path.Replace("/", "", StringComparison.Ordinal),
            (JsonNode?)new JsonObject
            {
                ["Type"] = one.Type,
                ["Metadata"] = new JsonObject { ["aws:cdk:path"] = $"Edge-trial/{one.Path}" },
            }))),
    };

    public static JsonObject Summaries() => new()
    {
        ["StackResourceSummaries"] = new JsonArray([.. Paths.Select(one => new JsonObject
        {
            ["LogicalResourceId"] = one.Path.Replace("/", "", StringComparison.Ordinal),
            ["PhysicalResourceId"] = one.Path,
            ["ResourceStatus"] = "CREATE_COMPLETE",
        })]),
    };

    // What the steps ask the stack of the edge for.
    private static readonly (string Path, string Type)[] Paths =
    [
        ("PlaneManager/Service", "AWS::ECS::Service"), ("JobStatus/DeadLetters/Queue", "AWS::SQS::Queue"),
        ("ImageUpdate/Rule", "AWS::Events::Rule"), ("MetadataBrowsing/Function/Function", "AWS::Lambda::Function"),
        ("DqResultsReader/Function/Function", "AWS::Lambda::Function"), ("Cleanup/Function/Function", "AWS::Lambda::Function"),
        ("Alarms/One", "AWS::CloudWatch::Alarm"),
    ];

    private void Keep(TrialWorld world, string bucket) => world.Buckets[bucket] = _tags;

    [GeneratedRegex("^Key=([^,]+),Value=(.+)$")]
    private static partial Regex Given();
}
