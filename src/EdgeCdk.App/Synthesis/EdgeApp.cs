using System.Text.Json.Nodes;
using Amazon.CDK;
using EdgeCdk.Config;
using EdgeCdk.Resources;

namespace EdgeCdk.App.Synthesis;

/// <summary>The CDK application of one edge, and of templates that belong to none.</summary>
internal static class EdgeApp
{
    /// <summary>Builds the stack and writes its cloud assembly.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="output">The directory to write to.</param>
    public static void Synthesize(EdgeDefinition edge, string output) => Synthesize(edge, DefinitionInputs.Of(edge), output);

    /// <summary>Builds the stack from what the edge decides, and writes its cloud assembly.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="inputs">What it decides.</param>
    /// <param name="output">The directory to write to.</param>
    public static void Synthesize(EdgeDefinition edge, EdgeInputs inputs, string output) =>
        Synthesize(output, app => new EdgeStack(app, new EdgeNames(inputs.Edge.Name).Stack, edge, inputs));

    /// <summary>The template of a stack.</summary>
    /// <param name="create">Creates the stack.</param>
    /// <param name="context">Context of the application. Default: none.</param>
    public static JsonObject Template(Func<Amazon.CDK.App, Stack> create, IDictionary<string, object>? context = null)
    {
        var output = Directory.CreateTempSubdirectory("edge-cdk-").FullName;
        try
        {
            var template = "";
            Synthesize(output, app => template = create(app).TemplateFile, context);
            return JsonNode.Parse(File.ReadAllText(Path.Combine(output, template)))!.AsObject();
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static void Synthesize(string output, Action<Amazon.CDK.App> add, IDictionary<string, object>? context = null)
    {
        Library.Start();
        var app = new Amazon.CDK.App(new AppProps
        {
            Outdir = output,
            PostCliContext = context,
            // A template depends on the edge file alone, and not on who synthesizes it, where or how.
            AnalyticsReporting = false,
            StackTraces = false,
            TreeMetadata = false,
            // Otherwise every application listens for the end of the process, and Node.js warns of the eleventh.
            AutoSynth = false,
        });
        add(app);
        app.Synth();
    }
}
