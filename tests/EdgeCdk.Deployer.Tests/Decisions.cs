using System.Text.Json;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What the simulation of IAM decides about all requests of the tests, asked at once.</summary>
public sealed class Decisions
{
    private const string Neighbour = "watched-2";
    private readonly Dictionary<string, string> _decisions;

    public Decisions(SynthesizedEdges edges)
    {
        var (table, template) = (ActionTable.Read(), Deployer.Template(edges));
        var own = EdgeFiles.Names.Select(name => new CloudFormationCalls(name, edges.Resolve(edges[name], EdgeFiles.Text(name)), table)).ToList();
        var neighbourFile = EdgeFiles.Text(EdgeFiles.Watched).With("name: watched ", $"name: {Neighbour} ");
        var neighbour = new CloudFormationCalls(EdgeFiles.Watched, edges.Resolve(edges.Synthesize(neighbourFile), neighbourFile), table);
        OfEveryEdge = [.. own.SelectMany(calls => calls.All()).SelectMany(call => call)];
        OfTheNeighbour = [.. neighbour.All()];

        var policies = own.Append(neighbour).SelectMany(calls => calls.Documents).Concat(Refused.Documents).ToDictionary();
        foreach (var calls in own)
            policies[calls.Stack.Place.Edge] = new Granted(template, calls.Stack.Place, calls.VpcId).OfCloudFormation;
        policies[Refused.CloudFormation] = Acme().OfCloudFormation;
        policies[Refused.CloudFormationWithBoundary] = Acme(Refused.Boundary).OfCloudFormation;
        policies[Refused.Caller] = Acme().OfTheCaller;

        var asked = OfEveryEdge.Concat(OfTheNeighbour.SelectMany(call => call)).Concat(Refused.All.Values).Concat(Allowed.All.Values).DistinctBy(Key).ToList();
        _decisions = asked.Zip(IamSimulator.Decide(policies, asked)).ToDictionary(answer => Key(answer.First), answer => answer.Second);

        Granted Acme(string boundary = "") => new(template, Refused.Acme, "vpc-0f1924823027c00c7", boundary);
    }

    /// <summary>CloudFormation's calls for every edge, with the policies of that edge.</summary>
    public IReadOnlyList<AccessRequest> OfEveryEdge { get; }

    /// <summary>CloudFormation's calls for an edge in the same account and VPC, with the policies of one whose name begins alike.</summary>
    public IReadOnlyList<IReadOnlyList<AccessRequest>> OfTheNeighbour { get; }

    /// <summary>Allowed, ImplicitlyDenied, ExplicitlyDenied, or what is wrong with the request.</summary>
    public string this[AccessRequest request] => _decisions[Key(request)];

    private static string Key(AccessRequest request) => JsonSerializer.Serialize(request);
}
