using System.Text.Json;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>Runs the application as the CDK CLI does, in a process of its own.</summary>
internal static class EdgeProgram
{
    /// <summary>Runs it in the repository, without what was made before.</summary>
    /// <param name="output">The directory that the CLI asks for.</param>
    /// <param name="environment">Additions to the environment.</param>
    /// <param name="context">What the CLI was given with <c>-c</c>.</param>
    public static CommandResult Run(string output, IReadOnlyDictionary<string, string?>? environment = null, params (string Key, string Value)[] context) =>
        RunIn(Repository.Root, AppContext.BaseDirectory, ["--no-cache"], output, environment, context);

    /// <summary>Runs a build of it in another directory, where it keeps what it made.</summary>
    public static CommandResult RunIn(
        string directory, string build, string[] arguments, string output, IReadOnlyDictionary<string, string?>? environment = null, params (string Key, string Value)[] context)
    {
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>())
        {
            ["CDK_OUTDIR"] = output,
            ["CDK_CONTEXT_JSON"] = JsonSerializer.Serialize(context.ToDictionary(pair => pair.Key, pair => pair.Value)),
        };
        return ChildProcess.Run("dotnet", [Path.Combine(build, "EdgeCdk.App.dll"), .. arguments], directory, variables);
    }
}
