using EdgeCdk.Cli.Common;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Console;

/// <summary>Templates and cloud assemblies. The application of the repository synthesizes them; this program does not know how.</summary>
internal static class TemplateSynthesis
{
    /// <summary>Synthesizes a template with parameters.</summary>
    /// <param name="context">The repository.</param>
    /// <param name="name">Name of the template, such as <c>prerequisites</c>.</param>
    /// <param name="releases">Directory of release files. Null: as the application finds them.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="CommandException">This is not the repository, or the application failed; the message says how.</exception>
    public static string Make(CommandContext context, string name, string? releases = null)
    {
        using var scratch = new ScratchDirectory();
        Make(context, [name], scratch.Path, releases);
        return File.ReadAllText(FileOf(scratch.Path, name));
    }

    /// <summary>Synthesizes templates, each into a file <c>&lt;name&gt;.template.json</c>: in one process, which takes long to
    /// start.</summary>
    /// <param name="context">The repository.</param>
    /// <param name="names">Names of the templates.</param>
    /// <param name="directory">Where to write them; it is created if necessary.</param>
    /// <param name="releases">Directory of release files. Null: as the application finds them.</param>
    /// <exception cref="CommandException">This is not the repository, or the application failed; the message says how.</exception>
    public static void Make(CommandContext context, IReadOnlyList<string> names, string directory, string? releases = null)
    {
        using var scratch = new ScratchDirectory();
        // Checked before the time that it takes.
        var isNew = !Directory.Exists(directory);
        context.Write(directory, () => Directory.CreateDirectory(directory));
        try
        {
            Run(
                context,
                string.Join(" and ", names),
                ["template", .. names.SelectMany(name => new[] { name, FileOf(scratch.Path, name) })],
                Releases(releases));
        }
        catch when (isNew)
        {
            Directory.Delete(directory);
            throw;
        }

        foreach (var name in names)
            context.WriteFile(FileOf(directory, name), File.ReadAllText(FileOf(scratch.Path, name)));
    }

    /// <summary>Synthesizes the cloud assembly of one edge. The files of other edges are not read.</summary>
    /// <param name="context">The repository.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="output">The directory to write to.</param>
    /// <exception cref="CommandException">This is not the repository, or the application failed; the message says how.</exception>
    public static void Assemble(CommandContext context, NamedEdge edge, string output) => Run(
        context,
        $"the cloud assembly of {edge.Name}",
        [],
        [("edges", edge.File), .. Releases(edge.Directories.Releases), ("edge", edge.Name)],
        ("CDK_OUTDIR", output));

    /// <summary>Synthesizes the template of one edge.</summary>
    /// <param name="context">The repository.</param>
    /// <param name="edge">The edge.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="CommandException">This is not the repository, or the application failed; the message says how.</exception>
    public static string Make(CommandContext context, NamedEdge edge)
    {
        using var scratch = new ScratchDirectory();
        Assemble(context, edge, scratch.Path);
        return File.ReadAllText(FileOf(scratch.Path, new EdgeNames(edge.Name).Stack));
    }

    /// <summary>Writes the templates for the teams that create parts of an edge.</summary>
    /// <param name="context">The repository.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="directory">Directory that exists.</param>
    /// <exception cref="CommandException">This is not the repository, or the application failed; the message says how.</exception>
    public static void Split(CommandContext context, NamedEdge edge, string directory) => Run(
        context,
        $"the templates of {edge.Name} for each team",
        ["split", directory],
        [("edges", edge.File), .. Releases(edge.Directories.Releases), ("edge", edge.Name)]);

    /// <summary>The file of a template in a directory.</summary>
    public static string FileOf(string directory, string name) => Path.Combine(directory, $"{name}.template.json");

    private static (string Key, string Value)[] Releases(string? directory) => directory is null ? [] : [("releases", directory)];

    private static void Run(
        CommandContext context,
        string what,
        string[] arguments,
        (string Key, string Value)[] values,
        params (string Name, string Value)[] environment)
    {
        MustBeThere(context);
        context.Progress($"synthesizing {what}");
        // As the CDK CLI passes it on.
        var all = CdkContext.Of(context.Repository);
        foreach (var (key, value) in values)
            all[key] = value;
        var result = ProcessRunner.Run(
            "node", [context.Installation.Application, .. arguments], context.Repository, null,
            [("CDK_CONTEXT_JSON", all.ToJsonString()), .. environment]);
        if (result.ExitCode != 0)
            throw new CommandException($"{what} could not be synthesized\n{result.Error.Trim()}");
    }

    /// <summary>Checks that there is an application that synthesizes.</summary>
    /// <exception cref="CommandException">This is not a repository that has Edge CDK; the message says what is missing.</exception>
    public static void MustBeThere(CommandContext context)
    {
        if (!File.Exists(context.Installation.Application))
        {
            throw new CommandException(
                $"there is no node_modules/edge-cdk in {context.Repository} or in a directory around it, and so no Edge CDK that creates "
                    + "templates; run `npm ci` in your repository, or make one with `npm install <package of Edge CDK>` "
                    + "(docs/operations.md, \"Your repository\")");
        }
    }
}
