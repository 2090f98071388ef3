using System.Text.Json.Nodes;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Cli.Deployed;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// The deployments of tests/emulator/fault_table: of each edge the first one, the upgrade to the newest release, and changes of it, each
/// with its way back. Beside the templates is what the product says comes next for a stack in any status.
/// </summary>
internal static class FaultStories
{
    private const string Everything = "everything";

    private const string Telemetry = "observability: { enabled: true }\n";

    private const string Alarms = "alarms: { create: true }\n";

    private const string Bucket = "  bucket: vendor-releases-eu-central-1\n  prefix: edge/16.6.5/\n";

    /// <summary>Writes all files: a cloud assembly for each deployment, and what is in which.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="edges">What synthesizes.</param>
    /// <param name="turn">Null: all stories with all changes. A number: one story with one change, a different one for each.</param>
    public static void Write(string directory, SynthesizedEdges edges, int? turn)
    {
        var stories = new JsonObject();
        foreach (var (name, first, upgraded, changes) in turn is null ? All : [OneOf(turn.Value)])
        {
            var assemblies = new JsonObject();
            foreach (var (change, text) in (IEnumerable<(string, string)>)[("first", first), ("upgraded", upgraded), .. changes])
            {
                var assembly = $"{name}-{assemblies.Count}";
                FleetSynthesis.Run([edges.Definition(text)], Path.Combine(directory, assembly), cache: null, _ => { });
                assemblies[change] = assembly;
            }

            stories[$"Edge-{name}"] = assemblies;
        }

        File.WriteAllText(Path.Combine(directory, "stories.json"), stories.ToJsonString());
        File.WriteAllText(
            Path.Combine(directory, "names.json"),
            new JsonObject(All.Select(story => KeyValuePair.Create($"Edge-{story.Name}", (JsonNode?)Found(story.Name)))).ToJsonString());
        File.WriteAllText(Path.Combine(directory, "next.json"), Next().ToJsonString());
    }

    private static FaultStory OneOf(int turn)
    {
        var story = All[turn % All.Count];
        return story with { Changes = [story.Changes[turn / All.Count % story.Changes.Count]] };
    }

    private static IReadOnlyList<FaultStory> All { get; } = [.. Stories()];

    private static IEnumerable<FaultStory> Stories()
    {
        var demo = EdgeFiles.Text(EdgeFiles.Demo);
        yield return new(
            EdgeFiles.Demo, Golden.EdgeText(EdgeFiles.Demo, "16.6.4"), demo,
            [.. EdgeSwitches.All.Select(one => (one.Name, $"{demo}{one.On}\n")), ("a directory", demo.With(Bucket, "  directory: packages\n"))]);
        // Packages from a bucket as well: nothing but the first deployment copies those of a directory.
        var full = EdgeFiles.Text(EdgeFiles.Full)
            .With("name: full,", $"name: {Everything},")
            .With("artifacts: { directory: packages }", "artifacts: { bucket: vendor-releases-eu-central-1, prefix: edge/16.6.5/ }");
        var everything = $"{full}{Telemetry}{Alarms}";
        yield return new(
            Everything, everything.Replace("16.6.5", "16.6.4", StringComparison.Ordinal), everything,
            [("no observability", $"{full}{Alarms}"), ("no alarms", $"{full}{Telemetry}")]);
    }

    // By what `edge destroy-plan` looks for what is left of an edge.
    private static JsonObject Found(string edge) => new()
    {
        ["stack"] = EdgeNames.Stack(edge),
        ["families"] = new JsonArray([.. EdgeNames.Families(edge).Select(name => (JsonNode)name)]),
        ["roles"] = new JsonArray([.. EdgeRoles.Names(edge).Select(name => (JsonNode)name)]),
        ["logGroups"] = new JsonArray(
            [.. ((string[])[EdgeNames.LogGroupPrefix(edge), .. EdgeNames.PerformanceLogGroups(edge)]).Select(name => (JsonNode)name)]),
    };

    // As the README and the commands say it, for an edge that the CDK CLI deploys.
    private static JsonObject Next()
    {
        var deployer = Deployer.Of(new EdgePlace(EdgeFiles.Demo, Places.Region), null);
        return new(StackState.All.Select(state => KeyValuePair.Create(state.Status, (JsonNode?)state.Next(deployer))));
    }
}

/// <summary>What happens to an edge: texts of its file.</summary>
/// <param name="Name">The edge.</param>
/// <param name="First">At its first deployment.</param>
/// <param name="Upgraded">On the newest release.</param>
/// <param name="Changes">And with changes, by name.</param>
internal sealed record FaultStory(string Name, string First, string Upgraded, IReadOnlyList<(string Name, string Text)> Changes);
