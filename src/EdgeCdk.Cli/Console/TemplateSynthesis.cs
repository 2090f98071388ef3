using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Console;

/// <summary>Templates and cloud assemblies. The application of the repository makes them, which this command knows nothing of.</summary>
internal static class TemplateSynthesis
{
    /// <summary>Makes a template that takes parameters.</summary>
    /// <param name="context">Says which repository.</param>
    /// <param name="name">Name of the template, such as <c>prerequisites</c>.</param>
    /// <param name="releases">Directory of release files. Default: that of the repository.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="CommandException">This is not the repository, or the application failed; the message says how.</exception>
    public static string Make(CommandContext context, string name, string? releases = null)
    {
        var directory = Directory.CreateTempSubdirectory("edge-cdk-").FullName;
        try
        {
            Make(context, [name], directory, releases);
            return File.ReadAllText(FileOf(directory, name));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Makes templates, each into a file <c>&lt;name&gt;.template.json</c>: all in one process, which takes most of its time to start.</summary>
    /// <param name="context">Says which repository.</param>
    /// <param name="names">Names of the templates.</param>
    /// <param name="directory">Where to; it is made if need be.</param>
    /// <param name="releases">Directory of release files. Default: that of the repository.</param>
    /// <exception cref="CommandException">This is not the repository, or the application failed; the message says how.</exception>
    public static void Make(CommandContext context, IReadOnlyList<string> names, string directory, string? releases = null)
    {
        context.Write(directory, () => Directory.CreateDirectory(directory));
        Run(context, string.Join(" and ", names), ["template", .. names.SelectMany(name => new[] { name, FileOf(directory, name) })], releases is null ? [] : [("releases", releases)]);
    }

    /// <summary>Makes the cloud assembly of one edge.</summary>
    /// <param name="context">Says which repository.</param>
    /// <param name="edges">The directory with its file.</param>
    /// <param name="releases">The directory of release files.</param>
    /// <param name="edge">Its name.</param>
    /// <param name="output">The directory to write to.</param>
    /// <exception cref="CommandException">This is not the repository, or the application failed; the message says how.</exception>
    public static void Assemble(CommandContext context, string edges, string releases, string edge, string output) =>
        Run(context, $"the cloud assembly of {edge}", [], [("edges", edges), ("releases", releases), ("edge", edge)], ("CDK_OUTDIR", output));

    private static void Run(CommandContext context, string what, string[] arguments, (string Key, string Value)[] values, params (string Name, string Value)[] environment)
    {
        var program = Path.Combine(context.Repository, "src", "EdgeCdk.App", "run.mjs");
        if (!File.Exists(program))
            throw new CommandException($"{context.Directory} is not in the repository of Edge CDK, which makes templates; run this there");
        // As the CDK CLI would pass it on.
        var all = CdkContext.Of(context.Repository);
        foreach (var (key, value) in values)
            all[key] = value;
        var given = ("CDK_CONTEXT_JSON", all.ToJsonString());
        var result = ProcessRunner.Run("node", [program, .. arguments], context.Repository, null, [given, .. environment]);
        if (result.ExitCode != 0)
            throw new CommandException($"{what} cannot be made\n{result.Error.Trim()}");
    }

    /// <summary>Where a template is written to in a directory.</summary>
    public static string FileOf(string directory, string name) => Path.Combine(directory, $"{name}.template.json");
}
