using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Config.Releases;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>What the documents say about the template is what the template says.</summary>
public sealed class DocumentationTests(SynthesizedEdges edges)
{
    [Fact]
    public void The_diagram_in_the_readme_is_that_of_the_demo_edge() =>
        Assert.Null(
            GeneratedPart.Compare("diagram", ["```mermaid", StackDiagram.Mermaid(edges.Demo.Text).TrimEnd('\n'), "```"], "README.md"));

    [Fact]
    public void The_runtime_contract_has_the_components_of_the_newest_release() =>
        Assert.Null(GeneratedPart.Compare("components", RuntimeContract.Components(Newest), "docs", "runtime-contract.md"));

    [Fact]
    public void The_runtime_contract_has_all_facts() =>
        Assert.Null(GeneratedPart.Compare("facts", RuntimeContract.AllFacts(), "docs", "runtime-contract.md"));

    [Theory]
    [InlineData("plane-manager", "PlaneManager/Task/TaskDefinition", 0)]
    [InlineData("connectors-rollout", "ConnectorsRollout/Task/TaskDefinition", 0)]
    [InlineData("dqc", "Jobs/Dqc/TaskDefinition", 0)]
    [InlineData("anomaly-detection", "Jobs/AnomalyDetection/TaskDefinition", 0)]
    [InlineData("anomaly-detection-auxiliary", "Jobs/AnomalyDetectionAuxiliary/TaskDefinition", 0)]
    [InlineData("metadata-import", "Jobs/MetadataImport/TaskDefinition", 0)]
    [InlineData("snowflake-pushdown", "Jobs/SnowflakePushdown/TaskDefinition", 0)]
    [InlineData("create-table", "Jobs/CreateTable/TaskDefinition", 0)]
    [InlineData("otel-collector", "Observability/Task/TaskDefinition", 0)]
    [InlineData("config-init", "Observability/Task/TaskDefinition", 1)]
    [InlineData("cloudwatch-exporter", "Observability/Task/TaskDefinition", 2)]
    [InlineData("metadataBrowsing", "MetadataBrowsing/Function/Function", 0)]
    [InlineData("dqResultsReader", "DqResultsReader/Function/Function", 0)]
    public void A_component_has_exactly_the_variables_of_its_release(string component, string path, int container)
    {
        var resource = edges.Full.At(path);
        var given = resource["Environment.Variables"] is JsonObject variables
            ? variables.Select(variable => variable.Key)
            : resource[$"ContainerDefinitions[{container}].Environment"]!.AsArray()
                .Concat(resource[$"ContainerDefinitions[{container}].Secrets"]?.AsArray() ?? [])
                .Select(variable => variable!["Name"]!.GetValue<string>())
                // The stack's own configuration of the collector reads them.
                .Where(name => !name.StartsWith("OTLP_", StringComparison.Ordinal));

        Assert.Equal(
            Newest.Components[component].Environment.Keys.Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
    }

    private static ReleaseManifest Newest { get; } = Fleet.LoadReleases(Repository.Releases).OldestFirst()[^1];
}
