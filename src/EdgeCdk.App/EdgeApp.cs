using Amazon.CDK;
using EdgeCdk.Config;

namespace EdgeCdk.App;

/// <summary>The CDK application: a stack for each edge.</summary>
public static class EdgeApp
{
    /// <summary>Builds and writes the cloud assembly.</summary>
    /// <param name="edges">The edges.</param>
    /// <param name="outputDirectory">Where to write. Default: where the CDK CLI asks for it.</param>
    /// <returns>The directory that was written.</returns>
    public static string Synthesize(IEnumerable<EdgeDefinition> edges, string? outputDirectory = null)
    {
        var app = new Amazon.CDK.App(new AppProps
        {
            Outdir = outputDirectory,
            PostCliContext = FeatureFlags.All,
            // A template is what the edge file says, and nothing about who made it, where or how.
            AnalyticsReporting = false,
            StackTraces = false,
            TreeMetadata = false,
        });
        foreach (var edge in edges)
            new EdgeStack(app, edge);
        return app.Synth().Directory;
    }
}
