using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The generated template for the edges of <see cref="EdgeFiles"/>.</summary>
public static class Deployer
{
    public static JsonObject Template(SynthesizedEdges edges)
    {
        var names = NamePatterns.Of(EdgeFiles.Names.Select(name => (name, edges[name])));
        return DeployerTemplate.Make(new PolicyGenerator(ActionTable.Read(), names).Statements());
    }
}
