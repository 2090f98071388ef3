using System.Text.Json;
using EdgeCdk.App;
using EdgeCdk.Config;
using EdgeCdk.Config.Validation;

// Exit codes: 0 done, 1 the user's files need a change, 2 a fault of this program.
try
{
    if (args is ["diagram", var template])
    {
        Console.Out.Write(StackDiagram.Mermaid(File.ReadAllText(template)));
        return 0;
    }

    var edges = Fleet.Load(Context("edges") ?? "edges", Context("releases") ?? "releases", Context("edge"), Console.Error.WriteLine);
    EdgeApp.Synthesize(edges);
    return 0;
}
catch (ConfigException exception)
{
    foreach (var problem in exception.Problems)
        Console.Error.WriteLine(problem);
    Console.Error.WriteLine($"{exception.Problems.Count} problem{(exception.Problems.Count == 1 ? "" : "s")}; nothing was synthesized");
    RemoveEmptyOutput();
    return 1;
}
catch (Exception exception)
{
    Console.Error.WriteLine($"This is a fault of Edge CDK, not of your files. Please report it with the lines below.\n{exception}");
    return 2;
}

// A value that was given to the CDK CLI with -c; an empty one is none. Read here, since the library takes seconds to start, and a mistake in a file
// should show at once.
static string? Context(string name)
{
    var json = Environment.GetEnvironmentVariable("CDK_CONTEXT_JSON");
    if (string.IsNullOrEmpty(json))
        return null;
    using var context = JsonDocument.Parse(json);
    return context.RootElement.TryGetProperty(name, out var value) && value.ToString() is { Length: > 0 } given ? given : null;
}

// The CLI makes the output directory before it asks for the output. Left empty, it would look like a result.
static void RemoveEmptyOutput()
{
    if (Environment.GetEnvironmentVariable("CDK_OUTDIR") is { Length: > 0 } output && Directory.Exists(output) && Directory.GetFileSystemEntries(output).All(IsLock))
        Directory.Delete(output, recursive: true);
}

static bool IsLock(string path) => path.EndsWith(".lock", StringComparison.Ordinal);
