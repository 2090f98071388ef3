using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The resources that CloudFormation's calls for a resource act on: the resource itself, or the one that it is part of.</summary>
public static class ActedOn
{
    /// <summary>The resources; one of them in most cases.</summary>
    public static IEnumerable<Resource> ActedOnBy(this ResolvedStack stack, Resource resource) => resource.Type switch
    {
        "AWS::EFS::MountTarget" => [stack.Of(resource["FileSystemId"])],
        "AWS::EC2::SecurityGroupIngress" or "AWS::EC2::SecurityGroupEgress" => [stack.Of(resource["GroupId"])],
        "AWS::IAM::Policy" => resource["Roles"]!.AsArray().Select(stack.Of),
        "AWS::S3::BucketPolicy" => [stack.Of(resource["Bucket"])],
        "AWS::SQS::QueuePolicy" => resource["Queues"]!.AsArray().Select(stack.Of),
        "AWS::SNS::TopicPolicy" => resource["Topics"]!.AsArray().Select(stack.Of),
        _ when resource.Type.StartsWith("Custom::", StringComparison.Ordinal) => [stack.Of(resource["ServiceToken"])],
        _ => [resource],
    };

    /// <summary>The ARN as IAM gets it; that of a log group without the star for its streams.</summary>
    public static string AskedArn(this ResolvedStack stack, Resource resource) =>
        resource.Type == "AWS::Logs::LogGroup" ? stack.Arn(resource)[..^":*".Length] : stack.Arn(resource);

    private static Resource Of(this ResolvedStack stack, JsonNode? reference) => stack.Template.Target(reference)!;
}
