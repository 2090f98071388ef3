using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>What the documents say about the template is what the template says.</summary>
public sealed class DocumentationTests(SynthesizedEdges edges)
{
    [Fact]
    public void The_diagram_in_the_readme_is_that_of_the_demo_edge() =>
        Assert.Null(
            GeneratedPart.Compare("diagram", ["```mermaid", StackDiagram.Mermaid(edges.Demo.Text).TrimEnd('\n'), "```"], "README.md"));

    [Theory]
    [InlineData(1, "PlaneManager/Task/TaskDefinition")]
    [InlineData(2, "Jobs/Dqc/TaskDefinition")]
    [InlineData(2, "Jobs/CreateTable/TaskDefinition")]
    [InlineData(3, "ConnectorsRollout/Task/TaskDefinition")]
    [InlineData(4, "MetadataBrowsing/Function/Function")]
    [InlineData(5, "DqResultsReader/Function/Function")]
    public void The_runtime_contract_names_exactly_the_variables_of_a_component(int column, string path)
    {
        var documented =
            from line in File.ReadAllLines(Repository.Path("docs", "runtime-contract.md"))
            let cells = line.Split('|', StringSplitOptions.TrimEntries)
            where cells.Length > 7 && cells[1].StartsWith('`') && cells[1 + column] == "yes"
            select cells[1].Trim('`');
        var resource = edges.Demo.At(path);
        var given = resource["Environment.Variables"] is JsonObject variables
            ? variables.Select(variable => variable.Key)
            : resource["ContainerDefinitions[0].Environment"]!.AsArray().Select(variable => variable!["Name"]!.GetValue<string>());

        Assert.Equal(given.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }
}
