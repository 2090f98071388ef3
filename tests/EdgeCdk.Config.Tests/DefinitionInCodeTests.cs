using System.Collections;
using System.Text.Json;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Tests.Fuzzing;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Config.Tests;

/// <summary>An edge that code builds is held against what a file is held against, and has the same messages, without a place.</summary>
public sealed class DefinitionInCodeTests
{
    private static readonly EdgeDefinition Smallest = Workspace.LoadEdge();

    [Fact]
    public void It_is_the_same_as_its_file() => Property.Holds(RandomEdge.Files, 100, file =>
    {
        using var workspace = new Workspace();
        var path = workspace.Write(Workspace.Edge, file.Text).PathOf(Workspace.Edge);
        if (Fleet.Check([path], Repository.Path("releases")).Edges is [var edge])
            Assert.Equal(JsonSerializer.Serialize(edge), JsonSerializer.Serialize(EdgeDefinition.Of(edge.Config)));
    });

    [Fact]
    public void Every_value_of_it_is_checked()
    {
        var config = ConfigFile<EdgeConfig>.Read(Path.Combine(AppContext.BaseDirectory, "Files", "full-edge.yaml")).Value!;
        var keys = Values(config, "").Select(value => value.Key).ToList();

        Assert.InRange(keys.Count, 50, 200);
        Assert.All(keys, key =>
        {
            var spoilt = JsonSerializer.Deserialize<EdgeConfig>(JsonSerializer.Serialize(config))!;
            Values(spoilt, "").Single(value => value.Key == key).Spoil();

            var problems = Assert.Throws<ConfigException>(() => EdgeDefinition.Of(spoilt)).Problems;

            Assert.Contains(problems, problem => problem.Key.Split('[')[0] == key);
            Assert.All(problems, problem => Assert.Equal(("", 0, 0), (problem.File, problem.Line, problem.Column)));
        });
    }

    [Fact]
    public void Its_messages_are_those_of_its_file()
    {
        var config = Smallest.Config with
        {
            Vpc = Smallest.Config.Vpc with { VpcId = "vpc-1", CidrBlocks = ["10.0.0.0/16", "10.0.1.0/24"] },
            Artifacts = Smallest.Config.Artifacts with { Directory = "packages" },
            S3 = null!,
        };
        var inFile = Workspace.MessagesOfEdge(
            ("vpc-0f1924823027c00c7", "vpc-1"), ("[10.0.0.0/16]", "[10.0.0.0/16, 10.0.1.0/24]"),
            ("  bucket: vendor-releases-eu-central-1", "  bucket: vendor-releases-eu-central-1\n  directory: packages"),
            ("s3:\n", "s4:\n"));

        var message = Assert.Throws<ConfigException>(() => EdgeDefinition.Of(config, Smallest.Release)).Message;

        // A key that is not there has no misspelt one in code.
        var known = inFile.Where(line => !line.Contains("s4", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        var missing = Problem.Missing("s3", RecordShape.Block(typeof(ResultBucketSection)), "add s3").Message;
        Assert.Equal(
            [.. known.Append(missing).Order(StringComparer.Ordinal)],
            message.Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal(4, message.Split('\n').Length);
    }

    [Fact]
    public void Its_release_may_be_built_in_code_and_is_checked_too()
    {
        var release = Smallest.Release with { Version = "17.0.0", PlaneManager = new TaskSize { Cpu = 256, MemoryMiB = 8192 } };
        var config = Smallest.Config with { Edge = Smallest.Config.Edge with { Release = "17.0.0" }, Artifacts = Bucket };

        var problem = Assert.Single(Assert.Throws<ConfigException>(() => EdgeDefinition.Of(config, release)).Problems);

        Assert.Equal("planeManager.memoryMiB", problem.Key);
        Assert.StartsWith("release 17.0.0: planeManager.memoryMiB is 8192; ", problem.ToString(), StringComparison.Ordinal);
        var bare = release with { Components = new Dictionary<string, ComponentCode>() };
        Assert.Contains(
            Assert.Throws<ConfigException>(() => EdgeDefinition.Of(config, bare)).Problems,
            one => one.Key.StartsWith("components", StringComparison.Ordinal));
        Assert.Equal("17.0.0", EdgeDefinition.Of(config, release with { PlaneManager = Smallest.Release.PlaneManager }).Release.Version);
    }

    [Fact]
    public void A_release_that_is_not_known_names_those_that_are()
    {
        var config = Smallest.Config with { Edge = Smallest.Config.Edge with { Release = "1.0.0" } };

        var problem = Assert.Single(Assert.Throws<ConfigException>(() => EdgeDefinition.Of(config)).Problems);

        Assert.StartsWith("edge.release is \"1.0.0\"; use one of 16.6.4, 16.6.5; ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_is_reported_and_refuses_nothing()
    {
        var warnings = new List<Problem>();
        const string secret = "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/otlp-AbCdEf";
        var config = Smallest.Config with { Observability = new ObservabilitySection { OtlpSecretArn = secret } };

        EdgeDefinition.Of(config, warn: warnings.Add);

        Assert.Equal("observability.otlpSecretArn", Assert.Single(warnings).Key);
    }

    [Fact]
    public void The_releases_of_the_repository_are_part_of_the_package() => Assert.Equal(
        Fleet.LoadReleases(Repository.Path("releases")).OldestFirst().Select(release => JsonSerializer.Serialize(release)),
        Fleet.LoadReleases(null).OldestFirst().Select(release => JsonSerializer.Serialize(release)));

    private static ArtifactsSection Bucket => new() { Bucket = "vendor-releases-eu-central-1" };

    // Every value that can be wrong: texts, numbers and choices; a list by its items.
    private static IEnumerable<(string Key, Action Spoil)> Values(object record, string path)
    {
        foreach (var (name, property) in RecordShape.PropertiesOf(record.GetType()))
        {
            var key = path.Length == 0 ? name : $"{path}.{name}";
            var value = property.GetValue(record);
            if (value is string or int or Enum or IReadOnlyList<string>)
                yield return (key, () => property.SetValue(record, Spoilt(value)));
            var below = value switch
            {
                null or bool or string or int or Enum or IReadOnlyList<string> => [],
                IDictionary map => map.Keys.Cast<object>().Where(item => map[item] is not string)
                    .SelectMany(item => Values(map[item]!, $"{key}.{Named(item)}")),
                _ => Values(value, key),
            };
            foreach (var one in below)
                yield return one;
        }
    }

    private static string Named(object name) => name is Enum choice ? Names.Value(choice) : (string)name;

    private static object Spoilt(object value) => value switch
    {
        string => "\n",
        int => -1,
        Enum => Enum.ToObject(value.GetType(), 99),
        _ => (IReadOnlyList<string>)["\n"],
    };
}
