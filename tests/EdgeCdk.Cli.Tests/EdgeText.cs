using EdgeCdk.Config.Drafts;

namespace EdgeCdk.Cli.Tests;

/// <summary>Edge files made of single values.</summary>
internal static class EdgeText
{
    /// <summary>The text of a file with the values of a draft, and another one behind one key, as it is.</summary>
    public static string With(EdgeDraft draft, string path, string written)
    {
        var lines = draft.Values.Where(pair => pair.Key != path && !pair.Key.StartsWith($"{path}.", StringComparison.Ordinal))
            .Select(pair => (Path: pair.Key.Split('.'), Value: Written(pair.Key, pair.Value)))
            .Append((Path: path.Split('.'), Value: written));
        return Block([.. lines], 0);
    }

    private static string Block(IReadOnlyList<(string[] Path, string Value)> lines, int depth) => string.Concat(
        lines.GroupBy(line => line.Path[depth]).Select(group => group.First().Path.Length == depth + 1
            ? $"{new string(' ', 2 * depth)}{group.Key}: {group.First().Value}\n"
            : $"{new string(' ', 2 * depth)}{group.Key}:\n{Block([.. group], depth + 1)}"));

    // A draft has texts only: what is a number or a truth value in the file is not in quotes.
    private static string Written(string path, IReadOnlyList<string> items)
    {
        var key = Config.Reference.ConfigKey.Find(Config.Reference.ConfigKey.OfEdge, path)!;
        var written = items.Select(item => key.ValueType == typeof(string) ? $"\"{item}\"" : item);
        return key.Kind is Config.Reference.KeyKind.List ? $"[{string.Join(", ", written)}]" : written.Single();
    }
}
