using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What the code of an edge is given, by Terraform's state: the images of its containers, and variables.</summary>
/// <param name="state">The state.</param>
internal sealed partial class StateContainers(TerraformState state)
{
    /// <summary>The images: registry with path, and tag.</summary>
    public IEnumerable<(string Prefix, string Tag)> Images() =>
        from container in Containers()
        let image = ImagePattern().Match(container.Text("image"))
        where image.Success
        select (image.Groups["prefix"].Value, image.Groups["tag"].Value);

    /// <summary>The variables of containers and functions.</summary>
    public IEnumerable<(string Name, string Value)> Variables() =>
        Containers().SelectMany(container => container.Items("environment")).Select(item => (item.Text("name"), item.Text("value")))
            .Concat(state.OfType("aws_lambda_function").Select(function => function.First("environment")?["variables"])
                .OfType<JsonObject>().SelectMany(variables => variables.Select(variable => (variable.Key, $"{variable.Value}"))));

    private IEnumerable<JsonNode> Containers() => state.OfType("aws_ecs_task_definition")
        .SelectMany(definition => JsonText.Parsed(definition.Text("container_definitions")) is JsonArray list
            ? list.OfType<JsonNode>() : []);

    [GeneratedRegex(@"\A(?<prefix>[^@]+/)[^/:@]+:(?<tag>[\w.-]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex ImagePattern();
}
