using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Tests.Support;
using Names = EdgeCdk.Config.Yaml.Names;

namespace EdgeCdk.App.Tests;

/// <summary>The tables of the runtime contract.</summary>
internal static class RuntimeContract
{
    /// <summary>What each component of a release reads and expects; jobs that expect the same are together.</summary>
    public static IEnumerable<string> Components(ReleaseManifest release)
    {
        foreach (var group in release.ComponentNames().GroupBy(name => Text(release.Components[name])))
        {
            var names = group.ToList();
            yield return $"## {string.Join(", ", names.Select(name => $"`{name}`"))}";
            yield return "";
            foreach (var line in Lines(release, names[0]))
                yield return line;
            yield return "";
        }
    }

    /// <summary>All facts, with the components that may have them.</summary>
    public static IEnumerable<string> AllFacts() => GeneratedPart.Table(
        ["fact", "value", "components"],
        Facts.All.Select(fact => (IReadOnlyList<string>)[$"`{fact.Name}`", fact.Meaning, Short(fact.Components)]));

    private static IEnumerable<string> Lines(ReleaseManifest release, string name)
    {
        var code = release.Components[name];
        (string What, string? Value)[] expected =
        [
            ("Entry point", Joined(code.EntryPoint)), ("Command", Joined(code.Command)), ("Connectors", code.DriversPath),
            ("Configuration", code.ConfigurationPath), ("Queue of what could not be sent", code.StatePath), .. OfFunction(release, name),
        ];
        foreach (var (what, value) in expected.Where(one => one.Value is not null))
            yield return $"- {what}: `{value}`";
        if (expected.Any(one => one.Value is not null))
            yield return "";
        var rows = code.Environment.Select(variable => (Name: variable.Key, Value: Facts.Find(variable.Value)!.Meaning))
            .Concat(code.Constants.Select(variable => (Name: variable.Key, Value: $"`{variable.Value}`")))
            .OrderBy(variable => variable.Name, StringComparer.Ordinal);
        foreach (var line in GeneratedPart.Table(["variable", "value"],
            rows.Select(row => (IReadOnlyList<string>)[$"`{row.Name}`", row.Value])))
        {
            yield return line;
        }
    }

    private static IEnumerable<(string What, string? Value)> OfFunction(ReleaseManifest release, string name) =>
        from function in release.Functions
        where Names.Value(function.Key) == name
        from line in new (string, string?)[]
        {
            ("Package", $"{FunctionTraitsAttribute.Of(function.Key).Package}/{function.Value.Artifact}"),
            ("Handler", function.Value.Handler),
            ("Runtime", function.Value.Runtime),
        }
        select line;

    private static string Text(ComponentCode code) =>
        string.Join('\n',
            [.. code.Environment, .. code.Constants, Pair(code.EntryPoint), Pair(code.Command), new(code.DriversPath ?? "", "")]);

    private static KeyValuePair<string, string> Pair(IReadOnlyList<string>? items) => new(Joined(items) ?? "", "");

    private static string? Joined(IReadOnlyList<string>? items) => items is null ? null : string.Join(' ', items);

    private static string Short(IReadOnlyList<string> components)
    {
        string[] jobs = [.. Enum.GetValues<Job>().Select(job => Names.Value(job))];
        var others = components.Except(jobs).Select(name => $"`{name}`");
        return string.Join(", ", jobs.All(components.Contains) ? others.Append("jobs") : others);
    }
}
