using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Review.Changes;

/// <summary>Compares templates with the library of the CDK CLI, which knows from AWS what each property's change does.</summary>
internal static class TemplateDiff
{
    private const string OtherId = "logical id";

    /// <summary>Compares pairs of templates.</summary>
    /// <param name="ask">Puts a line to the library; see <see cref="CdkDiff"/>.</param>
    /// <param name="pairs">As it was, as it will be.</param>
    /// <exception cref="CommandException">Node.js or the library is missing.</exception>
    public static IReadOnlyList<StackChange> Compare(
        Func<string, string> ask, IReadOnlyList<(StackTemplate Base, StackTemplate Head)> pairs)
    {
        // Most reviews leave most stacks as they are.
        if (pairs.All(pair => JsonPaths.Same(pair.Base.Json, pair.Head.Json)))
            return [.. pairs.Select(pair => new StackChange(pair.Base, pair.Head, []))];
        var question = new JsonArray(
            [.. pairs.Select(pair => new JsonObject { ["base"] = pair.Base.Json.DeepClone(), ["head"] = pair.Head.Json.DeepClone() })]);
        var answers = JsonNode.Parse(ask(question.ToJsonString()))!.AsArray();
        return
        [
            .. pairs.Zip(
                answers, (pair, answer) => new StackChange(pair.Base, pair.Head, Changes(pair.Base, pair.Head, answer!.AsObject()))),
        ];
    }

    private static List<ResourceChange> Changes(StackTemplate left, StackTemplate right, JsonObject differences)
    {
        var changes = new List<ResourceChange>();
        foreach (var (id, before) in left.Resources.Where(pair => right.Resources.ContainsKey(pair.Key)))
        {
            var after = right.Resources[id];
            if (differences[id] is JsonObject difference)
                changes.Add(Change(before, after, difference));
            else if (!JsonPaths.Same(before.Json, after.Json))
                changes.Add(new ResourceChange(before, after, []));
        }

        // The same construct under another id: to CloudFormation one resource goes and another comes.
        var gone = left.Resources.Values.Where(resource => !right.Resources.ContainsKey(resource.Id)).ToList();
        var come = right.Resources.Values.Where(resource => !left.Resources.ContainsKey(resource.Id)).ToList();
        foreach (var resource in gone)
        {
            var heir = come.FirstOrDefault(other => other.Path == resource.Path && other.Type == resource.Type);
            changes.Add(new ResourceChange(resource, heir, heir is null ? [] : [OtherId]));
            if (heir is not null)
                come.Remove(heir);
        }

        changes.AddRange(come.Select(resource => new ResourceChange(null, resource, [])));
        return [.. changes.OrderBy(change => change.Resource.Path, StringComparer.Ordinal)];
    }

    private static ResourceChange Change(StackResource before, StackResource after, JsonObject difference)
    {
        var impact = difference["impact"]!.ToString();
        if (impact is not ("WILL_REPLACE" or "MAY_REPLACE"))
            return new ResourceChange(before, after, []);
        var causes = difference["properties"]!.AsObject()
            .Where(property => property.Value!.ToString() is "WILL_REPLACE" or "MAY_REPLACE")
            .Select(property => $"Properties.{property.Key}")
            .ToList();
        return new ResourceChange(before, after, causes.Count > 0 ? causes : ["Type"], impact == "WILL_REPLACE");
    }

}
