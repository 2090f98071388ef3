using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>The stack of an edge, as it is deployed: nothing here comes from files.</summary>
internal sealed class DeployedStack
{
    /// <summary>Tag that CloudFormation puts on what it makes: the name of the stack.</summary>
    public const string StackTag = "aws:cloudformation:stack-name";

    private readonly Dictionary<string, DeployedResource> _resources;

    private DeployedStack(JsonObject json, StackTemplate template, IEnumerable<JsonNode> listed)
    {
        Json = json;
        // Reading JSON for the first time changes it, which checks that run at the same time must not do.
        foreach (var node in (JsonNode[])[json, template.Json])
            _ = JsonPaths.Walk(node).Count();
        var deployed = listed.ToDictionary(item => item.Text("LogicalResourceId"));
        // A condition that is false leaves its resource out: it is in the template, and not in the stack.
        _resources = template.Resources.Values
            .Where(resource => resource.Json["Condition"] is null || deployed.ContainsKey(resource.Id))
            .Select(resource => Resource(resource, deployed.GetValueOrDefault(resource.Id)))
            .ToDictionary(resource => resource.Id);
    }

    /// <summary>What CloudFormation says of the stack as a whole.</summary>
    public JsonObject Json { get; }

    public string Name => Json.Text("StackName");

    /// <summary>Its status, and what that means.</summary>
    public StackState State => StackState.Of(Json);

    /// <summary>All that the template has, there or not, by construct path.</summary>
    public IReadOnlyList<DeployedResource> OfTemplate => [.. _resources.Values.OrderBy(resource => resource.Path, StringComparer.Ordinal)];

    /// <summary>What is there, by construct path.</summary>
    public IReadOnlyList<DeployedResource> Resources => [.. OfTemplate.Where(resource => resource.IsThere)];

    /// <summary>The outputs by name.</summary>
    public IReadOnlyDictionary<string, string> Outputs => Json.Items("Outputs")
        .ToDictionary(output => output.Text("OutputKey"), output => output.Text("OutputValue"), StringComparer.Ordinal);

    /// <summary>The stack of an edge; null when there is none.</summary>
    public static DeployedStack? Find(IAws aws, EdgePlace edge) =>
        StackFinder.Find(aws, edge) is { } found ? Of(aws, edge.Region, found) : null;

    /// <summary>A stack that was found.</summary>
    public static DeployedStack Of(IAws aws, string region, JsonObject found)
    {
        var (name, id) = (found.Text("StackName"), found.Text("StackId"));
        // One that was never deployed has no template yet.
        if (!StackState.Of(found).HoldsResources)
            return new DeployedStack(found, new StackTemplate(name, []), []);
        var body = aws.Ask(region, "cloudformation", "get-template", "--stack-name", id)["TemplateBody"];
        // The AWS CLI shows a template in YAML as text.
        var template = body is JsonValue text
            ? InputFile.Json(
                text.ToString(), $"the template of the stack {name} in {region}", "; deploy the stack with the one that Edge CDK writes")
            : body as JsonObject ?? [];
        var resources = aws.Ask(region, "cloudformation", "list-stack-resources", "--stack-name", id).Items("StackResourceSummaries");
        return new DeployedStack(found, new StackTemplate(name, template), resources);
    }

    /// <summary>What is there of a type, by construct path.</summary>
    public IReadOnlyList<DeployedResource> OfType(string type) => [.. Resources.Where(resource => resource.Type == type)];

    /// <summary>The resource that a Ref or Fn::GetAtt of the template names; null when it names none that is there.</summary>
    public DeployedResource? Target(JsonNode? reference) => reference switch
    {
        JsonObject map when map["Ref"] is JsonValue id => There($"{id}"),
        JsonObject map when map["Fn::GetAtt"] is JsonArray parts => There($"{parts[0]}"),
        _ => null,
    };

    private DeployedResource? There(string id) => _resources.GetValueOrDefault(id) is { IsThere: true } found ? found : null;

    private static DeployedResource Resource(StackResource template, JsonNode? listed) => new(
        template, listed.Text("PhysicalResourceId"), listed.Text("ResourceStatus"), listed.Text("ResourceStatusReason"));
}
