using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The generated template for the edges of <see cref="EdgeFiles"/>.</summary>
public static class Deployer
{
    public static JsonObject Template(SynthesizedEdges edges) =>
        DeployerTemplate.Make(new PolicyGenerator(ActionTable.Read(), NamePatterns.Of(EdgeFiles.Names.Select(name => (name, edges[name])))).Statements());
}
