using System.Text.Json.Nodes;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Portable;

public sealed class ParityTests(SynthesizedEdges edges)
{
    // Some services have other endpoint names in China. The library knows which, for a stack whose region is known.
    [Fact]
    public void Endpoints_in_China_have_the_service_names_of_the_library()
    {
        var definition = edges.Definition(EdgeFiles.Text(EdgeFiles.Mirror).With(
            "endpoints: { s3: existing, kms: existing, secretsManager: existing, sqs: existing }",
            $"endpoints: {{ s3: existing }}\n  additionalEndpoints: [{string.Join(", ", PortableParameters.Services)}]"));
        var portable = new InstantiatedTemplate(
            edges.Portable(definition).Json, PortableValues.Of(definition).ToDictionary(), StackPlace.Of(definition.Config));

        var names = portable.Resources.Select(resource => (string?)resource.Value!["Properties"]?["ServiceName"]).OfType<string>();
        var known = SynthesizedEdges.Synthesize(definition).OfType("AWS::EC2::VPCEndpoint").Select(
            endpoint => endpoint.String("ServiceName")!);
        Assert.Equal(PortableParameters.Services.Count + 3, known.Count());
        Assert.Equal(known.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> Edges => [.. PortableEdges.All.Keys.Where((_, index) => Turn.Has(index, 3))];

    [Theory]
    [MemberData(nameof(Edges))]
    public void Whatever_the_values_are_no_policy_has_two_statements_of_one_id(string name)
    {
        var definition = PortableEdges.All[name];
        var resources = new InstantiatedTemplate(
            edges.Portable(definition).Json, PortableValues.Of(definition).ToDictionary(), StackPlace.Of(definition.Config)).Resources;

        var policies = Resource.Walk(resources).OfType<JsonObject>().Select(node => node["Statement"]).OfType<JsonArray>().ToList();
        Assert.NotEmpty(policies);
        Assert.All(policies, statements => Assert.Distinct(statements.Select(statement => (string)statement!["Sid"]!)));
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void With_the_values_of_an_edge_the_portable_template_comes_to_the_stack_of_that_edge(string name)
    {
        var definition = PortableEdges.All[name];
        var place = StackPlace.Of(definition.Config);

        var portable = EdgeComparison.Of(
            new InstantiatedTemplate(edges.Portable(definition).Json, PortableValues.Of(definition).ToDictionary(), place));
        var made = SynthesizedEdges.Synthesize(definition).Json;
        var own = EdgeComparison.Of(new InstantiatedTemplate(made, new Dictionary<string, string>(), place));

        Assert.Empty(PortableValues.Obstacles(definition));
        Assert.Equal(own.Keys, portable.Keys);
        foreach (var (resource, body) in own)
            Assert.Equal(body, portable[resource]);
    }
}
