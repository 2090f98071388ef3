using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Where an edge is to be deployed, and what is there already.</summary>
/// <param name="definition">The edge.</param>
/// <param name="aws">The account; should ask each thing once.</param>
/// <param name="givenStack">Name of the stack that the user gave. Default: null, it is searched.</param>
internal sealed class PreflightTarget(EdgeDefinition definition, IAws aws, string? givenStack = null)
{
    private readonly EdgePlace _place = new(definition.Config.Edge.Name, definition.Config.Account.Region)
    {
        Definition = definition,
        Account = definition.Config.Account.AccountId,
        GivenStack = givenStack,
    };

    public EdgeDefinition Definition => definition;

    public EdgeConfig Config => definition.Config;

    public string Edge => definition.Config.Edge.Name;

    public string Region => definition.Config.Account.Region;

    public string Partition => definition.Config.Account.Partition();

    /// <summary>Qualifier of the CDK bootstrap.</summary>
    public string BootstrapQualifier { get; init; } = CdkContext.DefaultQualifier;

    public VpcView Vpc { get; } = new(aws, definition.Config.Account.Region, definition.Config.Vpc.VpcId);

    public IAws Aws => aws;

    /// <summary>The stack of the edge, under whatever name; null while it has none.</summary>
    public JsonObject? Stack => StackFinder.Find(aws, _place);

    /// <summary>How the stack was deployed, or is to be.</summary>
    public Deployer Deployer => EdgeCdk.Cli.Aws.Deployed.Deployer.Of(_place, Stack);

    /// <summary>Whether the edge is deployed: what its own stack holds counts as there.</summary>
    public bool IsDeployed => Stack is { } stack && StackState.Of(stack).IsDeployed;

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
}
