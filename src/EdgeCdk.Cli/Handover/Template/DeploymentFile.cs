using System.Text;
using System.Text.Json;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Cli.Handover.Template;

/// <summary>The stack deployment file of CloudFormation's Git sync: which template, and the values of its parameters.</summary>
internal static class DeploymentFile
{
    /// <param name="edge">An edge without secret parameters.</param>
    /// <param name="template">Path of the template in the repository.</param>
    public static string Write(EdgeDefinition edge, string template)
    {
        var name = edge.Config.Edge.Name;
        var text = new StringBuilder();
        text.Append($"# For CloudFormation's Git sync; made by `npx edge template {name} --git-sync`: change the edge file instead.\n");
        text.Append($"template-file-path: {Quoted(template)}\n");
        Write(text, "parameters", PortableValues.Of(edge));
        Write(text, "tags", edge.Config.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal));
        return text.ToString();
    }

    private static void Write(StringBuilder text, string block, IEnumerable<KeyValuePair<string, string>> values)
    {
        var lines = values.Select(value => $"\n  {Quoted(value.Key)}: {Quoted(value.Value)}").ToList();
        text.Append($"{block}:{(lines.Count == 0 ? " {}" : string.Concat(lines))}\n");
    }

    // A text of JSON is one of YAML.
    private static string Quoted(string value) => JsonSerializer.Serialize(value);
}
