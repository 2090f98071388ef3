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
        WithExistingParts = [.. new[] { EdgeFiles.Watched, EdgeFiles.Full }.Select(name => new ExistingParts(name, edges))];

        var template = Deployer.Template(edges);
        DeployerDocuments = [.. DeployerTemplate.Documents(template)];
        var policies = PoliciesOf(DeployerDocuments, own);
        var ofResources = own.Append(neighbour).SelectMany(calls => calls.Documents).Concat(PolicyIds.OfResources);
        foreach (var (id, document) in ofResources.Concat(WithExistingParts.SelectMany(edge => edge.Documents)))
            policies[id] = document;

        var ofCalls = OfEveryEdge.Concat(NotOurs).Concat(OfTheNeighbour).Concat(WithExistingParts.SelectMany(edge => edge.All))
            .SelectMany(call => call.Requests);
        _decisions = IamSimulator.DecideByKey(
            policies, ofCalls.Concat(Refused.All.Values).Concat(Refused.All.Values.Select(WithoutParts)).Concat(Allowed.All.Values));

        CloudFormationCalls Calls(string policy, SynthesizedTemplate made, string file) =>
            new(policy, edges.Resolve(made, file), DefinitionInputs.Tags(edges.Definition(file)), table);
    }

    /// <summary>CloudFormation's calls for every edge, with the policies of that edge.</summary>
    public IReadOnlyList<ResourceCall> OfEveryEdge { get; }

    /// <summary>The calls of AWS's handlers that no edge needs, by actions.json.</summary>
    public IReadOnlyList<ResourceCall> NotOurs { get; }

    /// <summary>Edges whose parts other teams create.</summary>
    public IReadOnlyList<ExistingParts> WithExistingParts { get; }

    /// <summary>CloudFormation's calls for an edge in the same account and VPC, with the policies of one whose name begins alike.</summary>
    public IReadOnlyList<ResourceCall> OfTheNeighbour { get; }

    /// <summary>Whether IAM allows all requests of a call.</summary>
    public bool Allows(ResourceCall call) => call.Requests.All(request => this[request] == IamSimulator.Allowed);

    /// <summary>Allowed, ImplicitlyDenied, ExplicitlyDenied, or what is wrong with the request.</summary>
    public string this[AccessRequest request] => _decisions[IamSimulator.KeyOf(request)];

    /// <summary>The policies of who deploys, as the template has them.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode?>> DeployerDocuments { get; }

    /// <summary>The same request by who deploys an edge whose parts other teams create.</summary>
    public static AccessRequest WithoutParts(AccessRequest request) => request with
    {
        Identity = [.. request.Identity.Select(id => id == PolicyIds.CloudFormation ? PolicyIds.CloudFormationWithoutParts : id)],
    };

    private static Dictionary<string, JsonNode> PoliciesOf(
        IReadOnlyList<KeyValuePair<string, JsonNode?>> documents, IEnumerable<CloudFormationCalls> edges)
    {
        var policies = new Dictionary<string, JsonNode>
        {
            [PolicyIds.CloudFormation] = Acme().OfCloudFormation,
            [PolicyIds.CloudFormationWithBoundary] = Acme(("PermissionsBoundaryArn", AcmeRequests.BoundaryArn)).OfCloudFormation,
            [PolicyIds.CloudFormationWithoutParts] = Acme(
                ("ExistingRoleArns", AcmeRequests.Acme.IamArn("role/acme-job-dqc")),
                ("SecurityGroups", "existing"), ("Endpoints", "existing"),
                ("GeneralKeyArn", ExistingResources.GeneralKeyArn), ("DataQualityKeyArn", ExistingResources.DataQualityKeyArn))
                .OfCloudFormation,
            [PolicyIds.Caller] = Acme().OfTheCaller,
            [PolicyIds.CallerOfOwnBootstrap] = Acme(("BootstrapQualifier", "abc")).OfTheCaller,
        };
        foreach (var edge in edges)
            policies[edge.Stack.Place.Edge] = new Granted(documents, edge.Stack.Place, edge.VpcId).OfCloudFormation;
        return policies;

        Granted Acme(params (string Name, string Value)[] parameters) =>
            new(documents, AcmeRequests.Acme, AcmeRequests.VpcId, parameters);
    }
}
