using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What CloudFormation asks about when it acts on a resource: the resource itself, or what it is a part of.</summary>
public static class ActedOn
{
    /// <summary>ARNs; one of them in most cases.</summary>
    public static IEnumerable<string> ArnsOf(this ResolvedStack stack, Resource resource) => resource.Type switch
    {
        "AWS::EFS::MountTarget" => stack.ArnsOf(resource["FileSystemId"]),
        "AWS::EC2::SecurityGroupIngress" or "AWS::EC2::SecurityGroupEgress" => stack.ArnsOf(resource["GroupId"]),
        "AWS::IAM::Policy" => resource["Roles"]!.AsArray().SelectMany(stack.ArnsOf),
        "AWS::S3::BucketPolicy" => stack.ArnsOf(resource["Bucket"]),
        "AWS::SQS::QueuePolicy" => resource["Queues"]!.AsArray().SelectMany(stack.ArnsOf),
        "AWS::SNS::TopicPolicy" => resource["Topics"]!.AsArray().SelectMany(stack.ArnsOf),
        // The star is for its streams.
        "AWS::Logs::LogGroup" => [stack.Arn(resource)[..^":*".Length]],
        _ when resource.Type.StartsWith("Custom::", StringComparison.Ordinal) => stack.ArnsOf(resource["ServiceToken"]),
        _ => [stack.Arn(resource)],
    };

    private static IEnumerable<string> ArnsOf(this ResolvedStack stack, JsonNode? reference) => stack.ArnsOf(stack.Template.Target(reference)!);
}
