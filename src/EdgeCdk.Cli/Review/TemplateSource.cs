using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Review;

/// <summary>Where templates come from: a cloud assembly, a template file, a git revision or the working tree.</summary>
/// <param name="Stacks">The stacks.</param>
/// <param name="IsOneTemplate">Whether the user named a single template, which is then compared whatever it is called.</param>
internal sealed record TemplateSource(IReadOnlyList<StackTemplate> Stacks, bool IsOneTemplate = false)
{
    private const string Ending = ".template.json";

    /// <summary>Finds the templates.</summary>
    /// <param name="context">The user's directory and repository.</param>
    /// <param name="named">What the user named. Null: what the working tree synthesizes.</param>
    /// <exception cref="CommandException">There are none.</exception>
    public static TemplateSource Of(CommandContext context, string? named)
    {
        using var scratch = new Scratch();
        if (named is null)
            return new TemplateSource(Synthesize(context.Repository, scratch.Path, "the working tree"));
        var path = context.PathOf(named, "");
        if (Directory.Exists(path))
            return new TemplateSource(Assembly(path, context.Shown(path)));
        if (File.Exists(path))
            return new TemplateSource([Template(path, context.Shown(path))], IsOneTemplate: true);
        return new TemplateSource(Revision(context.Repository, scratch.Path, named));
    }

    // An archive, not a worktree: nothing is written where the user works.
    private static List<StackTemplate> Revision(string repository, string scratch, string revision)
    {
        var commit = ProcessRunner.Run("git", ["rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}"], repository);
        if (commit.ExitCode != 0)
            throw new CommandException($"\"{revision}\" is neither a directory or a file nor a git revision; name a cloud assembly such as cdk.out, a template or a revision such as main");
        var (archive, tree) = (Path.Combine(scratch, "revision.zip"), Path.Combine(scratch, "revision"));
        var archived = ProcessRunner.Run("git", ["archive", "--format=zip", "-o", archive, commit.Output.Trim()], repository);
        if (archived.ExitCode != 0)
            throw new CommandException($"git cannot take out revision {revision}: {archived.Error.Trim()}");
        ZipFile.ExtractToDirectory(archive, tree);
        return Synthesize(tree, scratch, $"revision {revision}");
    }

    /// <summary>Synthesizes a tree as its own cdk.json says.</summary>
    private static List<StackTemplate> Synthesize(string tree, string scratch, string name)
    {
        var settings = Path.Combine(tree, "cdk.json");
        if (!File.Exists(settings) || Json(settings, settings)["app"]?.ToString() is not { Length: > 0 } app)
            throw new CommandException($"{name} has no cdk.json that names an app; name a cloud assembly or a template instead");
        var (output, words) = (Path.Combine(scratch, "cdk.out"), app.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var synthesis = ProcessRunner.Run(words[0], words[1..], tree, null, ("CDK_OUTDIR", output), ("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20"));
        if (synthesis.ExitCode != 0)
            throw new CommandException($"{name} cannot be synthesized (`{app}` ended with {synthesis.ExitCode}):\n{synthesis.Output}{synthesis.Error}".TrimEnd());
        return Assembly(output, name);
    }

    private static List<StackTemplate> Assembly(string directory, string name)
    {
        var manifest = Path.Combine(directory, "manifest.json");
        if (!File.Exists(manifest))
            throw new CommandException($"{name} is no cloud assembly: it has no manifest.json; run `npx cdk synth` or name another directory");
        return
        [
            .. from artifact in Json(manifest, name)["artifacts"] as JsonObject ?? []
               where artifact.Value?["type"]?.ToString() == "aws:cloudformation:stack"
               let properties = artifact.Value["properties"] as JsonObject ?? []
               let file = properties["templateFile"]?.ToString() ?? $"{artifact.Key}{Ending}"
               select new StackTemplate(artifact.Key, Json(Path.Combine(directory, file), $"{file} of {name}"))
               {
                   Account = artifact.Value["environment"]?.ToString().Split('/') is [_, _, { Length: 12 } account, ..] ? account : null,
                   TerminationProtection = properties["terminationProtection"]?.GetValue<bool>() ?? false,
               },
        ];
    }

    // The construct paths begin with the name of the stack; a file may have been given any other.
    private static StackTemplate Template(string path, string name)
    {
        var json = Json(path, name);
        if (json["Resources"] is not JsonObject resources)
            throw new CommandException($"{name} is no template: it has no Resources");
        var construct = resources.Select(resource => resource.Value?["Metadata"]?["aws:cdk:path"]?.ToString()).FirstOrDefault(found => found is not null);
        return new StackTemplate(construct?.Split('/')[0] ?? Path.GetFileName(path).Replace(Ending, "", StringComparison.Ordinal), json);
    }

    private static JsonObject Json(string path, string name)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new CommandException($"{name} is not a JSON object");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{name} cannot be read ({exception.Message.TrimEnd('.')})");
        }
    }

    private sealed class Scratch : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("edge-review-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
