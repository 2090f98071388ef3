namespace EdgeCdk.Tests.Support;

/// <summary>A part of a document that is generated from the templates. <c>UPDATE_SNAPSHOTS=1</c> rewrites it, for review.</summary>
public static class GeneratedPart
{
    /// <summary>
    /// Compares the part between <c>&lt;!-- name --&gt;</c>, where more may follow the name, and <c>&lt;!-- end of name --&gt;</c>.
    /// </summary>
    /// <returns>As <see cref="Snapshot.Compare(string, string[])"/>.</returns>
    public static string? Compare(string name, IEnumerable<string> lines, params string[] path) =>
        Snapshot.Compare(Replaced(name, lines, path), path);

    /// <summary>The text of a document with other lines in that part.</summary>
    public static string Replaced(string name, IEnumerable<string> lines, params string[] path)
    {
        var text = File.ReadAllText(Repository.Path(path));
        var begin = text.IndexOf($"<!-- {name}", StringComparison.Ordinal);
        var end = text.IndexOf($"<!-- end of {name} -->", StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{string.Join('/', path)} has no part \"{name}\"");
        var before = text[..(text.IndexOf('\n', begin) + 1)];
        var generated = string.Concat(lines.Select(line => $"{line}\n"));
        return before + generated + text[end..];
    }

    /// <summary>A table in Markdown.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
    [
        Row(columns),
        string.Concat(columns.Select(_ => "|---")) + "|",
        .. rows.Select(Row),
    ];

    private static string Row(IEnumerable<string> cells)
    {
        var escaped = cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal));
        return $"| {string.Join(" | ", escaped)} |";
    }
}
