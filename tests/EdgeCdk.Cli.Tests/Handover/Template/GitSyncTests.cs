using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace EdgeCdk.Cli.Tests.Handover.Template;

/// <summary>The stack deployment file of CloudFormation's Git sync has the template and the values that the script deploys.</summary>
public sealed class GitSyncTests : IDisposable
{
    private const string Secret =
        "registry: { secretArn: \"arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf\" }";

    private readonly Session _session = new Session()
        // In place of the application.
        .Write("src/EdgeCdk.App/run.mjs", """
            import { writeFileSync } from 'node:fs';
            for (let i = 3; i < process.argv.length; i += 2) writeFileSync(process.argv[i + 1], '{}');
            """);

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("", "portable/")]
    [InlineData("deployed/here", "deployed/here/")]
    public void It_names_the_template_from_the_root_of_the_repository(string output, string directory)
    {
        var file = Write("", output.Length == 0 ? [] : ["--output", output], directory);

        var template = $"{file["template-file-path"]}";
        Assert.Equal($"{directory}edge-16.6.5.template.json", template);
        Assert.True(_session.Has(template));
    }

    [Fact]
    public void It_has_the_values_of_the_script_and_the_tags()
    {
        var file = Write("tags: { team: 'data: a', cost-center: \"4711\" }", [], "portable/");

        var parameters = JsonNode.Parse(_session.Read("portable/demo.parameters.json"))!.AsArray().Select(value => (string)value!);
        Assert.Equal(parameters, Values(file["parameters"]));
        Assert.Equal(["cost-center=4711", "team=data: a"], Values(file["tags"]));
    }

    [Fact]
    public void Without_tags_there_are_none() => Assert.Empty(Values(Write("", [], "portable/")["tags"]));

    [Fact]
    public void Secrets_do_not_go_into_the_repository()
    {
        _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

        var result = _session.Run("template", "demo", "--git-sync");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(
            "edges/demo.yaml: registry.secretArn is missing, and the credentials would be in a file of the repository; use a secret of "
                + "yours: others may read that file; ",
            result.Output, StringComparison.Ordinal);
        Assert.False(_session.Has("portable/demo.deployment.yaml"));
    }

    [Fact]
    public void It_is_the_file_of_one_edge() =>
        Assert.Contains("--git-sync goes with an edge", _session.Run("template", "--git-sync").Error, StringComparison.Ordinal);

    private static IEnumerable<string> Values(YamlNode block) =>
        ((YamlMappingNode)block).Select(pair => $"{pair.Key}={pair.Value}");

    private YamlNode Write(string more, string[] options, string directory)
    {
        _session.Write("edges/demo.yaml", $"{EdgeFiles.Text(EdgeFiles.Demo)}{Secret}\n{more}\n");
        var result = _session.Run(["template", "demo", "--git-sync", .. options]);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(_session.Read($"{directory}demo.deployment.yaml")));
        return yaml.Documents[0].RootNode;
    }
}
