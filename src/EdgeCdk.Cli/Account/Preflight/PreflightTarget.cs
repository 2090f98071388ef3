using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Cli.Account.Preflight.ServiceControl;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Where an edge is to be deployed, and what is there already.</summary>
/// <param name="definition">The edge.</param>
/// <param name="aws">The account; should make each call once.</param>
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

    public string Edge => _place.Name;

    public EdgeNames Names => _place.Names;

    public string Region => _place.Region;

    public string Partition => definition.Config.Account.Partition();

    /// <summary>Qualifier of the CDK bootstrap.</summary>
    public string BootstrapQualifier { get; init; } = CdkContext.DefaultQualifier;

    /// <summary>Service control policies that were given as files. Default: none.</summary>
    public IReadOnlyList<ServiceControlPolicy> ServiceControlPolicies { get; init; } = [];

    /// <summary>Templates of the edge and of who deploys it, for <see cref="ServiceControlPolicies"/>. Default: there are none.</summary>
    public Func<(StackTemplate Edge, JsonNode Deployer)>? Templates { get; init; }

    /// <summary>What is known of the calls of the edge.</summary>
    public CallContext Calls =>
        new(Edge, Partition, Region, Config.Account.AccountId, Config.Vpc.VpcId, BootstrapQualifier);

    /// <summary>The account in the region of the edge.</summary>
    public RegionalAws Aws { get; } = new(aws, definition.Config.Account.Region);

    /// <summary>Roles of the account.</summary>
    public AccountRoles Roles { get; } = new(new RegionalAws(aws, definition.Config.Account.Region));

    /// <summary>What existing roles, groups and keys have to be. Default: that is not known; only their existence is checked.</summary>
    public Func<NeededParts>? Needed { get; init; }

    public VpcView Vpc { get; } =
        new(new RegionalAws(aws, definition.Config.Account.Region), definition.Config.Vpc.VpcId);

    /// <summary>Whether the user named the stack.</summary>
    public bool HasGivenStack => givenStack is not null;

    /// <summary>The private subnets that the VPC has.</summary>
    public IReadOnlyList<JsonNode> PrivateSubnets => Vpc.Subnets(Config.Vpc.PrivateSubnetIds);

    /// <summary>The stack of the edge, under whatever name; null while it has none.</summary>
    public JsonObject? Stack => StackFinder.Find(aws, _place);

    /// <summary>How the stack was deployed, or is to be.</summary>
    public Deployer Deployer => EdgeCdk.Cli.Aws.Deployed.Deployer.Of(_place, Stack);

    /// <summary>Whether the edge is deployed: what its own stack holds causes no conflict.</summary>
    public bool IsDeployed => Stack is { } stack && StackState.Of(stack).IsDeployed;

    /// <summary>Whether the stack has resources, deployed or not.</summary>
    public bool HasResources => Stack is { } stack && StackState.Of(stack).HoldsResources;

    /// <summary>Physical ids of the resources of a type in the stack.</summary>
    public IEnumerable<string> ResourcesOfStack(string type) =>
        Aws.List("StackResourceSummaries", "cloudformation", "list-stack-resources", "--stack-name", Stack.Text("StackId"))
            .Where(resource => resource.Text("ResourceType") == type)
            .Select(resource => resource.Text("PhysicalResourceId"));
}
