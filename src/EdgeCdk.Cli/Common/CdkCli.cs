namespace EdgeCdk.Cli.Common;

/// <summary>The CDK CLI, as npm installed it with Edge CDK.</summary>
internal static class CdkCli
{
    private static readonly string Program = Path.Combine("node_modules", "aws-cdk", "bin", "cdk");

    /// <summary>Runs it to its end.</summary>
    /// <param name="repository">The directory that holds cdk.json.</param>
    /// <param name="arguments">Command and options.</param>
    /// <exception cref="CommandException">It is not installed.</exception>
    public static (int ExitCode, string Output, string Error) Run(string repository, IReadOnlyList<string> arguments) =>
        Find(repository) is { } program
            ? ProcessRunner.Run("node", [program, .. arguments], repository)
            : throw new CommandException($"the CDK CLI is not installed in {repository}; run `npm ci` there");

    // Where Node.js looks: in the repository, or in a directory around it.
    private static string? Find(string repository)
    {
        for (var around = Path.GetFullPath(repository); around is not null; around = Path.GetDirectoryName(around))
        {
            if (Path.Combine(around, Program) is var found && File.Exists(found))
                return found;
        }

        return null;
    }
}
