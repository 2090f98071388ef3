using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What the simulation of IAM decides about all requests of the tests, asked at once.</summary>
public sealed class Decisions
{
    private const string Neighbour = "watched-2";
    private readonly Dictionary<string, string> _decisions;

    public Decisions(SynthesizedEdges edges)
    {
        var table = ActionTable.Read();
        var template = Deployer.Template(edges);
        var policies = EdgeFiles.Names.ToDictionary(name => name, name => new Granted(template, Deployer.Account(name, edges[name])).OfCloudFormation);
        policies[Refused.CloudFormation] = new Granted(template, Refused.Acme).OfCloudFormation;
        policies[Refused.CloudFormationWithBoundary] = new Granted(template, Refused.Acme, Refused.Boundary).OfCloudFormation;
        policies[Refused.Caller] = new Granted(template, Refused.Acme).OfTheCaller;

        var neighbour = edges.Synthesize(EdgeFiles.Text(EdgeFiles.Watched).With("name: watched ", $"name: {Neighbour} "));
        IEnumerable<IReadOnlyList<Request>> Calls(string asking, string edge, Template deployed) => new CloudFormationCalls(asking, Deployer.Account(edge, deployed), deployed, table).All();
        OfEveryEdge = [.. EdgeFiles.Names.SelectMany(name => Calls(name, name, edges[name])).SelectMany(call => call)];
        OfTheNeighbour = [.. Calls(EdgeFiles.Watched, Neighbour, neighbour)];

        var asked = OfEveryEdge.Concat(OfTheNeighbour.SelectMany(call => call)).Concat(Refused.All.Values).Concat(Allowed.All.Values).DistinctBy(Key).ToList();
        _decisions = Simulator.Ask(policies, asked).ToDictionary(answer => Key(answer.Request), answer => answer.Decision);
    }

    /// <summary>CloudFormation's calls for every edge, with the policies of that edge.</summary>
    public IReadOnlyList<Request> OfEveryEdge { get; }

    /// <summary>CloudFormation's calls for an edge in the same account and VPC, with the policies of one whose name begins alike.</summary>
    public IReadOnlyList<IReadOnlyList<Request>> OfTheNeighbour { get; }

    /// <summary>Allowed, ImplicitlyDenied, ExplicitlyDenied, or what is wrong with the request.</summary>
    public string this[Request request] => _decisions[Key(request)];

    private static string Key(Request request) => $"{request.Policies} {request}";
}
