using System.Security.Cryptography;
using System.Text;
using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace EdgeCdk.Constructs.Tests.Observability;

/// <summary>
/// The collector refuses to start for a component that a pipeline names and nobody defines, and ignores one that nobody names.
/// </summary>
public sealed class CollectorConfigurationTests(SynthesizedEdges edges)
{
    private readonly Template _watched = edges.Assertions(EdgeFiles.Watched);

    private string Text => edges.Watched.At("Observability/Configuration").String("Text")!;

    private YamlMappingNode Root
    {
        get
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(Text));
            return (YamlMappingNode)stream.Documents[0].RootNode;
        }
    }

    [Fact]
    public void The_shipped_file_is_what_is_placed_in_the_bucket() => _watched.HasResourceProperties("Custom::EdgeCopy", new Map
    {
        ["DestinationBucket"] = edges.Watched.Ref("Observability/ConfigurationBucket/Bucket"),
        ["Text"] = File.ReadAllText(Repository.Path("src", "EdgeCdk.Constructs", "Observability", "otel-collector.yaml")),
    });

    [Fact]
    public void Its_key_changes_with_its_content_and_reaches_the_task()
    {
        var key = $"collector/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}.yaml";

        _watched.HasResourceProperties("Custom::EdgeCopy", new Map { ["DestinationKey"] = key });
        _watched.HasResourceProperties("AWS::ECS::TaskDefinition", new Map
        {
            ["ContainerDefinitions"] = Match.ArrayWith(
            [
                Match.ObjectLike(new Map
                {
                    ["Environment"] = Match.ArrayWith([new Map { ["Name"] = "CONFIG_KEY", ["Value"] = key }]),
                    ["Name"] = "config-init",
                }),
            ]),
        });
    }

    [Fact]
    public void It_has_the_sections_that_the_collector_knows_and_no_other() =>
        Assert.Equal(["exporters", "extensions", "processors", "receivers", "service"], Keys(Root).Order(StringComparer.Ordinal));

    [Theory, InlineData("receivers"), InlineData("processors"), InlineData("exporters")]
    public void Every_component_is_used_and_every_used_one_is_there(string kind)
    {
        var pipelines = (YamlMappingNode)Root["service"]["pipelines"];

        var used = pipelines.Children.Values.SelectMany(pipeline => Items(pipeline[kind])).Distinct();

        Assert.Equal(Keys(Root[kind]).Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_extension_is_switched_on() =>
        Assert.Equal(
            Keys(Root["extensions"]).Order(StringComparer.Ordinal), Items(Root["service"]["extensions"]).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_pipeline_limits_memory_first_and_batches_last()
    {
        var pipelines = ((YamlMappingNode)Root["service"]["pipelines"]).Children;

        Assert.Equal(["logs", "metrics", "traces"], pipelines.Keys.Select(name => name.ToString()).Order(StringComparer.Ordinal));
        Assert.All(pipelines.Values, pipeline => Assert.Equal(["memory_limiter", "batch"], Items(pipeline["processors"])));
    }

    [Fact]
    public void It_listens_where_the_load_balancer_sends()
    {
        Assert.Equal("0.0.0.0:4317", Root["receivers"]["otlp"]["protocols"]["grpc"]["endpoint"].ToString());
        Assert.Equal("0.0.0.0:4318", Root["receivers"]["otlp"]["protocols"]["http"]["endpoint"].ToString());
        Assert.Equal("0.0.0.0:13133", Root["extensions"]["health_check"]["endpoint"].ToString());
    }

    [Fact]
    public void What_cannot_be_sent_is_kept_on_the_file_system()
    {
        var storage = Root["exporters"]["otlphttp"]["sending_queue"]["storage"].ToString();

        Assert.StartsWith("/var/lib/otel/", Root["extensions"][storage]["directory"].ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "ContainerPath: /var/lib/otel\n", edges.Watched.Text("Observability/Task/TaskDefinition"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_reads_its_credentials_from_the_variables_that_the_task_gives()
    {
        var variables = edges.Watched.At("Observability/Task/TaskDefinition")["ContainerDefinitions[0].Secrets"]!.AsArray()
            .Select(secret => $"${{env:{secret!["Name"]}}}");

        Assert.Equal(
            [Root["exporters"]["otlphttp"]["headers"]["Authorization"].ToString(), Root["exporters"]["otlphttp"]["endpoint"].ToString()],
            variables);
    }

    [Fact]
    public void It_scrapes_the_exporter_where_that_listens() =>
        Assert.Contains(
            $"Value: {Root["receivers"]["prometheus"]["config"]["scrape_configs"][0]["static_configs"][0]["targets"][0]}",
            edges.Watched.Text("Observability/Task/TaskDefinition"),
            StringComparison.Ordinal);

    private static IEnumerable<string> Keys(YamlNode node) => ((YamlMappingNode)node).Children.Keys.Select(key => key.ToString());

    private static IEnumerable<string> Items(YamlNode node) => ((YamlSequenceNode)node).Select(item => item.ToString());
}
