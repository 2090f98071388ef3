using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// A template as it would be once deployed: references and functions become the ARNs and names that resources would have there.
/// Generated names consist of stack name and logical id as CloudFormation's do; their random part is always the same. Supports the
/// functions and types that this repository uses; another one is an error.
/// </summary>
public sealed class ResolvedStack(SynthesizedTemplate template, StackPlace place)
{
    private const string Random = "Wq3ZrT8xLm2K";

    public SynthesizedTemplate Template => template;

    public StackPlace Place => place;

    /// <summary>A piece of the template, with every function in it evaluated.</summary>
    public JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject map when Resource.IsFunction(map) => Function(map.First().Key, map.First().Value!),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Resolve(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Resolve)]),
        _ => node?.DeepClone(),
    };

    /// <summary>A text of the template.</summary>
    public string Text(JsonNode? node) => Resolve(node)!.ToString();

    public string Arn(Resource resource) => resource.Type switch
    {
        "AWS::IAM::Role" => place.IamArn($"role{resource.String("Path") ?? "/"}{Ref(resource)}"),
        "AWS::KMS::Key" => place.Arn("kms", $"key/{Ref(resource)}"),
        "AWS::KMS::Alias" => place.Arn("kms", resource.String("AliasName")!),
        "AWS::S3::Bucket" => $"arn:{place.Partition}:s3:::{Ref(resource)}",
        "AWS::SQS::Queue" => place.Arn("sqs", Name(resource, 80)),
        "AWS::SNS::Topic" or "AWS::SecretsManager::Secret" or "AWS::ECS::TaskDefinition" => Ref(resource),
        "AWS::EFS::FileSystem" => place.Arn("elasticfilesystem", $"file-system/{Ref(resource)}"),
        "AWS::EFS::AccessPoint" => place.Arn("elasticfilesystem", $"access-point/{Ref(resource)}"),
        "AWS::EC2::SecurityGroup" => place.Arn("ec2", $"security-group/sg-{Hex(resource)}"),
        "AWS::EC2::VPCEndpoint" => place.Arn("ec2", $"vpc-endpoint/vpce-{Hex(resource)}"),
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => LoadBalancing($"loadbalancer/net/{Name(resource, 32)}/{Hex(resource)}"),
        "AWS::ElasticLoadBalancingV2::TargetGroup" => LoadBalancing($"targetgroup/{Name(resource, 32)}/{Hex(resource)}"),
        "AWS::ElasticLoadBalancingV2::Listener" =>
            LoadBalancing($"listener/net/{Name(Target(resource, "LoadBalancerArn"), 32)}/{Hex(resource)}/{Hex(resource)}"),
        "AWS::ECS::Cluster" => place.Arn("ecs", $"cluster/{Ref(resource)}"),
        "AWS::ECS::Service" => place.Arn("ecs", $"service/{Ref(Target(resource, "Cluster"))}/{Name(resource, 255)}"),
        "AWS::Lambda::Function" => place.Arn("lambda", $"function:{Ref(resource)}"),
        "AWS::Lambda::Version" => $"{Arn(Target(resource, "FunctionName"))}:1",
        "AWS::Lambda::Alias" => $"{Arn(Target(resource, "FunctionName"))}:{resource.String("Name")}",
        "AWS::Lambda::EventSourceMapping" => place.Arn("lambda", $"event-source-mapping:{Guid(resource)}"),
        "AWS::Logs::LogGroup" => place.Arn("logs", $"log-group:{Ref(resource)}:*"),
        "AWS::Events::Rule" => place.Arn("events", $"rule/{Ref(resource)}"),
        "AWS::Scheduler::Schedule" => place.Arn("scheduler", $"schedule/default/{Name(resource, 64)}"),
        "AWS::CloudWatch::Alarm" => place.Arn("cloudwatch", $"alarm:{Ref(resource)}"),
        "AWS::CloudWatch::Dashboard" => $"arn:{place.Partition}:cloudwatch::{place.Account}:dashboard/{resource.LogicalId}-{Random}",
        _ => throw Unknown($"the ARN of {resource.Type}"),
    };

    /// <summary>What a Ref to the resource gives.</summary>
    public string Ref(Resource resource) => resource.Type switch
    {
        "AWS::IAM::Role" => resource.String("RoleName") ?? Name(resource, 64),
        "AWS::KMS::Key" => Guid(resource),
        "AWS::S3::Bucket" => Name(resource, 63).ToLowerInvariant(),
        "AWS::SQS::Queue" => $"https://sqs.{place.Region}.{place.DnsSuffix}/{place.Account}/{Name(resource, 80)}",
        "AWS::SNS::Topic" => place.Arn("sns", Name(resource, 256)),
        "AWS::SecretsManager::Secret" => place.Arn("secretsmanager", $"secret:{resource.LogicalId}-{Hex(resource)[..12]}-AbCdEf"),
        "AWS::ECS::TaskDefinition" => place.Arn("ecs", $"task-definition/{resource.String("Family")}:1"),
        "AWS::EFS::FileSystem" => $"fs-{Hex(resource)}",
        "AWS::EFS::AccessPoint" => $"fsap-{Hex(resource)}",
        "AWS::Logs::LogGroup" => Text(resource["LogGroupName"]),
        "AWS::Lambda::Function" or "AWS::Events::Rule" => Name(resource, 64),
        "AWS::ECS::Cluster" => resource["ClusterName"] is { } name ? Text(name) : Name(resource, 255),
        "AWS::CloudWatch::Alarm" => Name(resource, 255),
        _ => throw Unknown($"a Ref to {resource.Type}"),
    };

    /// <summary>ARN of the stack itself.</summary>
    public string StackId => place.Arn("cloudformation", $"stack/{place.StackName}/00000000-0000-4000-8000-000000000000");

    private string LoadBalancing(string resource) => place.Arn("elasticloadbalancing", resource);

    // The resource that a property refers to.
    private Resource Target(Resource resource, string property) => template.Target(resource[property])!;

    private JsonNode Function(string name, JsonNode argument) => name switch
    {
        "Ref" when argument.ToString() == "AWS::StackId" => StackId,
        "Ref" when template.WithId(argument.ToString()) is { } resource => Ref(resource),
        "Fn::GetAtt" when argument[1]!.ToString() is "Arn" or "TopicArn" => Arn(template.WithId(argument[0]!.ToString())!),
        "Fn::Join" => string.Join(argument[0]!.ToString(), argument[1]!.AsArray().Select(Text)),
        "Fn::Sub" when argument is JsonValue => argument.ToString()
            .Replace("${AWS::Partition}", place.Partition, StringComparison.Ordinal)
            .Replace("${AWS::Region}", place.Region, StringComparison.Ordinal)
            .Replace("${AWS::AccountId}", place.Account, StringComparison.Ordinal)
            .Replace("${AWS::URLSuffix}", place.DnsSuffix, StringComparison.Ordinal),
        _ => throw Unknown($"{name} {argument.ToJsonString()}"),
    };

    // A name ends with a hyphen and 12 random characters. Stack name and logical id share the rest: what one does not need, the other may
    // use.
    private string Name(Resource resource, int limit)
    {
        var (stack, id, room) = (place.StackName, resource.LogicalId, limit - 14);
        if (stack.Length + id.Length > room)
        {
            var half = (room + 1) / 2;
            stack = stack[..Math.Min(stack.Length, Math.Max(half, room - id.Length))];
            id = id[..Math.Min(id.Length, room - stack.Length)];
        }

        return $"{stack}-{id}-{Random}";
    }

    // Names of two stacks have nothing in common.
    private byte[] Hash(Resource resource) => SHA256.HashData(Encoding.UTF8.GetBytes($"{place.StackName}/{resource.LogicalId}"));

    private string Hex(Resource resource) => Convert.ToHexStringLower(Hash(resource))[..17];

    private string Guid(Resource resource) => new Guid(Hash(resource).AsSpan(0, 16)).ToString();

    private static InvalidOperationException Unknown(string what) => new($"{what} is not known here; add it to {nameof(ResolvedStack)}");
}
