using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Deployed;
using EdgeCdk.Cli.Network;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Preflight;

/// <summary>Where an edge is to be deployed, and what is there already.</summary>
/// <param name="definition">The edge.</param>
/// <param name="aws">The account; should ask each thing once.</param>
internal sealed class Site(EdgeDefinition definition, IAws aws)
{
    private readonly Lazy<JsonNode?> _stack = new(() => FindStack(definition, aws));

    public EdgeDefinition Definition => definition;

    public EdgeConfig Config => definition.Config;

    public string Edge => definition.Config.Edge.Name;

    public string Region => definition.Config.Account.Region;

    public string Partition => definition.Config.Account.Partition();

    /// <summary>Qualifier of the CDK bootstrap.</summary>
    public string BootstrapQualifier { get; init; } = CdkContext.DefaultQualifier;

    public VpcView Vpc { get; } = new(aws, definition.Config.Account.Region, definition.Config.Vpc.VpcId);

    public string StackName => $"Edge-{Edge}";

    /// <summary>The stack of the edge; null while it was never deployed, or has only been prepared.</summary>
    public JsonNode? Stack => _stack.Value;

    /// <summary>Whether the edge is deployed: what its own stack holds counts as there.</summary>
    public bool IsDeployed => Stack.Text("StackStatus") is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "UPDATE_ROLLBACK_COMPLETE" or "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS" or "IMPORT_COMPLETE";

    /// <summary>Calls an operation in the region of the edge.</summary>
    public JsonObject Ask(params string[] arguments) => aws.Ask(Region, arguments);

    /// <summary>Calls an operation elsewhere.</summary>
    public JsonObject AskIn(string region, params string[] arguments) => aws.Ask(region, arguments);

    /// <summary>Calls an operation about one thing; null when AWS says that there is no such thing.</summary>
    public JsonObject? Find(params string[] arguments)
    {
        try
        {
            return Ask(arguments);
        }
        catch (AwsException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    // One that has only been prepared has nothing in it.
    private static JsonObject? FindStack(EdgeDefinition definition, IAws aws) =>
        DeployedStack.Describe(aws, definition.Config.Account.Region, $"Edge-{definition.Config.Edge.Name}") is { } stack && stack.Text("StackStatus") != "REVIEW_IN_PROGRESS" ? stack : null;
}
