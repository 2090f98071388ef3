using System.Text.Json;

namespace EdgeCdk.Cli;

/// <summary>Templates that take parameters. The application of the repository makes them, which this command knows nothing of.</summary>
internal static class Templates
{
    /// <summary>Makes a template.</summary>
    /// <param name="terminal">Says which repository.</param>
    /// <param name="name">Name of the template, such as <c>prerequisites</c>.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="CommandException">This is not the repository, or the application failed; the message says how.</exception>
    public static string Make(Terminal terminal, string name)
    {
        var directory = Directory.CreateTempSubdirectory("edge-cdk-").FullName;
        try
        {
            Make(terminal, [name], directory);
            return File.ReadAllText(FileOf(directory, name));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Makes templates, each into a file <c>&lt;name&gt;.template.json</c>: all in one process, which takes most of its time to start.</summary>
    /// <param name="terminal">Says which repository.</param>
    /// <param name="names">Names of the templates.</param>
    /// <param name="directory">Where to; it is made if need be.</param>
    /// <param name="releases">Directory of release files. Default: that of the repository.</param>
    /// <exception cref="CommandException">This is not the repository, or the application failed; the message says how.</exception>
    public static void Make(Terminal terminal, IReadOnlyList<string> names, string directory, string? releases = null)
    {
        var program = Path.Combine(terminal.Repository, "src", "EdgeCdk.App", "run.mjs");
        if (!File.Exists(program))
            throw new CommandException($"{terminal.Directory} is not in the repository of Edge CDK, which makes templates; run this there");
        Directory.CreateDirectory(directory);
        var context = JsonSerializer.Serialize(releases is null ? [] : new Dictionary<string, string> { ["releases"] = releases });
        var result = Programs.Run("node", [program, "template", .. names.SelectMany(name => new[] { name, FileOf(directory, name) })], terminal.Repository, null, ("CDK_CONTEXT_JSON", context));
        if (result.ExitCode != 0)
            throw new CommandException($"{string.Join(" and ", names)} cannot be made\n{result.Error.Trim()}");
    }

    private static string FileOf(string directory, string name) => Path.Combine(directory, $"{name}.template.json");
}
