using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// The deployments of tests/emulator/fault_table: of each edge the first one, the upgrade to the newest release, and changes of it, each
/// with its way back. Beside the templates is what the product says comes next for a stack in any status.
/// </summary>
internal static class FaultStories
{
    private const string Everything = "everything";

    /// <summary>Writes all files: a cloud assembly for each deployment, and what is in which.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="turn">Null: all stories with all changes. A number: one story with one change, a different one for each.</param>
    public static void Write(TemporaryDirectory directory, int? turn) => Write(directory, turn is null ? All : [OneOf(turn.Value)]);

    /// <summary>Writes the files of one edge that has alarms, for its upgrade alone.</summary>
    /// <param name="directory">Where to.</param>
    public static void WriteUpgradeWithAlarms(TemporaryDirectory directory) =>
        Write(directory, [All.Single(story => story.Name == Everything) with { Changes = [] }]);

    private static void Write(TemporaryDirectory directory, IReadOnlyList<FaultStory> written)
    {
        var packages = Path.Combine(directory.Path, "edges", "packages");
        Customer.WritePackages(packages, "16.6.5");
        directory.Write("edges/cdk.json", "{}");
        var stories = new JsonObject();
        foreach (var (name, first, upgraded, changes) in written)
        {
            var assemblies = new JsonObject();
            foreach (var (change, text) in (IEnumerable<(string, string)>)[("first", first), ("upgraded", upgraded), .. changes])
            {
                var assembly = $"{name}-{assemblies.Count}";
                var edges = Fleet.Load(directory.Write($"edges/{assembly}.yaml", text), Repository.Releases);
                FleetSynthesis.Run(edges, Path.Combine(directory.Path, assembly), SynthesizedEdges.Known, _ => { });
                assemblies[change] = assembly;
            }

            stories[new EdgeNames(name).Stack] = assemblies;
        }

        directory.Write("stories.json", stories.ToJsonString());
        var ofStories = All.Select(story => new EdgeNames(story.Name));
        var names = new JsonObject(ofStories.Select(edge => KeyValuePair.Create(edge.Stack, (JsonNode?)Found(edge))));
        directory.Write("names.json", names.ToJsonString());
        directory.Write("next.json", Next().ToJsonString());
    }

    private static FaultStory OneOf(int turn)
    {
        var story = All[turn % All.Count];
        return story with { Changes = [story.Changes[turn / All.Count % story.Changes.Count]] };
    }

    private static IReadOnlyList<FaultStory> All { get; } = [.. Stories()];

    private static IEnumerable<FaultStory> Stories()
    {
        const string bucket = "  bucket: vendor-releases-eu-central-1\n  prefix: edge/16.6.5/\n";
        var demo = EdgeFiles.Text(EdgeFiles.Demo);
        yield return new(
            EdgeFiles.Demo, GoldenTemplates.EdgeText(EdgeFiles.Demo, "16.6.4"), demo,
            [.. Switched(demo), ("a directory", demo.With(bucket, "  directory: packages\n"))]);

        // Packages from a bucket as well: those of a directory are copied by the first deployment alone.
        var everything = Without(Without(EdgeFiles.Text(EdgeFiles.Full), "observability"), "alarms")
            .With("name: full,", $"name: {Everything},")
            .With("012345678901", "123456789011")
            .With("artifacts: { directory: packages }", "artifacts: { bucket: vendor-releases-eu-central-1, prefix: edge/16.6.5/ }")
            + "observability: { enabled: true }\nalarms: { create: true }\n";
        yield return new(
            Everything, everything.Replace("16.6.5", "16.6.4", StringComparison.Ordinal), everything, [.. Switched(everything)]);
    }

    // Where the file says just what a switch does, the switch goes back to the default.
    private static IEnumerable<(string Name, string Text)> Switched(string file) =>
        from one in EdgeSwitches.All
        let rest = Without(file, one.On.Split(':')[0])
        let text = $"{rest}{one.On}\n"
        select Lines(text).SetEquals(Lines(file)) ? ($"no {one.Name}", rest) : (one.Name, text);

    // The file without a key and what is indented below it.
    private static string Without(string file, string key) =>
        Regex.Replace(file, $@"^{key}:.*\n(?: .*\n)*", "", RegexOptions.Multiline | RegexOptions.NonBacktracking);

    private static HashSet<string> Lines(string text) => [.. text.Split('\n')];

    // By what `edge destroy-plan` looks for what is left of an edge.
    private static JsonObject Found(EdgeNames names) => new()
    {
        ["stack"] = names.Stack,
        ["families"] = Texts(names.TaskFamilies),
        ["roles"] = Texts(names.AllRoles),
        ["logGroups"] = Texts([names.LogGroupPrefix, .. names.PerformanceLogGroups]),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

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
