using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>A resource as CloudFormation lists it.</summary>
internal sealed record DeployedResource(string LogicalId, string Type, string PhysicalId, string Status);

/// <summary>A stack as AWS shows it at one moment, and the template that AWS has of it.</summary>
internal sealed class StackView
{
    private StackView(JsonNode stack, SynthesizedTemplate template, IReadOnlyDictionary<string, DeployedResource> resources) =>
        (Json, Template, Resources) = (stack, template, resources);

    public JsonNode Json { get; }

    public SynthesizedTemplate Template { get; }

    public IReadOnlyDictionary<string, DeployedResource> Resources { get; }

    public string Status => Json["StackStatus"]!.GetValue<string>();

    /// <summary>Physical id of the resource at a construct path.</summary>
    public string this[string path]
    {
        get
        {
            var resource = Template.Find(path) ?? throw new ArgumentException($"the stack has nothing at {path}", nameof(path));
            return Resources[resource.LogicalId].PhysicalId;
        }
    }

    public string Output(string name) => Json["Outputs"]!.AsArray()
        .Single(output => output!["OutputKey"]!.GetValue<string>() == name)!["OutputValue"]!
        .GetValue<string>();

    /// <summary>Physical ids of all resources of some types, by construct path.</summary>
    public IReadOnlyDictionary<string, string> PhysicalIds(params string[] types) => Template.Resources
        .Where(resource => types.Contains(resource.Type))
        .ToDictionary(resource => resource.Path, resource => Resources[resource.LogicalId].PhysicalId);

    /// <summary>The stack, or null when there is none.</summary>
    public static StackView? Find(AwsClient aws, string name)
    {
        try
        {
            var stack = aws.Call("cloudformation", "describe_stacks", "StackName", name)["Stacks"]![0]!;
            var body = AwsClient.Document(aws.Call("cloudformation", "get_template", "StackName", name)["TemplateBody"]).AsObject();
            // A stack whose first change set nobody has executed has none.
            body["Resources"] ??= new JsonObject();
            var template = SynthesizedTemplate.Of(body);
            var summaries = aws.Call("cloudformation", "list_stack_resources", "StackName", name)["StackResourceSummaries"]!.AsArray();
            var resources = summaries.Select(item => new DeployedResource(
                item!["LogicalResourceId"]!.GetValue<string>(),
                item["ResourceType"]!.GetValue<string>(),
                item["PhysicalResourceId"]!.GetValue<string>(),
                item["ResourceStatus"]!.GetValue<string>()));
            return new StackView(stack, template, resources.ToDictionary(item => item.LogicalId));
        }
        catch (AwsClientException exception) when (exception.Message.Contains("does not exist", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
