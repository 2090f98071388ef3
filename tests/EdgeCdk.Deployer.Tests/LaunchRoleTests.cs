using System.Text.Json.Nodes;
using EdgeCdk.Config.Product;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>src/EdgeCdk.Constructs/Catalog/launch-role.json: the rights of the role that Service Catalog launches edges with.</summary>
public sealed class LaunchRoleTests(SynthesizedEdges edges)
{
    private const string Policy = "launch role";

    private readonly JsonObject _policies = DeployerPolicies.OfServiceCatalog(Deployer.Template(edges));

    [Fact]
    public void The_file_is_in_step_with_the_templates() =>
        Assert.Null(Snapshot.Compare(DeployerTemplate.Render(_policies), "src", "EdgeCdk.Constructs", "Catalog", "launch-role.json"));

    [Fact]
    public void Everything_that_the_product_makes_can_be_created_read_updated_and_deleted() =>
        Assert.Equal("", string.Join('\n', RefusedIn("SC-123456789011-pp-abcdefghijklm", _policies)));

    [Fact]
    public void So_can_what_a_stack_set_makes_with_the_policies_of_one_edge_for_the_names_of_its_stacks()
    {
        var policies = DeployerPolicies.OfStackSets(Deployer.Template(edges));

        Assert.Equal("", string.Join('\n', RefusedIn("StackSet-edges-1-01234567-89ab-cdef-0123-456789abcdef", policies)));
    }

    // What belongs to other edges, and in which VPC, makes no difference here: the role is for all of them.
    [Fact]
    public void What_is_no_edge_is_out_of_reach()
    {
        string[] other = ["another edge", "another VPC"];
        var asked = Refused.All
            .Where(request => request.Value.Identity.Contains(Refused.CloudFormation) && !other.Any(word => request.Key.Contains(word, StringComparison.Ordinal)))
            .ToDictionary(request => request.Key, request => request.Value with { Identity = [Policy] });

        var allowed = asked.Keys.Zip(IamSimulator.Decide(Refused.Documents.Append(KeyValuePair.Create<string, JsonNode>(Policy, Granted(Refused.Acme).OfCloudFormation)).ToDictionary(), [.. asked.Values])).Where(answer => answer.Second == IamSimulator.Allowed).Select(answer => answer.First);

        Assert.True(asked.Count > 25, "too little was asked");
        Assert.Empty(allowed);
    }

    [Fact]
    public void No_policy_is_longer_than_IAM_allows() =>
        Assert.All(Granted(new StackPlace("any", "us-gov-northwest-1", "123456789011")).Policies, policy => Assert.InRange(policy.Value.ToJsonString().Length, 1, 6144));

    // The stack has the tags of the edge file at most: the template tags its resources itself.
    private IEnumerable<string> RefusedIn(string stackName, JsonObject policies)
    {
        var (documents, asked) = (new Dictionary<string, JsonNode>(), new List<AccessRequest>());
        foreach (var edge in PortableEdges.All.Values)
        {
            var place = StackPlace.Of(edge.Config) with { StackName = stackName };
            var instantiated = new InstantiatedTemplate(edges.Portable(edge).Json, ProductValues.Of(edge).ToDictionary(), place);
            // A policy's id has the stack's name, which is the same here for all edges.
            var calls = new CloudFormationCalls(place.Edge, new ResolvedStack(Template.Of(instantiated), place), edge.Config.Tags, ActionTable.Read());
            foreach (var (id, document) in calls.Documents)
                documents[$"{place.Edge} {id}"] = document;
            documents[place.Edge] = new Granted(AsTemplate(policies), place, calls.VpcId).OfCloudFormation;
            asked.AddRange(calls.All().SelectMany(call => call.Requests)
                .Select(request => request.ResourcePolicy is { } id ? request with { ResourcePolicy = $"{place.Edge} {id}" } : request));
        }

        Assert.NotEmpty(asked);
        return asked.Zip(IamSimulator.Decide(documents, asked)).Where(answer => answer.Second != IamSimulator.Allowed).Select(answer => $"{answer.Second}: {answer.First}").Distinct();
    }

    private Granted Granted(StackPlace place) => new(AsTemplate(_policies), place, "any");

    private static JsonObject AsTemplate(JsonObject policies) => new()
    {
        ["Resources"] = new JsonObject(policies.Select(policy => KeyValuePair.Create<string, JsonNode?>(
            policy.Key, new JsonObject { ["Type"] = "AWS::IAM::ManagedPolicy", ["Properties"] = new JsonObject { ["PolicyDocument"] = policy.Value!.DeepClone() } }))),
    };
}
