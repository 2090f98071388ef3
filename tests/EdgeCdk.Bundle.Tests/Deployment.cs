using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Bundle.Tests;

/// <summary>An edge deployed, verified and destroyed by the commands in the README of a bundle.</summary>
internal sealed class Deployment
{
    private const string StackName = "Edge-gamma";

    /// <param name="api">The account.</param>
    /// <param name="bundle">The bundle.</param>
    /// <param name="deploy">The commands that deploy it.</param>
    /// <param name="environment">Environment of all commands.</param>
    public Deployment(AwsClient api, Bundle bundle, string deploy, IReadOnlyDictionary<string, string?> environment)
    {
        Deployed = bundle.Run(deploy, environment);
        Stack = Find(api);
        Types = Stack is null ? new Dictionary<string, int>() : TypesIn(api);
        Job = Stack is null ? null : api.Call("ecs", "describe_task_definition", "taskDefinition", "gamma-dqc")["taskDefinition"];
        // The other commands follow a log, which the AWS CLI cannot do in version 1.
        Verified = bundle.Run(bundle.Commands("Verify").Split('\n')[0], environment);
        Destroyed = bundle.Run(bundle.Commands("Destroy"), environment);
        IsGone = Find(api) is null;
    }

    /// <summary>Bootstrapping of the account. Default: the deployment needs none.</summary>
    public CommandResult? Bootstrapped { get; init; }

    public CommandResult Deployed { get; }

    /// <summary>The stack after the deployment; null without one.</summary>
    public JsonNode? Stack { get; }

    /// <summary>How many resources of each type the stack has.</summary>
    public IReadOnlyDictionary<string, int> Types { get; }

    /// <summary>The task definition of the job dqc; null without a stack.</summary>
    public JsonNode? Job { get; }

    public CommandResult Verified { get; }

    public CommandResult Destroyed { get; }

    /// <summary>Whether there is no stack after the last command.</summary>
    public bool IsGone { get; }

    /// <summary>Value of an output of the stack; null without one.</summary>
    public string? Output(string name)
    {
        var outputs = Stack?["Outputs"]?.AsArray() ?? [];
        return (string?)outputs.SingleOrDefault(output => (string)output!["OutputKey"]! == name)?["OutputValue"];
    }

    private static Dictionary<string, int> TypesIn(AwsClient api)
    {
        var resources = api.Call("cloudformation", "list_stack_resources", "StackName", StackName)["StackResourceSummaries"]!.AsArray();
        return resources.CountBy(resource => (string)resource!["ResourceType"]!).ToDictionary();
    }

    private static JsonNode? Find(AwsClient api)
    {
        try
        {
            return api.Call("cloudformation", "describe_stacks", "StackName", StackName)["Stacks"]![0]!;
        }
        catch (AwsClientException exception) when (exception.Message.Contains("does not exist", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
