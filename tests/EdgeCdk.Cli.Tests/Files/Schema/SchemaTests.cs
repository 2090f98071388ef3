using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Schema;

public sealed class SchemaTests : IDisposable
{
    // What somebody may write behind a key, right for some and wrong for others.
    private static readonly string[] Probes =
    [
        "x", "\"x\"", "\"\"", "~", "true", "\"true\"", "yes", "-1", "0", "1", "7", "21", "30", "100", "256", "512", "900", "901", "1024",
        "43200", "122881", "1.5", "\"30\"", "[]", "[x]", "[1]", "{}", "{ x: y }", "create", "existing", "\"create\"", "Create",
        "disabled", "enabled", "delete", "retain", "none", "16.6.5", "16.6", "\"123456789011\"", "123456789011", "eu-central-1",
        "eu_central_1", "vpc-12345678", "vpc-123", "[subnet-12345678]", "[subnet-12345678, subnet-23456789]", "[rtb-12345678]",
        "[10.0.0.0/16]", "10.0.0.0/16", "[eu-central-1a, eu-central-1b]", "[ecs, logs]", "[\"111122223333\"]", "[111122223333]",
        "bucket-name", "Bucket", "\"bucket-name\\n\"", "edge/1/", "/edge/", "directory", "../packages", "registry.example.com/x",
        "https://registry.example.com", "arn:aws:iam::123456789011:role/s3-role", "arn:aws:iam::123456789011:user/x",
        "arn:aws:iam::123456789011:policy/x", "arn:aws:sqs:eu-central-1:999988887777:q", "arn:aws:sqs:eu-central-1:999988887777:q.fifo",
        "arn:aws:kms:eu-central-1:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab", "arn:aws:kms:eu-central-1:999988887777:alias/x",
        "arn:aws:sns:eu-central-1:123456789011:alarms", "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/x-AbCdEf",
        "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge-secret", "2026-10-19", "2026-1-9", "latest", "16.6.5-saas-edge",
        "a/b", "com.example.Handler::handleRequest", "com..Handler", "some.zip", "some.jar", "ABC",
    ];

    private readonly Session _session = new();

    public SchemaTests() => TestPackages.InstallNodeOfTests();

    public void Dispose() => _session.Dispose();

    [Theory, InlineData("edge"), InlineData("release")]
    public void The_committed_schema_is_what_the_command_writes(string kind) =>
        Assert.Null(Snapshot.Compare(_session.Run("schema", kind).Output, "docs", "schemas", $"{kind}.schema.json"));

    [Theory, InlineData("edge", "docs/examples", "../schemas"), InlineData("release", "releases", "../docs/schemas")]
    public void Every_file_of_the_repository_names_its_schema_and_is_taken_by_it(string kind, string directory, string schemas)
    {
        var texts = Directory.GetFiles(Repository.Path(directory), "*.yaml").Select(File.ReadAllText).ToList();

        Assert.NotEmpty(texts);
        Assert.All(
            texts,
            text => Assert.StartsWith(
                $"# yaml-language-server: $schema={schemas}/{kind}.schema.json\n", text, StringComparison.Ordinal));
        Assert.All(Taken(kind, texts), Assert.True);
    }

    [Fact]
    public void An_editor_refuses_exactly_the_single_values_that_the_command_refuses()
    {
        var values = new EdgeDraft();
        Assert.Empty(values.Take(_session.Write("full.yaml", EdgeFiles.Text(EdgeFiles.Full)).PathOf("full.yaml")));
        var keys = ConfigKey.OfEdge.SelectMany(key => key.WithDescendants())
            .Where(key => key.Children.Count == 0 && !key.Path.Contains('<', StringComparison.Ordinal))
            .ToList();
        var cases = keys.SelectMany(key => Probes.Select(probe => (Key: key, Probe: probe)))
            .Where((_, index) => Turn.Has(index, 9))
            .Select(one => (one.Key, one.Probe, Text: EdgeText.With(values, one.Key.Path, one.Probe)))
            .ToList();

        var taken = Taken("edge", [.. cases.Select(one => one.Text)]);

        foreach (var (index, one) in cases.Index())
            _session.Write($"edges/{index}.yaml", one.Text);
        var problems = Fleet.Check([_session.PathOf("edges")], Repository.Releases).Problems.ToLookup(
            problem => Path.GetFileNameWithoutExtension(problem.File));
        var different = cases.Index().Where(
            one => taken[one.Index] == problems[$"{one.Index}"].Any(problem => IsOf(one.Item.Key, problem)));
        Assert.Empty(different.Select(one => $"{one.Item.Key.Path}: {one.Item.Probe}"));
        Assert.InRange(taken.Count(isTaken => isTaken), cases.Count / 50, cases.Count / 2);
    }

    // Whether it is about the value itself: rules over several keys have words of their own.
    private static bool IsOf(ConfigKey key, Problem problem) =>
        problem.Key.StartsWith(key.Path, StringComparison.Ordinal)
        && new[] { key.Allowed, key.Constraint?.Allowed, key.Count?.Allowed, "a text" }.Any(allowed => problem.Allowed == $"use {allowed}");

    private bool[] Taken(string kind, IReadOnlyList<string> texts)
    {
        var request = new JsonObject
        {
            ["schema"] = JsonNode.Parse(_session.Run("schema", kind).Output),
            ["texts"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]),
        };
        var answer = ChildProcess.Run(
            "node", [Repository.Path("tests", "EdgeCdk.Cli.Tests", "check-schema.mjs")], input: request.ToJsonString());
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        return JsonSerializer.Deserialize<bool[]>(answer.Output)!;
    }
}
