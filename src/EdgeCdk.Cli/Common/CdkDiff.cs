namespace EdgeCdk.Cli.Common;

/// <summary>The library of the CDK CLI that compares templates, behind diff.mjs.</summary>
internal static class CdkDiff
{
    /// <summary>The program that has the library: it answers each line with a line.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Common", "diff.mjs");

    /// <summary>Puts a line to the library, in a process of its own.</summary>
    /// <param name="repository">The repository, whose npm packages are used.</param>
    /// <param name="question">The line.</param>
    /// <exception cref="CommandException">Node.js or the library is missing.</exception>
    public static string Ask(string repository, string question)
    {
        var answer = ProcessRunner.Run("node", [Program], repository, input: $"{question}\n");
        return answer.ExitCode == 0 ? answer.Output : throw new CommandException(answer.Error.Trim());
    }
}
