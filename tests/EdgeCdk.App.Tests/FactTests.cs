using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Config.Releases;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>The variables of components carry the facts that their release names.</summary>
public sealed class FactTests(SynthesizedEdges edges)
{
    private const string ExternalId = "acme-4711";

    private static readonly string Edge = EdgeFiles.Text(EdgeFiles.Watched)
        .With("eventSources: enabled", $"eventSources: enabled\n  edgeAccessExternalId: {ExternalId}")
        .With("vpc:\n", """
            vpc:
              proxy:
                url: http://proxy.example.com:3128
                caSecretArn: arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/proxy-AbCdEf

            """);

    [Fact]
    public void Every_fact_has_a_value_in_every_component_that_may_have_it()
    {
        var template = edges.SynthesizeOnRelease(Edge, "16.6.5", WithAllFacts);

        Assert.All(
            from component in Components
            from fact in Facts.All
            where fact.Components.Contains(component.Name)
            select (component.Name, component.Path, component.Container, Fact: fact),
            given =>
            {
                var value = Variables(template, given.Path, given.Container).GetValueOrDefault(Variable(given.Fact));
                Assert.True(value is JsonObject || (string?)value is { Length: > 0 }, $"{given.Name} has no {given.Fact.Name}");
            });
        Assert.Equal(ExternalId, (string?)Variables(template, "PlaneManager/Task/TaskDefinition", 0)["FACT_EDGE_ACCESS_EXTERNAL_ID"]);
    }

    [Fact]
    public void A_release_with_other_names_paths_and_arguments_has_them_in_the_template_and_the_next_edge_of_the_old_one_has_the_old()
    {
        var template = edges.SynthesizeOnRelease(EdgeFiles.Text(EdgeFiles.Watched), "16.6.5", text => text
            .With("      JOB_STATUS_QUEUE_URL: job", "      STATUS_QUEUE: job")
            .With("--config=/etc/otel/collector.yaml", "--file=/conf/c.yaml")
            .With("configurationPath: /etc/otel/collector.yaml", "configurationPath: /conf/c.yaml")
            .With("statePath: /var/lib/otel", "statePath: /data")
            .With("memoryMb: 1331", "memoryMb: 2048\n    runtime: java25")
            .With("driversPath: /mnt/drivers", "driversPath: /mnt/connectors"));

        var queue = Variables(template, "PlaneManager/Task/TaskDefinition", 0);
        Assert.Contains("STATUS_QUEUE", queue.Keys);
        Assert.DoesNotContain("JOB_STATUS_QUEUE_URL", queue.Keys);
        var collector = template.At("Observability/Task/TaskDefinition");
        Assert.Equal("--file=/conf/c.yaml", (string?)collector["ContainerDefinitions[0].Command[0]"]);
        Assert.Equal("/conf", (string?)collector["ContainerDefinitions[0].MountPoints[0].ContainerPath"]);
        Assert.Equal("/data", (string?)collector["ContainerDefinitions[0].MountPoints[1].ContainerPath"]);
        var function = template.At("MetadataBrowsing/Function/Function");
        Assert.Equal(("java25", 2048), ((string?)function["Runtime"], (int?)function["MemorySize"]));
        Assert.Equal("/mnt/connectors", (string?)function["FileSystemConfigs[0].LocalMountPath"]);
        Assert.Equal("/mnt/connectors",
            (string?)template.At("Jobs/Dqc/TaskDefinition")["ContainerDefinitions[0].MountPoints[0].ContainerPath"]);
        Assert.Contains("JOB_STATUS_QUEUE_URL", Variables(edges.Watched, "PlaneManager/Task/TaskDefinition", 0).Keys);
    }

    [Fact]
    public void The_external_id_is_a_parameter_of_the_portable_template_of_a_release_that_reads_it_and_of_no_other()
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in Directory.GetFiles(Repository.Releases, "*.yaml"))
            directory.Write($"releases/{Path.GetFileName(file)}", WithAllFacts(File.ReadAllText(file)));
        var path = Path.Combine(directory.Path, "edge.template.json");

        PortableTemplates.Write("edge-16.6.5", path, Fleet.LoadReleases(Path.Combine(directory.Path, "releases")), cache: null);

        var template = SynthesizedTemplate.Read(path);
        Assert.NotNull(template.Json["Parameters"]!["EdgeAccessExternalId"]);
        Assert.Null(edges.Portable("16.6.5").Json["Parameters"]!["EdgeAccessExternalId"]);
        var environment = template.At("PlaneManager/Task/TaskDefinition")["ContainerDefinitions[0].Environment"]!.ToJsonString();
        Assert.Contains("""{"Fn::If":["HasEdgeAccessExternalId",""", environment, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Path, int Container)> Components =>
    [
        ("plane-manager", "PlaneManager/Task/TaskDefinition", 0), ("connectors-rollout", "ConnectorsRollout/Task/TaskDefinition", 0),
        ("dqc", "Jobs/Dqc/TaskDefinition", 0), ("create-table", "Jobs/CreateTable/TaskDefinition", 0),
        ("otel-collector", "Observability/Task/TaskDefinition", 0), ("config-init", "Observability/Task/TaskDefinition", 1),
        ("cloudwatch-exporter", "Observability/Task/TaskDefinition", 2), ("metadataBrowsing", "MetadataBrowsing/Function/Function", 0),
        ("dqResultsReader", "DqResultsReader/Function/Function", 0),
    ];

    private static string Variable(Fact fact) => $"FACT_{fact.Name.Replace('-', '_').ToUpperInvariant()}";

    private static string WithAllFacts(string release) => Components.Aggregate(release, (text, component) => text.With(
        $"  {component.Name}:\n    environment:\n",
        $"  {component.Name}:\n    environment:\n" + string.Concat(
            Facts.All.Where(fact => fact.Components.Contains(component.Name)).Select(fact => $"      {Variable(fact)}: {fact.Name}\n"))));

    private static Dictionary<string, JsonNode?> Variables(SynthesizedTemplate template, string path, int container)
    {
        var resource = template.At(path);
        return resource["Environment.Variables"] is JsonObject variables
            ? variables.ToDictionary(variable => variable.Key, variable => variable.Value)
            : resource[$"ContainerDefinitions[{container}].Environment"]!.AsArray()
                .Concat(resource[$"ContainerDefinitions[{container}].Secrets"]?.AsArray() ?? [])
                .ToDictionary(variable => (string)variable!["Name"]!, variable => variable!["Value"] ?? variable["ValueFrom"]);
    }
}
