using System.Text.Json;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>The files of an export, without the templates.</summary>
internal static class StackSetFiles
{
    /// <summary>Name of the file with the plan.</summary>
    public const string Plan = "stack-sets.json";

    // The parameter that changes together with the template: a stack set gives both to its stacks at once, an override would stay.
    private const string OfTheSet = "ArtifactPrefix";

    // The file is under version control, and so may be merged.
    private static readonly JsonSerializerOptions Strict = new(JsonText.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The stack sets of the last export into a directory; none before the first.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="shown">How it is called in messages.</param>
    /// <exception cref="CommandException">The file is not a plan.</exception>
    public static IReadOnlyList<StackSet> ReadPlan(string directory, string shown)
    {
        var (file, name) = (Path.Combine(directory, Plan), Path.Combine(shown, Plan));
        if (!File.Exists(file))
            return [];
        try
        {
            var sets = JsonSerializer.Deserialize<List<StackSet?>>(InputFile.Text(file, name), Strict)?.OfType<StackSet>().ToList() ?? [];
            return Twice(sets.SelectMany(set => set.Members).Select(member => member.Edge)) is { } edge
                    ? throw NoPlan(name, $"has the edge {edge} twice")
                : Twice(sets.Select(set => set.Name)) is { } twice ? throw NoPlan(name, $"has the stack set {twice} twice")
                : sets;
        }
        catch (JsonException exception)
        {
            throw NoPlan(name, $"cannot be read ({InputFile.Place(exception)})");
        }
    }

    /// <summary>All files by path.</summary>
    /// <param name="plan">The stack sets.</param>
    /// <param name="edges">The edges of the plan that are exported.</param>
    /// <param name="options">Options of <c>edge</c> for the directories of the files.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(
        StackSetPlan plan, IReadOnlyList<EdgeDefinition> edges, string options)
    {
        yield return new(Plan, JsonText.Of(plan.Sets));
        yield return new("deploy.sh", DeployScript.Write(plan.Sets, edges, options));
        foreach (var set in plan.Sets.Where(set => set.Exported(edges).Any()))
        {
            yield return new($"stack-sets/{set.Name}.tags.json", Tags(set));
            yield return new($"stack-sets/{set.Name}.parameters.json", Common(set.Exported(edges).First()));
        }

        foreach (var edge in edges)
        {
            yield return new(
                $"parameters/{edge.Config.Edge.Name}.json",
                Parameters(PortableValues.Of(edge).Where(value => value.Key != OfTheSet)));
        }
    }

    private static string? Twice(IEnumerable<string> names) => names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static CommandException NoPlan(string file, string what) =>
        new($"{file} {what}; restore it: it says which edge is in which stack set");

    private static string Common(EdgeDefinition edge)
    {
        var required = PortableParameters.For(edge.Release)
            .Where(parameter => parameter.Default is null || parameter.Name == OfTheSet)
            .Select(parameter => parameter.Name);
        return Parameters(PortableValues.Of(edge).Where(value => required.Contains(value.Key)));
    }

    private static string Tags(StackSet set) =>
        JsonText.Of(set.Traits.Tags.Select(tag => new Dictionary<string, string> { ["Key"] = tag.Key, ["Value"] = tag.Value }));

    private static string Parameters(IEnumerable<KeyValuePair<string, string>> values) => JsonText.Of(values.Select(
        value => new Dictionary<string, string> { ["ParameterKey"] = value.Key, ["ParameterValue"] = value.Value }));
}
