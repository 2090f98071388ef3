using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// A template as it would be once deployed: references and functions become the ARNs and names that resources would have there.
/// Where AWS would choose a name, it is made from the logical id. Knows the functions and types that policies of this repository
/// use; another one is an error.
/// </summary>
public sealed class ResolvedStack(Template template, StackPlace place)
{
    public Template Template => template;

    public StackPlace Place => place;

    /// <summary>A piece of the template, with every function in it worked out.</summary>
    public JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } map when map.First() is var (name, argument) && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal)) => Function(name, argument!),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Resolve(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Resolve)]),
        _ => node?.DeepClone(),
    };

    /// <summary>A text of the template.</summary>
    public string Text(JsonNode? node) => Resolve(node)!.ToString();

    public string Arn(Resource resource) => resource.Type switch
    {
        "AWS::IAM::Role" => place.IamArn($"role/{Ref(resource)}"),
        "AWS::KMS::Key" => place.Arn("kms", $"key/{Ref(resource)}"),
        "AWS::S3::Bucket" => $"arn:{place.Partition}:s3:::{Ref(resource)}",
        "AWS::SQS::Queue" => place.Arn("sqs", Name(resource)),
        "AWS::SNS::Topic" or "AWS::SecretsManager::Secret" or "AWS::ECS::TaskDefinition" => Ref(resource),
        "AWS::EFS::FileSystem" => place.Arn("elasticfilesystem", $"file-system/{Ref(resource)}"),
        "AWS::EFS::AccessPoint" => place.Arn("elasticfilesystem", $"access-point/{Ref(resource)}"),
        "AWS::ECS::Cluster" => place.Arn("ecs", $"cluster/{Ref(resource)}"),
        "AWS::Lambda::Function" => place.Arn("lambda", $"function:{Ref(resource)}"),
        "AWS::Logs::LogGroup" => place.Arn("logs", $"log-group:{Ref(resource)}:*"),
        "AWS::Events::Rule" => place.Arn("events", $"rule/{Ref(resource)}"),
        "AWS::CloudWatch::Alarm" => place.Arn("cloudwatch", $"alarm:{Ref(resource)}"),
        _ => throw Unknown($"the ARN of {resource.Type}"),
    };

    /// <summary>What a Ref to the resource gives.</summary>
    public string Ref(Resource resource) => resource.Type switch
    {
        "AWS::IAM::Role" => resource.String("RoleName") ?? Name(resource),
        "AWS::KMS::Key" => new Guid(Hash(resource).AsSpan(0, 16)).ToString(),
        "AWS::S3::Bucket" => Name(resource).ToLowerInvariant(),
        "AWS::SQS::Queue" => $"https://sqs.{place.Region}.{place.DnsSuffix}/{place.Account}/{Name(resource)}",
        "AWS::SNS::Topic" => place.Arn("sns", Name(resource)),
        "AWS::SecretsManager::Secret" => place.Arn("secretsmanager", $"secret:{Name(resource)}-AbCdEf"),
        "AWS::ECS::TaskDefinition" => place.Arn("ecs", $"task-definition/{resource.String("Family")}:1"),
        "AWS::EFS::FileSystem" => $"fs-{Hex(resource)}",
        "AWS::EFS::AccessPoint" => $"fsap-{Hex(resource)}",
        "AWS::Logs::LogGroup" => Text(resource["LogGroupName"]),
        "AWS::ECS::Cluster" or "AWS::Lambda::Function" or "AWS::Events::Rule" or "AWS::CloudWatch::Alarm" => Name(resource),
        _ => throw Unknown($"a Ref to {resource.Type}"),
    };

    /// <summary>ARN of the stack itself.</summary>
    public string StackId => place.Arn("cloudformation", $"stack/{place.StackName}/00000000-0000-4000-8000-000000000000");

    private JsonNode Function(string name, JsonNode argument) => name switch
    {
        "Ref" when argument.ToString() == "AWS::StackId" => StackId,
        "Ref" when template.Target(new JsonObject { ["Ref"] = argument.DeepClone() }) is { } resource => Ref(resource),
        "Fn::GetAtt" when argument[1]!.ToString() == "Arn" => Arn(template.Target(new JsonObject { [name] = argument.DeepClone() })!),
        "Fn::GetAtt" when argument[1]!.ToString() == "TopicArn" => Arn(template.Target(new JsonObject { [name] = argument.DeepClone() })!),
        "Fn::Join" => string.Join(argument[0]!.ToString(), argument[1]!.AsArray().Select(Text)),
        "Fn::Sub" when argument is JsonValue => argument.ToString()
            .Replace("${AWS::Partition}", place.Partition, StringComparison.Ordinal)
            .Replace("${AWS::Region}", place.Region, StringComparison.Ordinal)
            .Replace("${AWS::AccountId}", place.Account, StringComparison.Ordinal)
            .Replace("${AWS::URLSuffix}", place.DnsSuffix, StringComparison.Ordinal),
        _ => throw Unknown($"{name} {argument.ToJsonString()}"),
    };

    private string Name(Resource resource) => $"{place.StackName}-{resource.LogicalId}";

    private static byte[] Hash(Resource resource) => SHA256.HashData(Encoding.UTF8.GetBytes(resource.LogicalId));

    private static string Hex(Resource resource) => Convert.ToHexStringLower(Hash(resource))[..17];

    private static InvalidOperationException Unknown(string what) => new($"{what} is not known here; add it to {nameof(ResolvedStack)}");
}
