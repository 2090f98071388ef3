using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Judges;
using EdgeCdk.Config.Review;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review;

/// <summary>Every step that a user can go from release to release, and back, on the templates that the releases made.</summary>
public sealed class GoldenReleaseTests
{
    // What is denied since 16.6.5 was kept. A template of 16.6.4 that is made today denies it as well: only the kept one, which is never
    // written again, does not.
    private static readonly string[] Tightened =
    [
        "16.6.5 to 16.6.4: DataQualityKey/Key no longer forbids", "16.6.5 to 16.6.4: GeneralKey/Key no longer forbids",
        "16.6.5 to 16.6.4: ImageUpdate/Role/Role can be",
    ];

    [Fact]
    public void No_step_forward_or_back_replaces_or_loses_anything()
    {
        var steps = GoldenTemplates.Releases.Zip(GoldenTemplates.Releases.Skip(1)).SelectMany(
            step => new[] { (From: step.First, To: step.Second), (From: step.Second, To: step.First) })
            .SelectMany(
                step =>
                    GoldenTemplates.Edges.Select(
                        edge => (
                            Name: $"{edge} {step.From} to {step.To}", Pair: (
                                Template(step.From, edge), Template(step.To, edge))))).ToList();
        var reviews = Templates.Review([.. steps.Select(step => step.Pair)]);

        var faults = steps.Zip(reviews).SelectMany(step => step.Second.Changes
            .Where(
                change =>
                    change.NeedsDecision || change is { Consequence: Consequence.Existence, Kind: ChangeKind.Replaced }).Select(change =>
                        $"{step.First.Name}: {change.Sentence}"));
        var found = faults.ToList();
        Assert.All(Tightened, known => Assert.Contains(found, fault => fault.Contains(known, StringComparison.Ordinal)));
        Assert.DoesNotContain(found, fault => !Tightened.Any(known => fault.Contains(known, StringComparison.Ordinal)));
        Assert.NotEmpty(steps);
        Assert.All(
            reviews,
            review => Assert.Contains(review.Changes, change => change.Words.StartsWith("gets a new revision", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_holds_data_or_is_trusted_by_others_keeps_its_logical_id_and_what_would_replace_it()
    {
        var templates = (
            from release in GoldenTemplates.Releases
            from edge in GoldenTemplates.Edges
            select (Release: release, Edge: edge)).ToList();
        var pinned = Pins([.. templates.Select(template => Template(template.Release, template.Edge))]);
        var pins = templates.Zip(pinned).ToDictionary(pair => pair.First, pair => pair.Second);

        foreach (var edge in GoldenTemplates.Edges)
        {
            var now = pins[(GoldenTemplates.Releases[^1], edge)];
            Assert.Null(Snapshot.Compare($"{string.Join('\n', now)}\n", "tests", "golden", $"Edge-{edge}.pinned.txt"));
            Assert.All(GoldenTemplates.Releases, release => Assert.Empty(pins[(release, edge)].Except(now)));
        }
    }

    // The library is asked which properties replace a resource, by changing every one of them.
    private static List<List<string>> Pins(IReadOnlyList<JsonObject> templates)
    {
        var changes = TemplateDiff.Compare(
            LineProcess.Diff.Ask,
            [.. templates.Select(template => (new StackTemplate("Edge", template), new StackTemplate("Edge", Perturb(template))))]);
        return [.. changes.Select(stack => stack.Resources.Where(change => ReplacementJudge.IsKept(change.Base!)).Select(Pin).ToList())];
    }

    private static JsonObject Perturb(JsonObject template)
    {
        var changed = template.DeepClone().AsObject();
        foreach (var resource in new StackTemplate("Edge", changed).Resources.Values.Where(ReplacementJudge.IsKept))
            resource.Properties.Select(property => property.Key).ToList().ForEach(name => resource.Properties[name] = "another value");
        return changed;
    }

    private static string Pin(ResourceChange change) => $"{change.Resource.Path} {change.Resource.Id}" + string.Concat(
        change.Causes.Select(cause => cause["Properties.".Length..])
            .Order(StringComparer.Ordinal)
            .Select(name => $" {name}={change.Base!.Properties[name]!.ToJsonString(Relaxed)}"));

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static JsonObject Template(string release, string edge) => Templates.Read(GoldenTemplates.PathOf(release, edge));
}
