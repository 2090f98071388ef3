using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What the IAM simulator decides about all requests of the tests, in one run.</summary>
public sealed class Decisions
{
    private const string Neighbour = "watched-2";

    private readonly IReadOnlyDictionary<string, string> _decisions;

    public Decisions(SynthesizedEdges edges)
    {
        var table = ActionTable.Read();
        var own = EdgeFiles.Names.Select(name => Calls(name, edges[name], EdgeFiles.Text(name))).ToList();
        var neighbourFile = EdgeFiles.Text(EdgeFiles.Watched).With("name: watched ", $"name: {Neighbour} ");
        var neighbour = Calls(EdgeFiles.Watched, edges.Synthesize(neighbourFile), neighbourFile);
        OfEveryEdge = [.. own.SelectMany(calls => calls.All())];
        NotOurs = [.. own.SelectMany(calls => calls.NotOurs())];
        OfTheNeighbour = [.. neighbour.All()];

        var policies = PoliciesOf(Deployer.Template(edges), own);
        foreach (var (id, document) in own.Append(neighbour).SelectMany(calls => calls.Documents).Concat(PolicyIds.OfResources))
            policies[id] = document;

        var ofCalls = OfEveryEdge.Concat(NotOurs).Concat(OfTheNeighbour).SelectMany(call => call.Requests);
        _decisions = IamSimulator.DecideByKey(policies, ofCalls.Concat(Refused.All.Values).Concat(Allowed.All.Values));

        CloudFormationCalls Calls(string policy, SynthesizedTemplate made, string file) =>
            new(policy, edges.Resolve(made, file), DefinitionInputs.Tags(edges.Definition(file)), table);
    }

    /// <summary>CloudFormation's calls for every edge, with the policies of that edge.</summary>
    public IReadOnlyList<ResourceCall> OfEveryEdge { get; }

    /// <summary>The calls of AWS's handlers that no edge needs, by actions.json.</summary>
    public IReadOnlyList<ResourceCall> NotOurs { get; }

    /// <summary>CloudFormation's calls for an edge in the same account and VPC, with the policies of one whose name begins alike.</summary>
    public IReadOnlyList<ResourceCall> OfTheNeighbour { get; }

    /// <summary>Whether IAM allows all requests of a call.</summary>
    public bool Allows(ResourceCall call) => call.Requests.All(request => this[request] == IamSimulator.Allowed);

    /// <summary>Allowed, ImplicitlyDenied, ExplicitlyDenied, or what is wrong with the request.</summary>
    public string this[AccessRequest request] => _decisions[IamSimulator.KeyOf(request)];

    private static Dictionary<string, JsonNode> PoliciesOf(JsonObject template, IEnumerable<CloudFormationCalls> edges)
    {
        var documents = DeployerTemplate.Documents(template).ToList();
        var policies = new Dictionary<string, JsonNode>
        {
            [PolicyIds.CloudFormation] = Acme().OfCloudFormation,
            [PolicyIds.CloudFormationWithBoundary] = Acme(boundary: AcmeRequests.BoundaryArn).OfCloudFormation,
            [PolicyIds.Caller] = Acme().OfTheCaller,
            [PolicyIds.CallerOfOwnBootstrap] = Acme(qualifier: "abc").OfTheCaller,
        };
        foreach (var edge in edges)
            policies[edge.Stack.Place.Edge] = new Granted(documents, edge.Stack.Place, edge.VpcId).OfCloudFormation;
        return policies;

        Granted Acme(string boundary = Granted.NoBoundary, string qualifier = Granted.DefaultQualifier) =>
            new(documents, AcmeRequests.Acme, AcmeRequests.VpcId, boundary, qualifier);
    }
}
