using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// An edge of Terraform in the emulated account, made without any stack of ours, and as much of Terraform as a takeover meets: its state,
/// and that it destroys what is in it.
/// </summary>
internal sealed class TerraformAccount
{
    // In the order in which Terraform destroys: what others need last.
    private static readonly string[] Destroyed =
    [
        "aws_vpc_security_group_ingress_rule", "aws_iam_role_policy_attachment", "aws_iam_role_policy", "aws_iam_policy", "aws_iam_role",
        "aws_cloudwatch_log_group", "aws_sqs_queue", "aws_ecs_cluster", "aws_kms_alias", "aws_efs_access_point", "aws_efs_mount_target",
        "aws_efs_file_system", "aws_vpc_endpoint", "aws_security_group", "aws_kms_key",
    ];

    private readonly AwsClient _aws;
    private readonly Dictionary<string, string> _ids = [];
    private readonly List<(string Address, string Type, JsonObject Values)> _state;

    public TerraformAccount(AwsClient aws, Customer customer, TerraformShape shape)
    {
        _aws = aws;
        Edge = new TerraformEdge(shape)
        {
            Account = Places.Account,
            Region = Places.Region,
            Vpc = customer.VpcId,
            Subnets = customer.PrivateSubnetIds,
            RouteTable = customer.RouteTableId,
            Ids = _ids,
        };
        Seed();
        Show = Edge.Show();
        _state = [.. Resources(Show).Where(item => $"{item["mode"]}" == "managed")
            .Select(item => ($"{item["address"]}", $"{item["type"]}", item["values"]!.AsObject()))];
    }

    public TerraformEdge Edge { get; }

    /// <summary>What <c>terraform show -json</c> prints.</summary>
    public JsonObject Show { get; }

    /// <summary>Addresses in the state.</summary>
    public IReadOnlyList<string> Addresses => [.. _state.Select(item => item.Address)];

    /// <summary>The id of something that was seeded.</summary>
    public string this[string what] => _ids[what];

    /// <summary>Runs forget.sh, with a program in place of Terraform that knows this state.</summary>
    public CommandResult Forget(string script, TemporaryDirectory directory)
    {
        var list = directory.Write("terraform/state.list", string.Concat(Addresses.Select(address => $"{address}\n")));
        var program = directory.Write("terraform/terraform", $$"""
            #!/bin/sh
            case "$2" in
              pull) echo '{}' ;;
              list) cat '{{list}}' ;;
              rm) grep -vxF -- "$3" '{{list}}' > '{{list}}.new'; mv '{{list}}.new' '{{list}}' ;;
            esac

            """);
        var folder = Path.GetDirectoryName(list)!;
        WholeFile.AllowExecution(program);
        var result = ChildProcess.Run("sh", [script], folder, new Dictionary<string, string?> { ["TERRAFORM"] = program });
        var left = File.ReadAllLines(list).ToHashSet(StringComparer.Ordinal);
        _state.RemoveAll(item => !left.Contains(item.Address));
        File.Delete(Path.Combine(folder, "before.tfstate"));
        return result;
    }

    /// <summary>Destroys what is in the state.</summary>
    public void Destroy()
    {
        foreach (var type in Destroyed)
        {
            // Groups name one another.
            var open = new Queue<(string Address, string Type, JsonObject Values)>(_state.Where(item => item.Type == type));
            for (var tries = open.Count * open.Count; open.TryDequeue(out var item); tries--)
            {
                if (type == "aws_security_group" && UsersOf($"{item.Values["id"]}") is { Count: > 0 } users)
                {
                    if (tries <= 0)
                        throw new InvalidOperationException($"DependencyViolation: {item.Address} is used by {string.Join(", ", users)}");
                    open.Enqueue(item);
                    continue;
                }

                Delete(item.Type, item.Values);
            }
        }

        _state.Clear();
    }

    private static IEnumerable<JsonNode> Resources(JsonObject show)
    {
        var root = show["values"]!["root_module"]!;
        var module = root["child_modules"] is JsonArray children ? children[0]! : root;
        return module["resources"]!.AsArray().OfType<JsonNode>();
    }

    // AWS refuses to delete a group that an interface or a rule of another group has.
    private List<string> UsersOf(string group)
    {
        JsonObject By(string name) =>
            new() { ["Filters"] = new JsonArray(new JsonObject { ["Name"] = name, ["Values"] = new JsonArray(group) }) };
        return
        [
            .. _aws.Call("ec2", "describe_network_interfaces", By("group-id"))["NetworkInterfaces"]!.AsArray()
                .Select(item => $"{item!["NetworkInterfaceId"]}"),
            .. _aws.Call("ec2", "describe_security_groups", By("ip-permission.group-id"))["SecurityGroups"]!.AsArray()
                .Select(item => $"{item!["GroupId"]}").Where(id => id != group),
        ];
    }

