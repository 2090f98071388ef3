using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>What of an edge of Terraform holds data, is trusted by others or used by the whole VPC, and its queues and clusters.</summary>
/// <param name="aws">The account.</param>
/// <param name="edge">The edge.</param>
/// <param name="ids">Where the ids are kept.</param>
internal sealed class TerraformFoundation(AwsClient aws, TerraformEdge edge, Dictionary<string, string> ids)
{
    public void Seed()
    {
        var tags = edge.Shape.Tags.Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value });
        JsonArray Tags() => [.. tags.Select(tag => tag.DeepClone())];
        foreach (var purpose in (string[])["general", "dq_encryption"])
        {
            var key = $"{aws.Call("kms", "create_key", new JsonObject
            {
                ["Policy"] = edge.KeyPolicy,
                ["Description"] = edge.Shape.HasPlainKeyNames ? "Customer managed key" : $"{edge.Shape.Prefix} {purpose}",
                ["Tags"] = new JsonArray([.. edge.Shape.Tags.Select(tag =>
                    (JsonNode)new JsonObject { ["TagKey"] = tag.Key, ["TagValue"] = tag.Value })]),
            })["KeyMetadata"]!["KeyId"]}";
            aws.Call("kms", "enable_key_rotation", new JsonObject { ["KeyId"] = key, ["RotationPeriodInDays"] = 90 });
            ids[$"{purpose} key"] = key;
        }

        aws.Call("kms", "create_alias", new JsonObject { ["AliasName"] = edge.Alias, ["TargetKeyId"] = ids["general key"] });
        Group("endpoint group", "endpoints");
        Group("workload group", "jobs");
        Group("file system group", "efs");
        Allow("endpoint group", 443, new() { ["IpRanges"] = new JsonArray(new JsonObject { ["CidrIp"] = "10.0.0.0/16" }) });
        Allow("file system group", 2049, new()
        {
            ["UserIdGroupPairs"] = new JsonArray(new JsonObject { ["GroupId"] = ids["workload group"] }),
        });
        Files(Tags);
        Endpoints(Tags);
        Identity(Tags);
        foreach (var queue in (string[])["job-status", "job-status-dlq"])
            ids[$"queue {queue}"] = $"{aws.Call("sqs", "create_queue", "QueueName", $"{edge.Shape.Prefix}-{queue}")["QueueUrl"]}";
        foreach (var cluster in (string[])["management", "jobs"])
            aws.Call("ecs", "create_cluster", "clusterName", $"{edge.Shape.Prefix}-{cluster}");
    }

    private void Files(Func<JsonArray> tags)
    {
        var system = $"{aws.Call("efs", "create_file_system", new JsonObject
        {
            ["CreationToken"] = $"{edge.Shape.Prefix}-efs",
            ["Encrypted"] = true,
            ["KmsKeyId"] = $"arn:aws:kms:{Places.Region}:{Places.Account}:key/{ids["general key"]}",
            ["PerformanceMode"] = edge.Shape.PerformanceMode,
            ["ThroughputMode"] = "bursting",
            ["Tags"] = tags(),
        })["FileSystemId"]}";
        ids["file system"] = system;
        foreach (var subnet in edge.Subnets)
        {
            ids[$"mount target {subnet}"] = $"{aws.Call("efs", "create_mount_target", new JsonObject
            {
                ["FileSystemId"] = system,
                ["SubnetId"] = subnet,
                ["SecurityGroups"] = new JsonArray(ids["file system group"]),
            })["MountTargetId"]}";
        }

        foreach (var name in edge.Shape.HasTelemetryAccessPoint ? (string[])["drivers", "otel"] : ["drivers"])
        {
            ids[$"access point {name}"] = $"{aws.Call("efs", "create_access_point", new JsonObject
            {
                ["ClientToken"] = $"{edge.Shape.Prefix}-{name}",
                ["FileSystemId"] = system,
                ["PosixUser"] = new JsonObject { ["Uid"] = 1000, ["Gid"] = 1000 },
                ["RootDirectory"] = new JsonObject
                {
                    ["Path"] = name == "drivers" ? edge.Shape.DriversPath : "/otel",
                    ["CreationInfo"] = new JsonObject { ["OwnerUid"] = 1000, ["OwnerGid"] = 1000, ["Permissions"] = "0755" },
                },
                ["Tags"] = tags(),
            })["AccessPointId"]}";
        }
    }

    private void Endpoints(Func<JsonArray> tags)
    {
        foreach (var service in edge.EndpointServices)
        {
            var isGateway = service == "s3";
            var endpoint = new JsonObject
            {
                ["VpcId"] = edge.Vpc,
                ["ServiceName"] = $"com.amazonaws.{Places.Region}.{service}",
                ["VpcEndpointType"] = isGateway ? "Gateway" : "Interface",
                ["TagSpecifications"] = new JsonArray(new JsonObject { ["ResourceType"] = "vpc-endpoint", ["Tags"] = tags() }),
            };
            if (isGateway)
            {
                endpoint["RouteTableIds"] = new JsonArray(edge.RouteTable);
            }
            else
            {
                endpoint["PrivateDnsEnabled"] = true;
                endpoint["SubnetIds"] = new JsonArray([.. edge.Subnets.Select(subnet => (JsonNode)subnet)]);
                endpoint["SecurityGroupIds"] = new JsonArray(ids["endpoint group"]);
            }

            ids[$"endpoint {service}"] = $"{aws.Call("ec2", "create_vpc_endpoint", endpoint)["VpcEndpoint"]!["VpcEndpointId"]}";
        }
    }

    private void Identity(Func<JsonArray> tags)
    {
        foreach (var (component, name) in edge.Roles)
        {
            ids[$"role {component}"] = $"{aws.Call("iam", "create_role", new JsonObject
            {
                ["RoleName"] = name,
                ["AssumeRolePolicyDocument"] = TerraformEdge.Trust(component),
                ["Tags"] = tags(),
            })["Role"]!["RoleId"]}";
            if (!edge.Shape.HasSeparateSettings)
            {
                aws.Call("iam", "put_role_policy", new JsonObject
                {
                    ["RoleName"] = name,
                    ["PolicyName"] = "inline",
                    ["PolicyDocument"] = edge.Policy(component),
                });
                continue;
            }

            var policy = new JsonObject { ["PolicyName"] = name, ["PolicyDocument"] = edge.Policy(component) };
            var arn = $"{aws.Call("iam", "create_policy", policy)["Policy"]!["Arn"]}";
            ids[$"policy {component}"] = arn;
            aws.Call("iam", "attach_role_policy", new JsonObject { ["RoleName"] = name, ["PolicyArn"] = arn });
        }

        foreach (var group in edge.LogGroups)
        {
            aws.Call("logs", "create_log_group", new JsonObject
            {
                ["logGroupName"] = group,
                ["kmsKeyId"] = $"arn:aws:kms:{Places.Region}:{Places.Account}:key/{ids["general key"]}",
                ["tags"] = new JsonObject(edge.Shape.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))),
            });
            aws.Call("logs", "put_retention_policy", new JsonObject { ["logGroupName"] = group, ["retentionInDays"] = 90 });
        }
    }

    private void Group(string what, string name) => ids[what] = $"{aws.Call("ec2", "create_security_group", new JsonObject
    {
        ["GroupName"] = $"{edge.Shape.Prefix}-{name}",
        ["Description"] = "Managed by Terraform",
        ["VpcId"] = edge.Vpc,
    })["GroupId"]}";

    private void Allow(string what, int port, JsonObject from)
    {
        from["IpProtocol"] = "tcp";
        from["FromPort"] = port;
        from["ToPort"] = port;
        ids[$"{what} rule"] = $"{aws.Call("ec2", "authorize_security_group_ingress", new JsonObject
        {
            ["GroupId"] = ids[what],
            ["IpPermissions"] = new JsonArray(from),
        })["SecurityGroupRules"]![0]!["SecurityGroupRuleId"]}";
    }
}
