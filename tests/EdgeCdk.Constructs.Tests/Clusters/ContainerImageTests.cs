using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Clusters;

/// <summary>What a release says about the container of an image, in an edge with the collector.</summary>
public sealed class ContainerImageTests(SynthesizedEdges edges)
{
    private const string Said = """
        , user: "1000:1000", readonlyRootFilesystem: true, writablePaths: [/tmp, /var/cache], stopTimeoutSeconds: 60,
            healthCheck: { command: [CMD-SHELL, "test -f /tmp/ok"], startPeriodSeconds: 90 } }
        """;

    private SynthesizedTemplate Template => edges.SynthesizeOnRelease(
        EdgeFiles.Text(EdgeFiles.Watched), "16.6.5", text => text.Replace("-saas-edge }", $"-saas-edge{Said}", StringComparison.Ordinal));

    [Fact]
    public void Every_container_is_run_as_its_release_says()
    {
        var template = Template;
        var containers = Containers(template);

        Assert.Equal(11, containers.Count);
        Assert.All(containers, container =>
        {
            Assert.Equal("1000:1000", $"{container["User"]}");
            Assert.True((bool)container["ReadonlyRootFilesystem"]!);
            Assert.Equal("60", $"{container["StopTimeout"]}");
            Assert.Equal(
                """{"Command":["CMD-SHELL","test -f /tmp/ok"],"Interval":30,"Retries":3,"StartPeriod":90,"Timeout":5}""",
                container["HealthCheck"]!.ToJsonString());
        });
    }

    [Fact]
    public void Each_writable_path_is_a_volume_of_the_task_that_no_other_container_has() =>
        Assert.All(Template.OfType("AWS::ECS::TaskDefinition"), task =>
        {
            var scratch = task["Volumes"]!.AsArray().Where(volume => volume!["EFSVolumeConfiguration"] is null)
                .Select(volume => $"{volume!["Name"]}").ToList();
            var mounted = task["ContainerDefinitions"]!.AsArray()
                .SelectMany(container => container!["MountPoints"]!.AsArray())
                .Where(mount => $"{mount!["ContainerPath"]}" is "/tmp" or "/var/cache")
                .ToList();

            Assert.Equal(2 * task["ContainerDefinitions"]!.AsArray().Count, mounted.Count);
            Assert.All(mounted, mount => Assert.False((bool)mount!["ReadOnly"]!));
            var names = mounted.Select(mount => $"{mount!["SourceVolume"]}").ToList();
            Assert.Equal(names.Distinct(), names);
            Sets.Has(scratch, names);
        });

    [Fact]
    public void What_a_release_does_not_say_is_in_no_container() => Assert.All(
        Containers(edges.Demo),
        container => Assert.All(
            (string[])["User", "ReadonlyRootFilesystem", "HealthCheck", "StopTimeout"], name => Assert.Null(container[name])));

    private static List<JsonNode> Containers(SynthesizedTemplate template) =>
        [.. template.OfType("AWS::ECS::TaskDefinition").SelectMany(task => task["ContainerDefinitions"]!.AsArray()).Select(one => one!)];
}