    private void Seed()
    {
        var tags = Edge.Shape.Tags.Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value });
        JsonArray Tags() => [.. tags.Select(tag => tag.DeepClone())];
        foreach (var purpose in (string[])["general", "dq_encryption"])
        {
            var key = $"{_aws.Call("kms", "create_key", new JsonObject
            {
                ["Policy"] = Edge.KeyPolicy,
                ["Description"] = Edge.Shape.HasPlainKeyNames ? "Customer managed key" : $"{Edge.Shape.Prefix} {purpose}",
                ["Tags"] = new JsonArray([.. Edge.Shape.Tags.Select(tag =>
                    (JsonNode)new JsonObject { ["TagKey"] = tag.Key, ["TagValue"] = tag.Value })]),
            })["KeyMetadata"]!["KeyId"]}";
            _aws.Call("kms", "enable_key_rotation", new JsonObject { ["KeyId"] = key, ["RotationPeriodInDays"] = 90 });
            _ids[$"{purpose} key"] = key;
        }

        _aws.Call("kms", "create_alias", new JsonObject { ["AliasName"] = Edge.Alias, ["TargetKeyId"] = _ids["general key"] });
        Group("endpoint group", "endpoints");
        Group("workload group", "jobs");
        Group("file system group", "efs");
        Allow("endpoint group", 443, new() { ["IpRanges"] = new JsonArray(new JsonObject { ["CidrIp"] = "10.0.0.0/16" }) });
        Allow("file system group", 2049, new()
        {
            ["UserIdGroupPairs"] = new JsonArray(new JsonObject { ["GroupId"] = _ids["workload group"] }),
        });
        Files(Tags);
        Endpoints(Tags);
        Identity(Tags);
        foreach (var queue in (string[])["job-status", "job-status-dlq"])
            _ids[$"queue {queue}"] = $"{_aws.Call("sqs", "create_queue", "QueueName", $"{Edge.Shape.Prefix}-{queue}")["QueueUrl"]}";
        foreach (var cluster in (string[])["management", "jobs"])
            _aws.Call("ecs", "create_cluster", "clusterName", $"{Edge.Shape.Prefix}-{cluster}");
    }

    private void Files(Func<JsonArray> tags)
    {
        var system = $"{_aws.Call("efs", "create_file_system", new JsonObject
        {
            ["CreationToken"] = $"{Edge.Shape.Prefix}-efs",
            ["Encrypted"] = true,
            ["KmsKeyId"] = $"arn:aws:kms:{Places.Region}:{Places.Account}:key/{_ids["general key"]}",
            ["PerformanceMode"] = Edge.Shape.PerformanceMode,
            ["ThroughputMode"] = "bursting",
            ["Tags"] = tags(),
        })["FileSystemId"]}";
        _ids["file system"] = system;
        foreach (var subnet in Edge.Subnets)
        {
            _ids[$"mount target {subnet}"] = $"{_aws.Call("efs", "create_mount_target", new JsonObject
            {
                ["FileSystemId"] = system,
                ["SubnetId"] = subnet,
                ["SecurityGroups"] = new JsonArray(_ids["file system group"]),
            })["MountTargetId"]}";
        }

        foreach (var name in Edge.Shape.HasTelemetryAccessPoint ? (string[])["drivers", "otel"] : ["drivers"])
        {
            _ids[$"access point {name}"] = $"{_aws.Call("efs", "create_access_point", new JsonObject
            {
                ["ClientToken"] = $"{Edge.Shape.Prefix}-{name}",
                ["FileSystemId"] = system,
                ["PosixUser"] = new JsonObject { ["Uid"] = 1000, ["Gid"] = 1000 },
                ["RootDirectory"] = new JsonObject
                {
                    ["Path"] = name == "drivers" ? Edge.Shape.DriversPath : "/otel",
                    ["CreationInfo"] = new JsonObject { ["OwnerUid"] = 1000, ["OwnerGid"] = 1000, ["Permissions"] = "0755" },
                },
                ["Tags"] = tags(),
            })["AccessPointId"]}";
        }
    }

    private void Endpoints(Func<JsonArray> tags)
    {
        foreach (var service in Edge.EndpointServices)
        {
            var isGateway = service == "s3";
            var endpoint = new JsonObject
            {
                ["VpcId"] = Edge.Vpc,
                ["ServiceName"] = $"com.amazonaws.{Places.Region}.{service}",
                ["VpcEndpointType"] = isGateway ? "Gateway" : "Interface",
                ["TagSpecifications"] = new JsonArray(new JsonObject { ["ResourceType"] = "vpc-endpoint", ["Tags"] = tags() }),
            };
            if (isGateway)
            {
                endpoint["RouteTableIds"] = new JsonArray(Edge.RouteTable);
            }
            else
            {
                endpoint["PrivateDnsEnabled"] = true;
                endpoint["SubnetIds"] = new JsonArray([.. Edge.Subnets.Select(subnet => (JsonNode)subnet)]);
                endpoint["SecurityGroupIds"] = new JsonArray(_ids["endpoint group"]);
            }

            _ids[$"endpoint {service}"] = $"{_aws.Call("ec2", "create_vpc_endpoint", endpoint)["VpcEndpoint"]!["VpcEndpointId"]}";
        }
    }

    private void Identity(Func<JsonArray> tags)
    {
        foreach (var (component, name) in Edge.Roles)
        {
            _ids[$"role {component}"] = $"{_aws.Call("iam", "create_role", new JsonObject
            {
                ["RoleName"] = name,
                ["AssumeRolePolicyDocument"] = TerraformEdge.Trust(component),
                ["Tags"] = tags(),
            })["Role"]!["RoleId"]}";
            if (!Edge.Shape.HasSeparateSettings)
            {
                _aws.Call("iam", "put_role_policy", new JsonObject
                {
                    ["RoleName"] = name,
                    ["PolicyName"] = "inline",
                    ["PolicyDocument"] = Edge.Policy(component),
                });
                continue;
            }

            var policy = new JsonObject { ["PolicyName"] = name, ["PolicyDocument"] = Edge.Policy(component) };
            var arn = $"{_aws.Call("iam", "create_policy", policy)["Policy"]!["Arn"]}";
            _ids[$"policy {component}"] = arn;
            _aws.Call("iam", "attach_role_policy", new JsonObject { ["RoleName"] = name, ["PolicyArn"] = arn });
        }

        foreach (var group in Edge.LogGroups)
        {
            _aws.Call("logs", "create_log_group", new JsonObject
            {
                ["logGroupName"] = group,
                ["kmsKeyId"] = $"arn:aws:kms:{Places.Region}:{Places.Account}:key/{_ids["general key"]}",
                ["tags"] = new JsonObject(Edge.Shape.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))),
            });
            _aws.Call("logs", "put_retention_policy", new JsonObject { ["logGroupName"] = group, ["retentionInDays"] = 90 });
        }
    }

    private void Group(string what, string name) => _ids[what] = $"{_aws.Call("ec2", "create_security_group", new JsonObject
    {
        ["GroupName"] = $"{Edge.Shape.Prefix}-{name}",
        ["Description"] = "Managed by Terraform",
        ["VpcId"] = Edge.Vpc,
    })["GroupId"]}";

    private void Allow(string what, int port, JsonObject from)
    {
        from["IpProtocol"] = "tcp";
        from["FromPort"] = port;
        from["ToPort"] = port;
        _ids[$"{what} rule"] = $"{_aws.Call("ec2", "authorize_security_group_ingress", new JsonObject
        {
            ["GroupId"] = _ids[what],
            ["IpPermissions"] = new JsonArray(from),
        })["SecurityGroupRules"]![0]!["SecurityGroupRuleId"]}";
    }

    private void Delete(string type, JsonObject values)
    {
        var id = $"{values["id"]}";
        JsonObject OfRole(string name, string attribute) =>
            new() { ["RoleName"] = $"{values["role"]}", [name] = $"{values[attribute]}" };
        _ = type switch
        {
            "aws_vpc_security_group_ingress_rule" => _aws.Call("ec2", "revoke_security_group_ingress", new JsonObject
            {
                ["GroupId"] = $"{values["security_group_id"]}",
                ["SecurityGroupRuleIds"] = new JsonArray(id),
            }),
            "aws_iam_role_policy_attachment" => _aws.Call("iam", "detach_role_policy", OfRole("PolicyArn", "policy_arn")),
            "aws_iam_role_policy" => _aws.Call("iam", "delete_role_policy", OfRole("PolicyName", "name")),
            "aws_iam_policy" => _aws.Call("iam", "delete_policy", "PolicyArn", id),
            "aws_iam_role" => _aws.Call("iam", "delete_role", "RoleName", id),
            "aws_cloudwatch_log_group" => _aws.Call("logs", "delete_log_group", "logGroupName", id),
            "aws_sqs_queue" => _aws.Call("sqs", "delete_queue", "QueueUrl", id),
            "aws_ecs_cluster" => _aws.Call("ecs", "delete_cluster", "cluster", id),
            "aws_kms_alias" => _aws.Call("kms", "delete_alias", "AliasName", id),
            "aws_efs_access_point" => _aws.Call("efs", "delete_access_point", "AccessPointId", id),
            "aws_efs_mount_target" => _aws.Call("efs", "delete_mount_target", "MountTargetId", id),
            "aws_efs_file_system" => _aws.Call("efs", "delete_file_system", "FileSystemId", id),
            "aws_vpc_endpoint" => _aws.Call("ec2", "delete_vpc_endpoints", "VpcEndpointIds", new JsonArray(id)),
            "aws_security_group" => _aws.Call("ec2", "delete_security_group", "GroupId", id),
            _ => _aws.Call("kms", "schedule_key_deletion", new JsonObject { ["KeyId"] = id, ["PendingWindowInDays"] = 7 }),
        };
    }
}
