using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>An edge as the vendor's Terraform has it: every line of the guide's appendix, with the ids of an account.</summary>
/// <param name="shape">How it looks.</param>
public sealed class TerraformEdge(TerraformShape shape)
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

    private static IEnumerable<string> Components =>
        [.. Jobs, "plane-manager", "connectors-rollout", "metadata-browsing", "dq-results-reader", "cleanup"];

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

    /// <summary>Policy of a key, as somebody may have written it.</summary>
    public string KeyPolicy => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = "Root",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = $"arn:aws:iam::{Account}:root" },
            ["Action"] = "kms:*",
            ["Resource"] = "*",
        }),
    }.ToJsonString();

    /// <summary>Who may assume the role of a component.</summary>
    public static string Trust(string component) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject
            {
                ["Service"] = component is "metadata-browsing" or "dq-results-reader" or "cleanup"
                    ? "lambda.amazonaws.com" : "ecs-tasks.amazonaws.com",
            },
            ["Action"] = "sts:AssumeRole",
        }),
    }.ToJsonString();

    /// <summary>What the role of a component may do.</summary>
    public string Policy(string component) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = "sts:AssumeRole",
            ["Resource"] = component == "plane-manager"
                ? new JsonArray($"arn:aws:iam::999988887777:role/edge-access-{Shape.Edge}", $"arn:aws:iam::{Account}:role/s3-role")
                : new JsonArray($"arn:aws:iam::{Account}:role/s3-role"),
        }),
    }.ToJsonString();

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

    private void Foundation()
    {
        string[] purposes = ["general", "dq_encryption"];
        foreach (var (index, purpose) in purposes.Index())
        {
            var id = Id($"{purpose} key", $"0000000{index}-1111-2222-3333-444444444444");
            var key = Shape.HasPlainKeyNames ? index.ToString(CultureInfo.InvariantCulture) : Shape.HasKeys ? purpose : null;
            Add("aws_kms_key", Shape.HasPlainKeyNames || Shape.HasKeys ? "this" : purpose, key, new()
            {
                ["id"] = id,
                ["key_id"] = id,
                ["arn"] = Arn("kms", $"key/{id}"),
                ["description"] = Shape.HasPlainKeyNames ? "Customer managed key" : $"{Shape.Prefix} {purpose}",
                ["policy"] = KeyPolicy,
                ["enable_key_rotation"] = true,
                ["rotation_period_in_days"] = 90,
                ["deletion_window_in_days"] = 7,
                ["is_enabled"] = true,
                ["multi_region"] = false,
            });
            if (Shape.HasSeparateSettings)
                Add("aws_kms_key_policy", purpose, null, new() { ["id"] = id, ["key_id"] = id, ["policy"] = KeyPolicy });
        }

        var general = Id("general key", "00000000-1111-2222-3333-444444444444");
        var generalArn = Arn("kms", $"key/{general}");
        Add("aws_kms_alias", "general", null, new()
        {
            ["id"] = Alias,
            ["name"] = Alias,
            ["target_key_id"] = general,
            ["arn"] = Arn("kms", Alias),
            ["target_key_arn"] = generalArn,
        });
        var secret = Arn("secretsmanager", "secret:registry-AbCdEf");
        Add("aws_secretsmanager_secret", "registry", null, new()
        {
            ["id"] = secret,
            ["arn"] = secret,
            ["name"] = $"{Shape.Prefix}-registry",
            ["kms_key_id"] = generalArn,
        });
        Add("aws_secretsmanager_secret_version", "registry", null, new()
        {
            ["id"] = $"{secret}|v1",
            ["secret_id"] = secret,
            ["secret_string"] = Secret,
        });
        Add("aws_s3_bucket", "artifacts", null, new()
        {
            ["id"] = $"{Shape.Prefix}-artifacts",
            ["bucket"] = $"{Shape.Prefix}-artifacts",
            ["arn"] = $"arn:aws:s3:::{Shape.Prefix}-artifacts",
            ["force_destroy"] = false,
        });
        Add("aws_s3_bucket_versioning", "artifacts", null, new()
        {
            ["id"] = $"{Shape.Prefix}-artifacts",
            ["bucket"] = $"{Shape.Prefix}-artifacts",
        });
        Files(generalArn);
    }

    private void Files(string key)
    {
        var system = Id("file system", "fs-0123456789abcdef0");
        Add("aws_efs_file_system", "this", null, new()
        {
            ["id"] = system,
            ["arn"] = Arn("elasticfilesystem", $"file-system/{system}"),
            ["creation_token"] = $"{Shape.Prefix}-efs",
            ["encrypted"] = true,
            ["kms_key_id"] = key,
            ["performance_mode"] = Shape.PerformanceMode,
            ["throughput_mode"] = "bursting",
            ["availability_zone_name"] = "",
            ["lifecycle_policy"] = new JsonArray(),
        });
        foreach (var (index, subnet) in Subnets.Index())
        {
            var target = Id($"mount target {subnet}", $"fsmt-0123456789abcdef{index}");
            Add("aws_efs_mount_target", "this", Shape.HasKeys ? subnet : index.ToString(CultureInfo.InvariantCulture), new()
            {
                ["id"] = target,
                ["file_system_id"] = system,
                ["subnet_id"] = subnet,
                ["security_groups"] = new JsonArray(Id("file system group", "sg-0000000000000000e")),
            });
        }

        Add("aws_efs_access_point", "drivers", null, AccessPoint("drivers", Shape.DriversPath));
        if (Shape.HasTelemetryAccessPoint)
            Add("aws_efs_access_point", "otel", null, AccessPoint("otel", "/otel"));

        JsonObject AccessPoint(string name, string path)
        {
            var id = Id($"access point {name}", name == "otel" ? "fsap-00000000000000002" : "fsap-00000000000000001");
            return new()
            {
                ["id"] = id,
                ["arn"] = Arn("elasticfilesystem", $"access-point/{id}"),
                ["file_system_id"] = system,
                ["posix_user"] = new JsonArray(new JsonObject { ["gid"] = 1000, ["uid"] = 1000, ["secondary_gids"] = null }),
                ["root_directory"] = new JsonArray(new JsonObject
                {
                    ["path"] = path,
                    ["creation_info"] = new JsonArray(
                        new JsonObject { ["owner_gid"] = 1000, ["owner_uid"] = 1000, ["permissions"] = "0755" }),
                }),
            };
        }
    }

    private void Network()
    {
        Group("endpoints", "endpoint group", "sg-0000000000000000a", cidr: "10.0.0.0/16");
        Group("efs", "file system group", "sg-0000000000000000e", from: Id("workload group", "sg-0000000000000000d"), port: 2049);
        Group("jobs", "workload group", "sg-0000000000000000d");
        foreach (var (index, service) in EndpointServices.Index())
        {
            var isGateway = service == "s3";
            var id = Id($"endpoint {service}", $"vpce-0000000000000000{index}");
            Add("aws_vpc_endpoint", Shape.HasKeys ? "this" : service, Shape.HasKeys ? service : null, new()
            {
                ["id"] = id,
                ["arn"] = Arn("ec2", $"vpc-endpoint/{id}"),
                ["vpc_id"] = Vpc,
                ["service_name"] = $"com.amazonaws.{Region}.{service}",
                ["vpc_endpoint_type"] = isGateway ? "Gateway" : "Interface",
                ["private_dns_enabled"] = !isGateway,
                ["policy"] = """{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}""",
                ["route_table_ids"] = isGateway && !Shape.HasSeparateSettings ? new JsonArray(RouteTable) : new JsonArray(),
                ["subnet_ids"] = isGateway ? new JsonArray() : new JsonArray([.. Subnets.Select(subnet => (JsonNode)subnet)]),
                ["security_group_ids"] = isGateway ? new JsonArray() : new JsonArray(Id("endpoint group", "sg-0000000000000000a")),
            });
            if (isGateway && Shape.HasSeparateSettings)
            {
                Add("aws_vpc_endpoint_route_table_association", "s3", "0", new()
                {
                    ["id"] = "a-vpce-x",
                    ["vpc_endpoint_id"] = id,
                    ["route_table_id"] = RouteTable,
                });
            }
        }
    }

    private void Group(string name, string what, string otherwise, string? cidr = null, string? from = null, int port = 443)
    {
        var id = Id(what, otherwise);
        var hasRule = cidr is not null || from is not null;
        JsonObject Rule() => new()
        {
            ["from_port"] = port,
            ["to_port"] = port,
            ["protocol"] = "tcp",
            ["cidr_blocks"] = cidr is null ? new JsonArray() : new JsonArray(cidr),
            ["security_groups"] = from is null ? new JsonArray() : new JsonArray(from),
        };
        Add("aws_security_group", name, null, new()
        {
            ["id"] = id,
            ["arn"] = Arn("ec2", $"security-group/{id}"),
            ["name"] = $"{Shape.Prefix}-{name}",
            ["vpc_id"] = Vpc,
            ["ingress"] = hasRule ? new JsonArray(Rule()) : new JsonArray(),
        });
        if (hasRule && Shape.HasSeparateSettings)
        {
            Add("aws_vpc_security_group_ingress_rule", name, null, new()
            {
                ["id"] = Id($"{what} rule", $"sgr-{otherwise[3..]}"),
                ["security_group_id"] = id,
                ["cidr_ipv4"] = cidr,
                ["referenced_security_group_id"] = from,
            });
        }
    }

    private void Workloads()
    {
        foreach (var cluster in (string[])["management", "jobs"])
        {
            var name = $"{Shape.Prefix}-{cluster}";
            Add("aws_ecs_cluster", cluster, null, new()
            {
                ["id"] = Arn("ecs", $"cluster/{name}"),
                ["arn"] = Arn("ecs", $"cluster/{name}"),
                ["name"] = name,
            });
        }

        foreach (var (component, name) in Roles)
            Role(component, name);
        foreach (var (component, name) in Components.Zip(LogGroups))
        {
            Add("aws_cloudwatch_log_group", Shape.HasKeys ? "this" : component.Replace('-', '_'), Shape.HasKeys ? component : null, new()
            {
                ["id"] = name,
                ["name"] = name,
                ["arn"] = Arn("logs", $"log-group:{name}"),
                ["retention_in_days"] = 90,
                ["kms_key_id"] = Arn("kms", $"key/{Id("general key", "00000000-1111-2222-3333-444444444444")}"),
            });
        }

        foreach (var task in Jobs.Concat(["plane-manager", "connectors-rollout"]))
        {
            Add("aws_ecs_task_definition", Shape.HasKeys ? "this" : task.Replace('-', '_'), Shape.HasKeys ? task : null, new()
            {
                ["id"] = $"{Shape.Prefix}-{task}",
                ["arn"] = Arn("ecs", $"task-definition/{Shape.Prefix}-{task}:3"),
                ["family"] = $"{Shape.Prefix}-{task}",
                ["container_definitions"] = new JsonArray(new JsonObject
                {
                    ["name"] = task,
                    ["image"] = $"ataccama.azurecr.io/saas-edge/{task}:16.6.5-saas-edge",
                    ["environment"] = new JsonArray(new JsonObject { ["name"] = "RESULT_BUCKET", ["value"] = "bucket-s3-ecc58765" }),
                }).ToJsonString(),
            });
        }

        Add("aws_ecs_service", "plane_manager", null, new()
        {
            ["id"] = Arn("ecs", $"service/{Shape.Prefix}-management/plane-manager"),
            ["name"] = "plane-manager",
            ["desired_count"] = 3,
        });
        Function("interactive", "metadata-browsing", "requests");
        Function("dq_results_reader", "dq-results-reader", "results");
        Function("cleanup", "cleanup", null);
    }

    private void Role(string component, string name)
    {
        Add("aws_iam_role", Shape.HasKeys ? "this" : component.Replace('-', '_'), Shape.HasKeys ? component : null, new()
        {
            ["id"] = name,
            ["name"] = name,
            ["arn"] = $"arn:aws:iam::{Account}:role/{name}",
            ["path"] = "/",
            ["description"] = "",
            ["max_session_duration"] = 3600,
            ["assume_role_policy"] = Trust(component),
            ["inline_policy"] = new JsonArray(),
            ["managed_policy_arns"] = new JsonArray(),
        });
        if (!Shape.HasSeparateSettings)
        {
            Add("aws_iam_role_policy", component.Replace('-', '_'), null, new()
            {
                ["id"] = $"{name}:inline",
                ["name"] = "inline",
                ["role"] = name,
                ["policy"] = Policy(component),
            });
            return;
        }

        var arn = Id($"policy {component}", $"arn:aws:iam::{Account}:policy/{name}");
        Add("aws_iam_policy", component.Replace('-', '_'), null, new()
        {
            ["id"] = arn,
            ["arn"] = arn,
            ["name"] = name,
            ["policy"] = Policy(component),
        });
        Add("aws_iam_role_policy_attachment", component.Replace('-', '_'), null, new()
        {
            ["id"] = $"{name}-1",
            ["role"] = name,
            ["policy_arn"] = arn,
        });
    }

    private void Function(string name, string component, string? queue)
    {
        var function = $"{Shape.Prefix}-{component}";
        Add("aws_lambda_function", name, null, new()
        {
            ["id"] = function,
            ["function_name"] = function,
            ["arn"] = Arn("lambda", $"function:{function}"),
        });
        if (queue is null)
            return;
        Add("aws_lambda_alias", name, null, new() { ["id"] = $"{function}:current", ["name"] = "current", ["function_name"] = function });
        Add("aws_lambda_provisioned_concurrency_config", name, null, new()
        {
            ["id"] = $"{function},current",
            ["function_name"] = function,
            ["provisioned_concurrent_executions"] = 2,
        });
        Add("aws_lambda_event_source_mapping", name, null, new()
        {
            ["id"] = $"mapping-{name}",
            ["function_name"] = $"{function}:current",
            ["event_source_arn"] = $"arn:aws:sqs:{Region}:999988887777:{Shape.Edge}-{queue}",
        });
    }

    private void Messaging()
    {
        foreach (var queue in (string[])["job-status", "job-status-dlq"])
        {
            var name = $"{Shape.Prefix}-{queue}";
            Add("aws_sqs_queue", queue.Replace('-', '_'), null, new()
            {
                ["id"] = Id($"queue {queue}", $"https://sqs.{Region}.amazonaws.com/{Account}/{name}"),
                ["name"] = name,
                ["arn"] = Arn("sqs", name),
            });
        }

        foreach (var rule in (string[])["task-state", "image-update"])
        {
            Add("aws_cloudwatch_event_rule", rule.Replace('-', '_'), null, new()
            {
                ["id"] = $"{Shape.Prefix}-{rule}",
                ["name"] = $"{Shape.Prefix}-{rule}",
                ["arn"] = Arn("events", $"rule/{Shape.Prefix}-{rule}"),
            });
            Add("aws_cloudwatch_event_target", rule.Replace('-', '_'), null, new()
            {
                ["id"] = $"{Shape.Prefix}-{rule}-t",
                ["rule"] = $"{Shape.Prefix}-{rule}",
            });
        }

        Add("aws_scheduler_schedule", "cleanup", null, new()
        {
            ["id"] = $"default/{Shape.Prefix}-cleanup",
            ["name"] = $"{Shape.Prefix}-cleanup",
            ["arn"] = Arn("scheduler", $"schedule/default/{Shape.Prefix}-cleanup"),
        });
        Add("random_password", "token", null, new() { ["id"] = "none", ["result"] = Secret });
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
