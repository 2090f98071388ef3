using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The generated template for the edges of <see cref="EdgeFiles"/>.</summary>
public static class Deployer
{
    public static JsonObject Template(SynthesizedEdges edges) =>
        DeployerTemplate.Make(new PolicyGenerator(ActionTable.Read(), NamePatterns.Of(EdgeFiles.Names.Select(name => (name, edges[name])))).Statements());

    /// <summary>Where an edge of <see cref="EdgeFiles"/> is deployed.</summary>
    public static Account Account(string edge, Template template)
    {
        var group = template.OfType("AWS::EC2::SecurityGroup")[0];
        var environment = template.At("PlaneManager/Task/TaskDefinition")["ContainerDefinitions[0].Environment"]!.AsArray();
        var region = environment.Single(variable => variable!["Name"]!.GetValue<string>() == "EDGE_REGION")!["Value"]!.GetValue<string>();
        var id = template.At("GeneralKey/Key").String("KeyPolicy.Statement[0].Principal.AWS")!.Split(':')[4];
        return new Account(edge, id, region, group.String("VpcId")!);
    }
}
