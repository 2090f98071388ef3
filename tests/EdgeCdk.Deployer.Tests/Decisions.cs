using EdgeCdk.App.Stacks;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What the simulation of IAM decides about all requests of the tests, asked at once.</summary>
public sealed class Decisions
{
    private const string Neighbour = "watched-2";
    private readonly IReadOnlyDictionary<string, string> _decisions;

    public Decisions(SynthesizedEdges edges)
    {
        var (table, template) = (ActionTable.Read(), Deployer.Template(edges));
        var own = EdgeFiles.Names.Select(name => Calls(name, edges[name], EdgeFiles.Text(name))).ToList();
        var neighbourFile = EdgeFiles.Text(EdgeFiles.Watched).With("name: watched ", $"name: {Neighbour} ");
        var neighbour = Calls(EdgeFiles.Watched, edges.Synthesize(neighbourFile), neighbourFile);
        OfEveryEdge = [.. own.SelectMany(calls => calls.All())];
        NotOurs = [.. own.SelectMany(calls => calls.NotOurs())];
        OfTheNeighbour = [.. neighbour.All()];

        var policies = own.Append(neighbour).SelectMany(calls => calls.Documents).Concat(Refused.Documents).ToDictionary();
        foreach (var calls in own)
            policies[calls.Stack.Place.Edge] = new Granted(template, calls.Stack.Place, calls.VpcId).OfCloudFormation;
        policies[Refused.CloudFormation] = Acme().OfCloudFormation;
        policies[Refused.CloudFormationWithBoundary] = Acme(Refused.Boundary).OfCloudFormation;
        policies[Refused.Caller] = Acme().OfTheCaller;
        policies[Refused.CallerOfOwnBootstrap] = Acme(qualifier: "abc").OfTheCaller;

        var ofCalls = OfEveryEdge.Concat(NotOurs).Concat(OfTheNeighbour).SelectMany(call => call.Requests);
        _decisions = IamSimulator.DecideByKey(policies, ofCalls.Concat(Refused.All.Values).Concat(Allowed.All.Values));

        CloudFormationCalls Calls(string policy, SynthesizedTemplate made, string file) =>
            new(policy, edges.Resolve(made, file), EdgeFileInputs.Tags(edges.Definition(file)), table);
        Granted Acme(string boundary = "", string qualifier = "hnb659fds") => new(template, Refused.Acme, "vpc-0f1924823027c00c7", boundary, qualifier);
    }

    /// <summary>CloudFormation's calls for every edge, with the policies of that edge.</summary>
    public IReadOnlyList<ResourceCall> OfEveryEdge { get; }

    /// <summary>Those of AWS's handlers that no edge needs, by actions.json.</summary>
    public IReadOnlyList<ResourceCall> NotOurs { get; }

    /// <summary>CloudFormation's calls for an edge in the same account and VPC, with the policies of one whose name begins alike.</summary>
    public IReadOnlyList<ResourceCall> OfTheNeighbour { get; }

    /// <summary>Whether IAM allows all that it is asked about a call.</summary>
    public bool Allows(ResourceCall call) => call.Requests.All(request => this[request] == IamSimulator.Allowed);

    /// <summary>Allowed, ImplicitlyDenied, ExplicitlyDenied, or what is wrong with the request.</summary>
    public string this[AccessRequest request] => _decisions[IamSimulator.KeyOf(request)];
}
