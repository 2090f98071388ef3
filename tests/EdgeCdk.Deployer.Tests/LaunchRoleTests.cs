using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>src/EdgeCdk.Constructs/Catalog/launch-role.json: what the role may do that Service Catalog launches edges with.</summary>
public sealed class LaunchRoleTests(SynthesizedEdges edges)
{
    private const string LaunchRoleId = "launch role";

    private readonly JsonObject _policies = DeployerPolicies.OfServiceCatalog(Deployer.Template(edges));

    [Fact]
    public void The_file_is_in_step_with_the_templates() =>
        Assert.Null(Snapshot.Compare(DeployerTemplate.Render(_policies), "src", "EdgeCdk.Constructs", "Catalog", "launch-role.json"));

    [Fact]
    public void Everything_that_the_product_makes_can_be_created_read_updated_and_deleted() =>
        Assert.Equal("", DeniedIn("SC-123456789011-pp-abcdefghijklm", _policies, PortableEdges.NumberOfChosenEdges + 3));

    [Fact]
    public void So_can_what_a_stack_set_makes_with_the_policies_of_one_edge_for_the_names_of_its_stacks()
    {
        var policies = DeployerPolicies.OfStackSets(Deployer.Template(edges));

        Assert.Equal("", DeniedIn("StackSet-edges-1-01234567-89ab-cdef-0123-456789abcdef", policies, PortableEdges.NumberOfChosenEdges));
    }

    // What belongs to other edges, and in which VPC, makes no difference here: the role is for all of them.
    [Fact]
    public void What_is_no_edge_is_out_of_reach()
    {
        var ofTheServiceRole = Refused.All.Where(one => one.Value.Identity.Contains(PolicyIds.CloudFormation));
        var cases = ofTheServiceRole.Where(one => !IsAboutOtherEdgesOrVpcs(one.Key)).ToList();
        var requests = cases.Select(one => one.Value with { Identity = [LaunchRoleId] }).ToList();
        var policies = PolicyIds.OfResources.ToDictionary();
        policies[LaunchRoleId] = new Granted(_policies, AcmeRequests.Acme, "any").OfCloudFormation;

        var decisions = IamSimulator.Decide(policies, requests);

        Assert.True(cases.Count > 25, "too few requests");
        Assert.Empty(cases.Where((_, index) => decisions[index] == IamSimulator.Allowed).Select(one => one.Key));
    }

    [Fact]
    public void No_policy_is_longer_than_IAM_allows()
    {
        var granted = new Granted(_policies, new StackPlace("any", "us-gov-northwest-1", "123456789011"), "any");

        Assert.All(granted.Policies.Values, document => Assert.InRange(document.ToJsonString().Length, 1, 6144));
    }

    private string DeniedIn(string stackName, JsonObject policies, int numberOfEdges)
    {
        var documents = new Dictionary<string, JsonNode>();
        var requests = new List<AccessRequest>();
        var table = ActionTable.Read();
        foreach (var edge in PortableEdges.InOrder.Take(numberOfEdges))
        {
            var place = StackPlace.Of(edge.Config) with { StackName = stackName };
            // The stack has the tags of the edge file at most: the template tags its resources itself. No condition names any of them.
            var tags = edge.Config.Tags.Take(2).ToDictionary();
            var calls = new CloudFormationCalls(place.Edge, Deployed(edge, place), tags, table);
            documents[place.Edge] = new Granted(policies, place, calls.VpcId).OfCloudFormation;
            // A policy's id has the stack's name, which is the same here for all edges.
            string IdOf(string policy) => $"{place.Edge} {policy}";
            foreach (var (id, document) in calls.Documents)
                documents[IdOf(id)] = document;
            foreach (var request in calls.All().SelectMany(call => call.Requests))
                requests.Add(request.ResourcePolicy is { } id ? request with { ResourcePolicy = IdOf(id) } : request);
        }

        Assert.NotEmpty(requests);
        var decided = requests.Zip(IamSimulator.Decide(documents, requests));
        var denied = decided.Where(one => one.Second != IamSimulator.Allowed).Select(one => $"{one.Second}: {one.First}");
        return string.Join('\n', denied.Distinct());
    }

    private ResolvedStack Deployed(EdgeDefinition edge, StackPlace place)
    {
        // That of the newest release: the others differ in images and sizes, and no permission depends on them.
        var template = edges.Portable(GoldenTemplates.Releases[^1], edge.Config.DataRetention is DataRetention.Retain);
        var instantiated = new InstantiatedTemplate(template.Json, PortableValues.Of(edge).ToDictionary(), place);
        return new ResolvedStack(SynthesizedTemplate.Of(instantiated), place);
    }

    private static bool IsAboutOtherEdgesOrVpcs(string what) =>
        what.Contains("another edge", StringComparison.Ordinal) || what.Contains("another VPC", StringComparison.Ordinal);
}
