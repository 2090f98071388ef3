using System.Text.Json.Nodes;
using EdgeCdk.Config;

namespace EdgeCdk.App.Synthesis;

/// <summary>
/// The smallest example, which is synthesized while there is no edge file, so that the first commands have something to show. It must
/// not be deployed. The CDK CLI does not say which of its commands runs, so the cloud assembly itself refuses: it has an asset whose
/// command fails. Only a deployment builds assets.
/// </summary>
internal static class DemoEdge
{
    private const string Refusal =
        "The demo edge is an example and cannot be deployed: write an edge file of your own with npx edge init.";

    /// <summary>The file of the demo edge.</summary>
    public static string File => EdgeExamples.PathOf(EdgeExamples.Smallest);

    /// <summary>Whether a directory has no edge file yet, be it with the wrong ending. Git does not keep an empty directory.</summary>
    public static bool StandsInFor(string directory) =>
        !Directory.Exists(directory)
        || !Directory.EnumerateFiles(directory).Any(file => Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml");

    /// <summary>Makes every deployment of the demo edge fail, and says so.</summary>
    /// <param name="demo">The demo edge.</param>
    /// <param name="assembly">The directory of its cloud assembly.</param>
    /// <param name="report">Receives one line.</param>
    public static void RefuseDeployment(EdgeDefinition demo, string assembly, Action<string> report)
    {
        var file = Path.Combine(assembly, $"{new EdgeNames(demo.Config.Edge.Name).Stack}.assets.json");
        var manifest = JsonNode.Parse(System.IO.File.ReadAllText(file))!;
        var files = manifest["files"]!.AsObject();
        var destinations = files.First().Value!["destinations"]!.DeepClone().AsObject();
        foreach (var (_, destination) in destinations)
            destination!["objectKey"] = "the-demo-edge-cannot-be-deployed";
        files["demo"] = new JsonObject
        {
            ["displayName"] = "The demo edge",
            ["source"] = new JsonObject
            {
                ["executable"] = new JsonArray("node", "-e", $"console.error('{Refusal}'); process.exit(1)"),
            },
            ["destinations"] = destinations,
        };
        CloudAssembly.Write(manifest, file);
        report("edges has no edge file yet: this is the demo edge, an example that cannot be deployed. `npx edge init` writes yours.");
    }
}
