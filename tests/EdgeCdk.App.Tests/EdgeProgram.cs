using System.Text.Json;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>Runs the application as the CDK CLI does, in a process of its own.</summary>
internal static class EdgeProgram
{
    /// <summary>Runs it in the repository.</summary>
    /// <param name="output">The directory that the CLI asks for.</param>
    /// <param name="environment">Additions to the environment.</param>
    /// <param name="context">What the CLI was given with <c>-c</c>.</param>
    public static CommandResult Run(string output, IReadOnlyDictionary<string, string?>? environment = null, params (string Key, string Value)[] context)
    {
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>())
        {
            ["CDK_OUTDIR"] = output,
            ["CDK_CONTEXT_JSON"] = JsonSerializer.Serialize(context.ToDictionary(pair => pair.Key, pair => pair.Value)),
        };
        return Command.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "EdgeCdk.App.dll")], environment: variables);
    }
}
