using System.Text.Json;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>Runs the application as the CDK CLI does.</summary>
internal static class EdgeProgram
{
    /// <summary>
    /// Runs it in the repository, without what was made before: in this process, where the library runs already, since its start takes
    /// ten times as long as an edge.
    /// </summary>
    /// <param name="output">The directory that the CLI asks for.</param>
    /// <param name="context">What the CLI was given with <c>-c</c>.</param>
    public static CommandResult Run(string output, params (string Key, string Value)[] context)
    {
        var (directory, outputs, errors) = (Environment.CurrentDirectory, Console.Out, Console.Error);
        using var said = new StringWriter { NewLine = "\n" };
        using var told = new StringWriter { NewLine = "\n" };
        var variables = Variables(output, context);
        try
        {
            Environment.CurrentDirectory = Repository.Root;
            foreach (var (name, value) in variables)
                Environment.SetEnvironmentVariable(name, value);
            Console.SetOut(said);
            Console.SetError(told);
            var exitCode = (int)typeof(EdgeApp).Assembly.EntryPoint!.Invoke(null, [new[] { "--no-cache" }])!;
            return new CommandResult(exitCode, said.ToString(), told.ToString());
        }
        finally
        {
            Console.SetOut(outputs);
            Console.SetError(errors);
            foreach (var name in variables.Keys)
                Environment.SetEnvironmentVariable(name, null);
            Environment.CurrentDirectory = directory;
        }
    }

    /// <summary>Runs a build of it in another directory, in a process of its own.</summary>
    public static CommandResult RunIn(
        string directory, string build, string[] arguments, string output, IReadOnlyDictionary<string, string?>? environment = null,
        params (string Key, string Value)[] context)
    {
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>());
        foreach (var (name, value) in Variables(output, context))
            variables[name] = value;
        return ChildProcess.Run("dotnet", [Path.Combine(build, "EdgeCdk.App.dll"), .. arguments], directory, variables);
    }

    private static Dictionary<string, string> Variables(string output, (string Key, string Value)[] context) => new()
    {
        ["CDK_OUTDIR"] = output,
        [CliContext.Variable] = JsonSerializer.Serialize(context.ToDictionary(pair => pair.Key, pair => pair.Value)),
    };
}
