using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Bundle.Tests;

/// <summary>One way through the README of a bundle: deployed, verified, destroyed.</summary>
internal sealed record Deployment(Bundle Bundle, CommandResult? Bootstrapped, CommandResult Deployed, JsonNode? Stack, IReadOnlyDictionary<string, int> Types, CommandResult Verified, CommandResult Destroyed, bool IsGone)
{
    private const string StackName = "Edge-gamma";

    public string? Output(string name) => (string?)Stack?["Outputs"]!.AsArray().SingleOrDefault(output => (string)output!["OutputKey"]! == name)?["OutputValue"];

    /// <summary>Goes the way, with one part of its commands replaced.</summary>
    public static Deployment Of(BundledEdge edge, Bundle bundle, CommandResult? bootstrapped, string part, string replacement, string heading, IReadOnlyDictionary<string, string?> environment)
    {
        var deployed = bundle.Run(bundle.Commands(heading).With(part, replacement), environment);
        var stack = Find(edge.Api);
        var types = stack is null ? [] : edge.Api.Call("cloudformation", "list_stack_resources", "StackName", StackName)["StackResourceSummaries"]!.AsArray().CountBy(item => (string)item!["ResourceType"]!);
        // Following a log takes the AWS CLI of version 2.
        var verified = bundle.Run(bundle.Commands("Verify").Split('\n')[0], environment);
        var destroyed = bundle.Run(bundle.Commands("Destroy"), environment);
        return new Deployment(bundle, bootstrapped, deployed, stack, types.ToDictionary(), verified, destroyed, Find(edge.Api) is null);
    }

    private static JsonNode? Find(AwsClient api)
    {
        try
        {
            return api.Call("cloudformation", "describe_stacks", "StackName", StackName)["Stacks"]![0]!;
        }
        catch (Cli.Aws.AwsClientException exception) when (exception.Message.Contains("does not exist", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
