using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Review;

/// <summary>Reads templates from cloud assemblies and files.</summary>
internal static class AssemblyFiles
{
    private const string Ending = ".template.json";

    /// <summary>The stacks of a cloud assembly.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="CommandException">It is not a cloud assembly.</exception>
    public static IReadOnlyList<StackTemplate> Read(string directory, string name)
    {
        var manifest = Path.Combine(directory, "manifest.json");
        if (!File.Exists(manifest))
        {
            throw new CommandException(
                $"{name} is not a cloud assembly: it has no manifest.json; run `npx cdk synth`, or name another directory or a template "
                    + "file");
        }

        return
        [
            .. from artifact in InputFile.Json(manifest, name)["artifacts"] as JsonObject ?? []
               where artifact.Value?["type"]?.ToString() == "aws:cloudformation:stack"
               let properties = artifact.Value["properties"] as JsonObject ?? []
               let file = properties["templateFile"]?.ToString() ?? $"{artifact.Key}{Ending}"
               select new StackTemplate(artifact.Key, InputFile.Json(Path.Combine(directory, file), $"{file} of {name}"))
               {
                   Account = artifact.Value["environment"]?.ToString().Split('/') is [_, _, { Length: 12 } account, ..] ? account : null,
                   TerminationProtection = properties["terminationProtection"]?.GetValue<bool>() ?? false,
               },
        ];
    }

    /// <summary>A template file. Its construct paths begin with the name of the stack; the file may have any name.</summary>
    /// <exception cref="CommandException">It is not a template.</exception>
    public static StackTemplate ReadTemplate(string path, string name)
    {
        var json = InputFile.Json(path, name);
        if (json["Resources"] is not JsonObject resources)
            throw new CommandException($"{name} is not a template: it has no Resources");
        var construct = resources.Select(resource => resource.Value?["Metadata"]?["aws:cdk:path"]?.ToString())
            .FirstOrDefault(found => found is not null);
        return new StackTemplate(
            construct?.Split('/')[0] ?? Path.GetFileName(path).Replace(Ending, "", StringComparison.Ordinal), json);
    }
}
