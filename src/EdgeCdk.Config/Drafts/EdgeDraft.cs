using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Drafts;

/// <summary>The values of an edge file that is being made, each known to be right by itself.</summary>
internal sealed class EdgeDraft
{
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    /// <summary>Path and value of every key that has one; a list has an item each, anything else exactly one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values => _values;

    /// <summary>The value of a key, the items of a list separated by commas; null when there is none.</summary>
    public string? this[string path] => _values.TryGetValue(path, out var items) ? string.Join(",", items) : null;

    /// <summary>Takes what a file says that may leave out any key, such as the onboarding values.</summary>
    /// <returns>What is wrong with the file; then nothing of it was taken.</returns>
    public IReadOnlyList<Problem> Take(string file)
    {
        var part = ConfigFile<EdgeConfig>.ReadPart(file);
        foreach (var (path, items) in part.Problems.Count == 0 ? part.Root!.Leaves() : [])
            _values[path] = items;
        return part.Problems;
    }

    /// <summary>Sets the value of a key.</summary>
    /// <param name="path">Path of the key, such as <c>jobs.dqc.cpu</c>.</param>
    /// <param name="text">The value; the items of a list separated by commas.</param>
    /// <returns>What is wrong with it; then it was not set.</returns>
    public IReadOnlyList<Problem> Set(string path, string text)
    {
        if (ConfigKey.Find(ConfigKey.OfEdge, path) is not { } key)
            return [ConfigKey.Unknown(ConfigKey.OfEdge, path)];
        if (key.Kind is KeyKind.Map && key.Path == path)
            return [new Problem(path, "is a block of keys", $"use {path}.<name>", "give a value to a key in the block")];
        var problems = key.Check(text);
        if (problems.Count == 0)
            _values[path] = key.Kind is KeyKind.List ? ConfigKey.Items(text) : [text];
        return problems;
    }
}
