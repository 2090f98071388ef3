using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Split;

/// <summary>
/// Endpoints that the team of the network creates, with their policies and closed egress: they are in its template, and in no other.
/// </summary>
public sealed class NetworkTeamTests(SynthesizedEdges edges)
{
    private const string Endpoint = "AWS::EC2::VPCEndpoint";

    private static readonly string[] Teams = ["Keys", "Network", "Identity"];

    private ClosedEdge Edge => ClosedEdge.Of(edges);

    [Fact]
    public void The_template_of_the_network_has_all_endpoints_with_policies_and_the_stack_of_the_edge_has_none()
    {
        var created = Edge.Created.OfType(Endpoint);
        var ofNetwork = Edge.Divided.Template("Network")["Resources"]!.AsObject()
            .Where(pair => (string?)pair.Value!["Type"] == Endpoint).ToList();

        Assert.Equal(
            created.Select(endpoint => endpoint.LogicalId).Order(StringComparer.Ordinal),
            ofNetwork.Select(endpoint => endpoint.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            created.Count(endpoint => endpoint["PolicyDocument"] is not null),
            ofNetwork.Count(endpoint => endpoint.Value!["Properties"]!["PolicyDocument"] is not null));
        Assert.DoesNotContain(Edge.Own.Resources, resource => resource.Type.StartsWith("AWS::EC2::", StringComparison.Ordinal));
    }

    // The file names groups, keys and roles then: the teams apply the same again.
    [Fact]
    public void A_second_split_writes_the_same_templates()
    {
        var second = new DividedEdge(edges.Definition(ClosedEdge.After), Edge.Created);

        Assert.All(Teams, team => Assert.True(
            JsonNode.DeepEquals(WithoutDefaults(Edge.Divided.Template(team)), WithoutDefaults(second.Template(team))), team));
    }

    [Theory]
    [InlineData("s3", "S3")]
    [InlineData("sqs", "Sqs")]
    [InlineData("ecr.api", "EcrApi")]
    public void Preflight_finds_nothing_in_a_policy_of_the_template_and_each_statement_that_is_missing_or_wider(string name, string id)
    {
        var definition = edges.Definition(ClosedEdge.After);
        var templates = Teams.ToDictionary(team => team.ToLowerInvariant(), team => (JsonNode)Edge.Divided.Template(team));
        var stack = edges.Resolve(Edge.Divided.Together, ClosedEdge.Before);
        var target = new PreflightTarget(definition, AppliedTeams.Of(edges))
        {
            Needed = () => new NeededParts(definition.Config, templates),
        };
        var statements = stack.Resolve(stack.Template.At($"Endpoints/{id}")["PolicyDocument"])!["Statement"]!.AsArray();
        var service = EndpointService.Interfaces.Prepend(EndpointService.S3).FirstOrDefault(one => one.Service == name)
            ?? EndpointService.Additional(name);
        List<Finding> Find(JsonArray found) => [.. EndpointAccessChecks.Policy(target, service, Described(found))];

        Assert.Empty(Find(statements).Select(finding => $"{finding.What} {finding.Remedy}"));
        Assert.All(Enumerable.Range(0, statements.Count), index =>
        {
            var rest = statements.DeepClone().AsArray();
            rest.RemoveAt(index);
            Assert.Contains(Find(rest), finding =>
                finding.Remedy!.Contains((string)statements[index]!["Sid"]!, StringComparison.Ordinal));
        });
        Assert.Contains(
            Find([JsonNode.Parse("""{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }""")!,
                .. statements.Select(one => one!.DeepClone())]),
            finding => finding.Outcome is Outcome.Warning && finding.About == service.Key);
    }

    private static VpcEndpoint Described(JsonArray statements) => new(new JsonObject
    {
        ["VpcEndpointId"] = "vpce-0123456789abcdef0",
        ["PolicyDocument"] = new JsonObject { ["Statement"] = statements.DeepClone() }.ToJsonString(),
    });

    private static JsonObject WithoutDefaults(JsonObject template)
    {
        var copy = template.DeepClone().AsObject();
        foreach (var parameter in copy["Parameters"]?.AsObject() ?? [])
            parameter.Value!.AsObject().Remove("Default");
        return copy;
    }
}
