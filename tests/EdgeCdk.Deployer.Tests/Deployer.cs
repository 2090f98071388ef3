using System.Text.Json.Nodes;
using EdgeCdk.App.Split;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The generated templates for the edges of <see cref="EdgeFiles"/>.</summary>
public static class Deployer
{
    /// <summary>The template for who deploys the stack of an edge.</summary>
    public static JsonObject Template(SynthesizedEdges edges) =>
        DeployerTemplate.Make(new PolicyGenerator(ActionTable.Read(), Names(edges)).Statements());

    /// <summary>The template for teams that create parts of an edge. Roles have the names that an edge expects.</summary>
    public static JsonObject TemplateOfTeams(SynthesizedEdges edges)
    {
        var names = Names(edges);
        names["AWS::IAM::Role"] = NamePatterns.OfExistingRoles(
            EdgeFiles.Names.Select(name => (name, new EdgeNames(name).ExistingRoles(edges.Definition(EdgeFiles.Text(name))))));
        var generator = new PolicyGenerator(ActionTable.Read().WithRolePath(), names);
        return TeamDeployerTemplate.Make(Enum.GetNames<Team>().ToDictionary(team => team, generator.StatementsOf));
    }

    private static Dictionary<string, IReadOnlyList<string>> Names(SynthesizedEdges edges) =>
        NamePatterns.Of(EdgeFiles.Names.Select(name => (name, edges[name]))).ToDictionary();
}
