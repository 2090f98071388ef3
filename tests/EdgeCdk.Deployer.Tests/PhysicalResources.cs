using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The ARNs that the resources of a template have once they are deployed.</summary>
public sealed class PhysicalResources(Account account, Template template)
{
    private const string Random = "Wq3ZrT8xLm2K";

    /// <summary>What CloudFormation asks about when it acts on a resource as such; one of them in most cases.</summary>
    public IReadOnlyList<string> Arns(Resource resource) => resource.Type switch
    {
        "AWS::KMS::Key" => [account.Arn("kms", $"key/{Id(resource)}")],
        "AWS::KMS::Alias" => [account.Arn("kms", resource.String("AliasName")!)],
        "AWS::SecretsManager::Secret" => [account.Arn("secretsmanager", $"secret:{resource.LogicalId}-{Random}-AbCdEf")],
        "AWS::S3::Bucket" => [$"arn:{account.Partition}:s3:::{Generated(resource, 63).ToLowerInvariant()}"],
        "AWS::EFS::FileSystem" => [account.Arn("elasticfilesystem", $"file-system/fs-{Id(resource)}")],
        "AWS::EFS::AccessPoint" => [account.Arn("elasticfilesystem", $"access-point/fsap-{Id(resource)}")],
        "AWS::EFS::MountTarget" => Arns(template.Target(resource["FileSystemId"])!),
        "AWS::EC2::SecurityGroup" => [account.Arn("ec2", $"security-group/sg-{Id(resource)}")],
        "AWS::EC2::SecurityGroupIngress" or "AWS::EC2::SecurityGroupEgress" => Arns(template.Target(resource["GroupId"])!),
        "AWS::EC2::VPCEndpoint" => [account.Arn("ec2", $"vpc-endpoint/vpce-{Id(resource)}")],
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => [account.Arn("elasticloadbalancing", $"loadbalancer/net/{Generated(resource, 32)}/{Id(resource)}")],
        "AWS::ElasticLoadBalancingV2::TargetGroup" => [account.Arn("elasticloadbalancing", $"targetgroup/{Generated(resource, 32)}/{Id(resource)}")],
        "AWS::ElasticLoadBalancingV2::Listener" => [account.Arn("elasticloadbalancing", $"listener/net/{Generated(resource, 32)}/{Id(resource)}/{Id(resource)}")],
        "AWS::ECS::Cluster" => [account.Arn("ecs", $"cluster/{Generated(resource, 255)}")],
        "AWS::ECS::Service" => [account.Arn("ecs", $"service/{Generated(template.Target(resource["Cluster"])!, 255)}/{Generated(resource, 255)}")],
        "AWS::ECS::TaskDefinition" => [account.Arn("ecs", $"task-definition/{resource.String("Family")}:7")],
        "AWS::IAM::Role" => [account.IamArn($"role/{resource.String("RoleName") ?? Generated(resource, 64)}")],
        "AWS::IAM::Policy" => [.. resource["Roles"]!.AsArray().SelectMany(role => Arns(template.Target(role)!))],
        "AWS::Lambda::Function" => [account.Arn("lambda", $"function:{Generated(resource, 64)}")],
        "AWS::Lambda::Version" => [$"{Function(resource)}:3"],
        "AWS::Lambda::Alias" => [$"{Function(resource)}:{resource.String("Name")}"],
        "AWS::Lambda::EventSourceMapping" => [account.Arn("lambda", $"event-source-mapping:{Id(resource)}")],
        "AWS::Logs::LogGroup" => [account.Arn("logs", $"log-group:{LogGroupName(resource)}")],
        "AWS::SQS::Queue" => [account.Arn("sqs", Generated(resource, 80))],
        "AWS::SNS::Topic" => [account.Arn("sns", Generated(resource, 256))],
        "AWS::S3::BucketPolicy" => Arns(template.Target(resource["Bucket"])!),
        "AWS::SQS::QueuePolicy" => [.. resource["Queues"]!.AsArray().SelectMany(queue => Arns(template.Target(queue)!))],
        "AWS::SNS::TopicPolicy" => [.. resource["Topics"]!.AsArray().SelectMany(topic => Arns(template.Target(topic)!))],
        "AWS::Events::Rule" => [account.Arn("events", $"rule/{Generated(resource, 64)}")],
        "AWS::Scheduler::Schedule" => [account.Arn("scheduler", $"schedule/default/{Generated(resource, 64)}")],
        "AWS::CloudWatch::Alarm" => [account.Arn("cloudwatch", $"alarm:{Generated(resource, 255)}")],
        "AWS::CloudWatch::Dashboard" => [$"arn:{account.Partition}:cloudwatch::{account.Id}:dashboard/{resource.LogicalId}-{Random}"],
        _ when resource.Type.StartsWith("Custom::", StringComparison.Ordinal) => Arns(template.Target(resource["ServiceToken"])!),
        _ => throw new InvalidOperationException($"the ARN of {resource.Type} is not known; add it here"),
    };

    /// <summary>The function that a version, an alias or a mapping belongs to.</summary>
    public string Function(Resource resource) => template.Target(resource["FunctionName"]) switch
    {
        { Type: "AWS::Lambda::Function" } function => Arns(function)[0],
        { } alias => Arns(alias)[0],
        null => throw new InvalidOperationException($"{resource.Path} names no function of the stack"),
    };

    // Of 13 characters at the end the first is a hyphen. Stack name and logical id share the rest; what one leaves the other may use.
    private string Generated(Resource resource, int limit)
    {
        var (stack, id, room) = ($"Edge-{account.Edge}", resource.LogicalId, limit - 14);
        if (stack.Length + id.Length > room)
        {
            var half = (room + 1) / 2;
            stack = stack[..Math.Min(stack.Length, Math.Max(half, room - id.Length))];
            id = id[..Math.Min(id.Length, room - stack.Length)];
        }

        return $"{stack}-{id}-{Random}";
    }

    private string LogGroupName(Resource resource) => resource["LogGroupName"] is JsonValue name
        ? name.GetValue<string>()
        : $"/aws/ecs/containerinsights/{Generated(template.OfType("AWS::ECS::Cluster").Single(cluster => resource.References.Contains(cluster.LogicalId)), 255)}/performance";

    private static string Id(Resource resource) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(resource.LogicalId)))[..17];
}
