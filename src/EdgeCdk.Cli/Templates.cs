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
        var program = Path.Combine(terminal.Repository, "src", "EdgeCdk.App", "run.mjs");
        if (!File.Exists(program))
            throw new CommandException($"{terminal.Directory} is not in the repository of Edge CDK, which makes templates; run this there");
        var directory = Directory.CreateTempSubdirectory("edge-cdk-").FullName;
        try
        {
            var file = Path.Combine(directory, name);
            var result = Programs.Run("node", [program, "template", name, file], terminal.Repository);
            return result.ExitCode == 0 ? File.ReadAllText(file) : throw new CommandException($"the template {name} cannot be made\n{result.Error.Trim()}");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
