using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Product;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>The files of an export, without the templates.</summary>
internal static class StackSetFiles
{
    /// <summary>Name of the file with the plan.</summary>
    public const string Plan = "stack-sets.json";

    // The one that changes together with the template: a stack set gives both to its stacks at once, while an override stays what it was.
    private const string OfTheSet = "ArtifactPrefix";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The stack sets of the last export into a directory; none before the first.</summary>
    /// <exception cref="CommandException">The file is none of ours.</exception>
    public static IReadOnlyList<StackSet> ReadPlan(string directory)
    {
        var file = Path.Combine(directory, Plan);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<List<StackSet>>(File.ReadAllText(file), Json)! : [];
        }
        catch (JsonException exception)
        {
            throw new CommandException($"{file} cannot be read ({exception.Message.TrimEnd('.')}); restore it: it says which edge is in which stack set");
        }
    }

    /// <summary>All files by path, for edges that the plan holds.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(StackSetPlan plan, IReadOnlyList<EdgeDefinition> edges)
    {
        yield return new(Plan, Text(plan.Sets));
        yield return new("deploy.sh", DeployScript.Write(plan.Sets, edges));
        foreach (var set in plan.Sets.Where(set => set.Exported(edges).Any()))
        {
            var first = set.Exported(edges).First();
            var required = ProductParameters.For(first.Release).Where(parameter => parameter.Default is null || parameter.Name == OfTheSet).Select(parameter => parameter.Name);
            yield return new($"stack-sets/{set.Name}.tags.json", Text(set.Traits.Tags.Select(tag => new Dictionary<string, string> { ["Key"] = tag.Key, ["Value"] = tag.Value })));
            yield return new($"stack-sets/{set.Name}.parameters.json", Parameters(ProductValues.Of(first).Where(value => required.Contains(value.Key))));
        }

        foreach (var edge in edges)
            yield return new($"parameters/{edge.Config.Edge.Name}.json", Parameters(ProductValues.Of(edge).Where(value => value.Key != OfTheSet)));
    }

    private static string Parameters(IEnumerable<KeyValuePair<string, string>> values) =>
        Text(values.Select(value => new Dictionary<string, string> { ["ParameterKey"] = value.Key, ["ParameterValue"] = value.Value }));

    private static string Text<T>(T value) => $"{JsonSerializer.Serialize(value, Json)}\n";
}
