using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>An edge as the vendor's Terraform has it: every line of the guide's appendix, with the ids of an account.</summary>
/// <param name="shape">How it looks.</param>
public sealed partial class TerraformEdge(TerraformShape shape)
{
    public const string Secret = "T0p-Secret-Registry-Value";

    private static readonly string[] Jobs =
        ["dqc", "anomaly-detection", "anomaly-detection-auxiliary", "metadata-import", "snowflake-pushdown", "create-table"];

    private static readonly string[] Services = ["kms", "secretsmanager", "sqs"];

    private readonly List<(string Type, string Name, string? Key, JsonObject Values)> _resources = [];

    public TerraformShape Shape { get; } = shape;

    public string Account { get; init; } = "123456789011";

    public string Region { get; init; } = "eu-central-1";

    public string Vpc { get; init; } = "vpc-0f1924823027c00c7";

    public IReadOnlyList<string> Subnets { get; init; } = ["subnet-0fa6e2c437dd0e5fd", "subnet-0156acffabb5aa872"];

    public string RouteTable { get; init; } = "rtb-0aa11bb22cc33dd44";

    /// <summary>Ids of an account by what they are of. Default: ids of no account.</summary>
    public IDictionary<string, string> Ids { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of the roles, by component.</summary>
    public IEnumerable<(string Component, string Name)> Roles =>
        Components.Select(component => (component, RoleName(component)));

    /// <summary>Names of the log groups.</summary>
    public IEnumerable<string> LogGroups => Components.Select(component => Shape.HasNamesOfStack
        ? $"/ataccama/edge/{Shape.Edge}/{component}" : $"/ataccama/edge/{Shape.Prefix}/{component}");

    public string Alias => Shape.HasNamesOfStack ? $"alias/ataccama/edge/{Shape.Edge}" : $"alias/{Shape.Prefix}-key";

    /// <summary>Services with an endpoint, the gateway included.</summary>
    public IEnumerable<string> EndpointServices => Services.Prepend("s3").Except(Shape.WithoutEndpoints);

    /// <summary>The task definitions.</summary>
    public static IEnumerable<string> Tasks => [.. Jobs, "plane-manager", "connectors-rollout"];

    /// <summary>The functions, each with the queue of the vendor that it reads.</summary>
    public static IEnumerable<(string Component, string? Queue)> Functions =>
        [("metadata-browsing", "requests"), ("dq-results-reader", "results"), ("cleanup", null)];

    /// <summary>The rules.</summary>
    public static IEnumerable<string> Rules => ["task-state", "image-update"];

    private static IEnumerable<string> Components => [.. Tasks, .. Functions.Select(function => function.Component)];

    /// <summary>ARN of a queue of the vendor.</summary>
    public string QueueOfVendor(string queue) => $"arn:aws:sqs:{Region}:999988887777:{Shape.Edge}-{queue}";

    /// <summary>What <c>terraform show -json</c> prints.</summary>
    public JsonObject Show()
    {
        Fill();
        var resources = new JsonArray([.. _resources.Select(resource => (JsonNode)new JsonObject
        {
            ["address"] = Address(resource.Type, resource.Name, resource.Key),
            ["mode"] = "managed",
            ["type"] = resource.Type,
            ["name"] = resource.Name,
            ["provider_name"] = "registry.terraform.io/hashicorp/aws",
            ["values"] = resource.Values.DeepClone(),
            ["sensitive_values"] = Sensitive(resource.Type) is { } name ? new JsonObject { [name] = true } : new JsonObject(),
        })]);
        resources.Add(new JsonObject
        {
            ["address"] = "data.aws_caller_identity.current",
            ["mode"] = "data",
            ["type"] = "aws_caller_identity",
            ["name"] = "current",
            ["values"] = new JsonObject { ["account_id"] = "111111111111", ["arn"] = "arn:aws:kms:us-east-1:111111111111:key/x" },
        });
        JsonObject root = Shape.Module.Length == 0
            ? new() { ["resources"] = resources }
            : new() { ["child_modules"] = new JsonArray(new JsonObject { ["address"] = Shape.Module, ["resources"] = resources }) };
        return new JsonObject
        {
            ["format_version"] = "1.0",
            ["terraform_version"] = "1.14.2",
            ["values"] = new JsonObject { ["root_module"] = root },
        };
    }

    /// <summary>A state file of version 4.</summary>
    public JsonObject State()
    {
        Fill();
        return new JsonObject
        {
            ["version"] = 4,
            ["terraform_version"] = "1.14.2",
            ["resources"] = new JsonArray([.. _resources.GroupBy(resource => (resource.Type, resource.Name))
                .Select(group => (JsonNode)new JsonObject
                {
                    ["module"] = Shape.Module.Length == 0 ? null : Shape.Module,
                    ["mode"] = "managed",
                    ["type"] = group.Key.Type,
                    ["name"] = group.Key.Name,
                    ["instances"] = new JsonArray([.. group.Select(instance => (JsonNode)new JsonObject
                    {
                        ["index_key"] = instance.Key is null ? null : int.TryParse(instance.Key, out var number) ? number : instance.Key,
                        ["attributes"] = instance.Values.DeepClone(),
                        ["sensitive_attributes"] = Sensitive(group.Key.Type) is { } name
                            ? new JsonArray(new JsonArray(new JsonObject { ["type"] = "get_attr", ["value"] = name })) : new JsonArray(),
                    })]),
                })]),
        };
    }

    /// <summary>Address of a resource.</summary>
    public string Address(string type, string name, string? key)
    {
        var index = key is null ? "" : int.TryParse(key, out _) ? $"[{key}]" : $"[\"{key}\"]";
        return $"{(Shape.Module.Length == 0 ? "" : $"{Shape.Module}.")}{type}.{name}{index}";
    }

    /// <summary>Name of the role of a component.</summary>
    public string RoleName(string component) => !Shape.HasNamesOfStack ? $"{Shape.Prefix}-{component}-role"
        : Jobs.Contains(component) ? $"{Shape.Edge}-job-{component}" : $"{Shape.Edge}-{component}";

    private string Id(string what, string otherwise) => Ids.TryGetValue(what, out var id) ? id : otherwise;

    private string Arn(string service, string rest) => $"arn:aws:{service}:{Region}:{Account}:{rest}";

    private static string? Sensitive(string type) => type == "aws_secretsmanager_secret_version" ? "secret_string" : null;

    private void Fill()
    {
        if (_resources.Count > 0)
            return;
        Foundation();
        Network();
        Workloads();
        Messaging();
        foreach (var (type, name) in Shape.Others)
            Add(type, name, null, new() { ["id"] = "x1", ["name"] = $"{Shape.Prefix}-{name}" });
    }

    private void Add(string type, string name, string? key, JsonObject values)
    {
        var isTagged = type is "aws_kms_key" or "aws_efs_file_system" or "aws_efs_access_point" or "aws_vpc_endpoint" or "aws_iam_role"
            or "aws_cloudwatch_log_group" or "aws_security_group";
        if (isTagged)
            values["tags_all"] = new JsonObject(Shape.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));
        _resources.Add((type, name, key, values));
    }
}
