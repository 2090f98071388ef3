using System.Text.Json.Nodes;
using EdgeCdk.App.Split;
using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// The calls of CloudFormation for an edge whose roles, groups, endpoints and keys other teams create, each with only its own policies.
/// </summary>
public sealed class ExistingParts
{
    private const string RolePath = "/teams/edge/";

    private readonly string _name;
    private readonly CloudFormationCalls _calls;
    private readonly Dictionary<string, JsonNode> _policies = [];

    /// <param name="name">An edge of <see cref="EdgeFiles"/>.</param>
    /// <param name="edges">The templates.</param>
    public ExistingParts(string name, SynthesizedEdges edges)
    {
        _name = name;
        var edge = edges.Definition(EdgeFiles.Text(name));
        var roles = edge.Config.Iam with { Roles = ResourceMode.Existing, RolePath = RolePath };
        var definition = edge with { Config = edge.Config with { Iam = roles } };
        var divided = new DividedEdge(definition, edges[name]);
        var stack = edges.Resolve(divided.Together, EdgeFiles.Text(name));
        bool IsOfTeam(string id) => TeamOf(stack, id) is not null;
        Stack = stack;
        var vpc = definition.Config.Vpc.VpcId;
        Granted = new Granted(
            DeployerTemplate.Documents(Deployer.Template(edges)), stack.Place, vpc,
            ("ExistingRoleArns", string.Join(',', divided.Together.OfType("AWS::IAM::Role").Select(stack.Arn))),
            ("SecurityGroups", "existing"), ("Endpoints", "existing"),
            ("GeneralKeyArn", stack.Arn(divided.Together.At("GeneralKey/Key"))),
            ("DataQualityKeyArn", stack.Arn(divided.Together.At("DataQualityKey/Key"))));
        var ofTeams = new Granted(
            DeployerTemplate.Documents(Deployer.TemplateOfTeams(edges)), stack.Place, vpc, ("RolePath", RolePath), ("TemplateBucket", "b"));
        _policies[Id("deployer")] = Granted.OfCloudFormation;
        foreach (var team in Enum.GetNames<Team>())
            _policies[Id(team)] = ofTeams.Policies[$"{team}Policy"];

        IReadOnlyList<ResourceCall> All(CloudFormationCalls calls) => [.. calls.All().Select(call => call with
        {
            Requests =
            [
                .. call.Requests.Select(request => request.ResourcePolicy is { } id ? request with { ResourcePolicy = Id(id) } : request),
            ],
        })];
        CloudFormationCalls Calls(string principal, IReadOnlyDictionary<string, string> tags, Func<string, bool> creates) =>
            new(Id(principal), stack, tags, ActionTable.Read()) { Creates = creates };
        _calls = Calls("deployer", DefinitionInputs.Tags(definition), id => !IsOfTeam(id));
        OfWhoDeploys = All(_calls);
        OfTeams = [.. Enum.GetNames<Team>().SelectMany(team => All(Calls(team, NoTags, id => TeamOf(stack, id) == team)))];
        OfTeamsByWhoDeploys = All(Calls("deployer", NoTags, IsOfTeam));
    }

    /// <summary>Teams' templates and that of the edge, put together.</summary>
    public ResolvedStack Stack { get; }

    /// <summary>The policies of who deploys.</summary>
    public Granted Granted { get; }

    /// <summary>Calls for what the stack of the edge creates.</summary>
    public IReadOnlyList<ResourceCall> OfWhoDeploys { get; }

    /// <summary>Calls for what the teams create, each by its team.</summary>
    public IReadOnlyList<ResourceCall> OfTeams { get; }

    /// <summary>The same calls by who deploys the stack of the edge.</summary>
    public IReadOnlyList<ResourceCall> OfTeamsByWhoDeploys { get; }

    /// <summary>All calls.</summary>
    public IEnumerable<ResourceCall> All => [.. OfWhoDeploys, .. OfTeams, .. OfTeamsByWhoDeploys];

    /// <summary>Policies of all who call, and of the resources.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> Documents => _policies.Concat(
        _calls.Documents.Select(document => KeyValuePair.Create(Id(document.Key), document.Value)));

    // The same edge with all its parts has policies of the same names.
    private string Id(string policy) => $"{policy} of {_name} without its parts";

    // The template tags what it creates; stacks of teams have no tags of their own.
    private static Dictionary<string, string> NoTags => [];

    private static string? TeamOf(ResolvedStack stack, string id) => Parts.TeamOfType(stack.Template.WithId(id)!.Type);
}
