namespace EdgeCdk.Tests.Support;

/// <summary>A part of a document that is made from the templates. <c>UPDATE_SNAPSHOTS=1</c> rewrites it, for review.</summary>
public static class GeneratedPart
{
    /// <summary>Compares the part between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- end of name --&gt;</c>, after rewriting it when asked to.</summary>
    /// <returns>The part as it is now, and as it should be.</returns>
    public static (string Expected, string Actual) Compare(string file, string name, IEnumerable<string> lines)
    {
        var (begin, end) = ($"<!-- {name} -->\n", $"<!-- end of {name} -->");
        var expected = string.Concat(lines.Select(line => $"{line}\n"));
        var text = File.ReadAllText(file);
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
            throw new InvalidOperationException($"{file} has no part \"{name}\"");
        from += begin.Length;
        if (!Snapshot.IsUpdating)
            return (expected, text[from..to]);
        File.WriteAllText(file, text[..from] + expected + text[to..]);
        return (expected, expected);
    }

    /// <summary>A table in Markdown.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        new[] { Row(columns), string.Concat(columns.Select(_ => "|---")) + "|" }.Concat(rows.Select(Row));

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";
}
