using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>What the documents say about the template is what the template says.</summary>
public sealed class DocumentationTests(SynthesizedEdges edges)
{
    private const string DiagramBegin = "```mermaid\n";
    private const string DiagramEnd = "```\n<!-- end of diagram -->";

    [Fact]
    public void The_diagram_in_the_readme_is_that_of_the_demo_edge()
    {
        var file = Repository.Path("README.md");
        var readme = File.ReadAllText(file);
        var begin = readme.IndexOf(DiagramBegin, StringComparison.Ordinal) + DiagramBegin.Length;
        var end = readme.IndexOf(DiagramEnd, StringComparison.Ordinal);
        var diagram = StackDiagram.Mermaid(edges.Demo.Text);
        if (Snapshot.IsUpdating)
            File.WriteAllText(file, readme[..begin] + diagram + readme[end..]);
        else
            Assert.Equal(diagram, readme[begin..end]);
    }

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
